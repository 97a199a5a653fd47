import { buttonCalled, choicesCalled, choose, labelsOf, lookUp, press } from "./actions.ts";
import { ask, type Desk, newAsking } from "./asking.ts";
import type { Asking } from "./asking-types.ts";
import { blocksOf, controlsIn } from "./controls.ts";
import { deleteFile } from "./file-methods.ts";
import { messageShortcutPayload, slashPayload } from "./payloads.ts";
import type { Seat } from "./place-types.ts";
import type { ChannelRow, MessageRow, UserRow } from "./rows.ts";
import { seenMessage } from "./seen.ts";
import type { SeenMessage } from "./seen-types.ts";
import { deleteMessage, editMessage, forward, say } from "./talking.ts";
import { transcriptOf, visibleMessages } from "./transcript.ts";
import { waitFor } from "./waiting.ts";
import { asTyped } from "./words.ts";

/** A person in a conversation. */
export function seatOf(desk: Desk, user: UserRow, channel: ChannelRow): Seat {
  const { world } = desk;
  const seen = (row: MessageRow): SeenMessage => seenMessage(world, row);

  const rowOf = (message: SeenMessage): MessageRow => {
    const row = world.messageAt(message.channelId, message.ts);
    if (row === undefined || row.isDeleted) throw new Error("The message is gone.");
    return row;
  };
  /** The newest message that this person sees and that has what is looked for. */
  const find = async <T>(what: string, message: SeenMessage | undefined, look: (row: MessageRow) => T | undefined) =>
    await waitFor(
      world,
      () => {
        const rows = message === undefined ? visibleMessages(world, channel, user) : [rowOf(message)];
        const row = rows.findLast((each) => look(each) !== undefined);
        const found = row === undefined ? undefined : look(row);
        return row === undefined || found === undefined ? null : { row, found };
      },
      () => `${user.displayName} sees no ${what} in:\n${transcriptOf(world, channel, user)}`,
    );

  const seat: Seat = {
    async types(text, options = {}) {
      const command = /^\/\S+/.exec(text)?.[0];
      if (command === undefined) throw new Error("Only what begins with a slash is a command: use says().");
      if (options.thread !== undefined) throw new Error(`${command} is not supported in threads. Sorry!`);
      return slash(desk, user, channel, command, text.slice(command.length).trim());
    },
    async says(text, options = {}) {
      return seen(await say(desk, user, channel, text, options));
    },
    mentions: (text, options = {}) => seat.says(`@${world.bot.displayName} ${text}`, options),
    shares: (...files) => seat.says("", { files }),
    forwards: async (message, text = "") => seen(forward(desk, user, channel, rowOf(message), text)),
    async usesShortcut(name, message) {
      const row = rowOf(message);
      const callbackId = shortcutCalled(desk, user, name, "message");
      if (row.onlyFor !== null) throw new Error("An ephemeral message has no shortcuts.");
      const asking = newAsking(world, {
        kind: "message_action",
        name,
        userId: user.id,
        channelId: channel.id,
        original: null,
        hasResponseUrl: true,
      });
      return ask(desk, asking, messageShortcutPayload(world, asking, callbackId, row));
    },
    async presses(label, message) {
      const { row, found } = await find(`[${label}]`, message, (each) => buttonCalled(each, label));
      return press(desk, user, row, found);
    },
    async chooses(option, message) {
      const labels = typeof option === "string" ? [option] : option;
      const { row, found } = await find(`<${labels.join(", ")}>`, message, (each) => choicesCalled(each, labels));
      return choose(desk, user, row, found);
    },
    async looksUp(text, message) {
      const { row } = await find("select that loads its options", message, (each) =>
        controlsIn(blocksOf(each)).find(({ element }) => element.type === "external_select"),
      );
      return labelsOf(await lookUp(desk, user, row, text));
    },
    async edits(message, text) {
      editMessage(desk, channel, rowOf(message), text);
    },
    async deletes(message) {
      deleteMessage(desk, channel, rowOf(message));
    },
    async deletesFile(name, message) {
      const file = rowOf(message)
        .fileIds.flatMap((id) => world.files.get(id) ?? [])
        .find((each) => each.name === name);
      if (file === undefined) throw new Error(`The message has no file ${name}.`);
      deleteFile(world, file);
    },
  };
  return seat;
}

function slash(desk: Desk, user: UserRow, channel: ChannelRow, command: string, text: string): Asking {
  const { world } = desk;
  const known = world.manifest.features?.slash_commands?.find((each) => each.command === command);
  // Strangers from a connected workspace do not have this workspace's apps.
  if (known === undefined || user.teamId !== world.team.id) throw new Error(`${command} is not a valid command.`);
  const row = newAsking(world, {
    kind: "slash",
    name: command,
    userId: user.id,
    channelId: channel.id,
    typed: `${command} ${text}`.trim(),
    hasResponseUrl: true,
  });
  const sent = known.should_escape === true ? asTyped(world, text) : text;
  return ask(desk, row, slashPayload(world, row, channel, command, sent));
}

export function shortcutCalled({ world }: Desk, user: UserRow, name: string, type: "message" | "global"): string {
  const shortcut = world.manifest.features?.shortcuts?.find((each) => each.name === name && each.type === type);
  if (shortcut === undefined || user.teamId !== world.team.id) throw new Error(`There is no ${type} shortcut ${name}.`);
  return shortcut.callback_id;
}
