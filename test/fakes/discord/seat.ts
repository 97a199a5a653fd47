import { PermissionFlagsBits } from "discord.js";
import { askingOf } from "./asking.ts";
import type { Asking, SendOptions } from "./asking-types.ts";
import { commandFor, fillCommand, typedInto } from "./command-values.ts";
import { filledForm } from "./form.ts";
import { type Act, installFor, openInteraction } from "./interaction-json.ts";
import { type Json, stringOf } from "./json.ts";
import { messageJson, userJson } from "./message-json.ts";
import { deleteMessage } from "./messages.ts";
import { permissionsOf } from "./permissions.ts";
import type { Seat } from "./place-types.ts";
import type { ChannelRow, InteractionRow, MessageRow, UserRow } from "./rows.ts";
import { sayIn } from "./saying.ts";
import { buttonsOf, isCalled, seenMessage, selectsOf } from "./seen.ts";
import type { SeenMessage } from "./seen-types.ts";
import type { Sending } from "./sending.ts";
import { transcriptOf, visibleMessages } from "./transcript.ts";
import { waitFor } from "./waiting.ts";
import type { World } from "./world.ts";

type Deed = Pick<Act, "type" | "data" | "said"> & {
  readonly source?: MessageRow | null;
  readonly metadata?: Json;
  readonly options?: SendOptions | undefined;
};

/** Everything that a person can do in one place. */
export function seatOf(world: World, sending: Sending, user: UserRow, channel: ChannelRow): Seat {
  function start({ type, data, said, source = null, metadata = {}, options = {} }: Deed): InteractionRow {
    if (channel.isRemoved) throw new Error(`#${channel.name} is no longer there.`);
    const hasWay = Object.keys(installFor(world, user, channel).owners).length > 0 || source !== null;
    if (!hasWay) throw new Error(`${user.name} cannot use the bot in #${channel.name}: it is not installed.`);
    const row = openInteraction(world, { type, data, said, source, metadata, options, user, channel });
    sending.send(row);
    return row;
  }
  function act(deed: Deed): Asking {
    const row = start(deed);
    return askingOf(
      world,
      row,
      () => sending.send(row),
      async (modal, fields, options) => {
        const data = await filledForm(world, channel, modal, fields);
        const source = row.sourceMessageId === null ? null : (world.messages.get(row.sourceMessageId) ?? null);
        const metadata = { triggering_interaction_metadata: row.metadata };
        return act({ type: 5, data, said: `the form "${stringOf(modal.title)}"`, source, metadata, options });
      },
    );
  }
  const found = <T>(what: string, look: (row: MessageRow) => T | null, message: SeenMessage | null | undefined) =>
    waitFor(
      world,
      () => {
        for (const row of visibleMessages(world, channel, user).toReversed()) {
          if (message !== null && message !== undefined && row.id !== message.id) continue;
          const part = look(row);
          if (part !== null) return { row, part };
        }
        return null;
      },
      () => `${user.name} sees no ${what}.\n${transcriptOf(world, channel, user)}`,
    );
  const openMenu = (
    menu: string,
    type: 2 | 3,
    targetId: string,
    resolved: Json,
    metadata: Json,
    options?: SendOptions,
  ) => {
    const command = commandFor(world, user, channel, menu, type);
    const guild = command.guildId === null ? {} : { guild_id: command.guildId };
    const data = { id: command.id, name: menu, type, target_id: targetId, resolved, ...guild };
    return act({ type: 2, data, said: `"${menu}"`, metadata, options });
  };

  return {
    async runs(command, values = {}, options) {
      const { data, said } = await fillCommand(world, user, channel, command, values);
      return act({ type: 2, data, said, options });
    },
    async opens(menu, message, options) {
      const row = world.messages.get(message.id);
      if (row === undefined || row.isDeleted) throw new Error("That message is no longer there.");
      const resolved = { messages: { [row.id]: messageJson(world, row) } };
      return openMenu(menu, 3, row.id, resolved, { target_message_id: row.id }, options);
    },
    async opensOn(menu, person, options) {
      const target = userJson(world.user(person.id));
      return openMenu(menu, 2, person.id, { users: { [person.id]: target } }, { target_user: target }, options);
    },
    async presses(label, message, options) {
      const { row, part } = await found(
        `button "${label}"`,
        (each) => buttonsOf(world, each).find((button) => isCalled(button, label)) ?? null,
        message,
      );
      if (part.isDisabled) throw new Error(`The button "${label}" is off.`);
      if (part.customId === null) throw new Error(`The button "${label}" is a link to ${part.url}.`);
      const data = { custom_id: part.customId, component_type: 2, id: part.componentId };
      return act({
        type: 3,
        data,
        said: `[${label}]`,
        source: row,
        metadata: { interacted_message_id: row.id },
        options,
      });
    },
    async chooses(label, message, options) {
      const { row, part } = await found(
        `choice "${label}"`,
        (each) => {
          for (const select of selectsOf(world, each)) {
            const option = select.options.find((one) => one.label === label);
            if (option !== undefined) return { select, option };
          }
          return null;
        },
        message,
      );
      if (part.select.isDisabled) throw new Error(`The select with "${label}" is off.`);
      const data = {
        custom_id: part.select.customId,
        component_type: part.select.type,
        id: part.select.componentId,
        values: [part.option.value],
      };
      return act({
        type: 3,
        data,
        said: `<${label}>`,
        source: row,
        metadata: { interacted_message_id: row.id },
        options,
      });
    },
    async types(command, option, text) {
      const data = await typedInto(world, user, channel, command, option, text);
      const row = start({ type: 4, data, said: `${command} ${option}: ${text}…` });
      await waitFor(
        world,
        () => (row.state === "answered" || row.state === "failed" ? row.state : null),
        () => `${row.said}: nothing is offered.`,
      );
      if (row.trouble !== null) throw new Error(`${row.said}: ${row.trouble}`);
      return row.choices;
    },
    async says(text, options = {}) {
      if ((permissionsOf(world, user, channel) & PermissionFlagsBits.SendMessages) === 0n)
        throw new Error(`${user.name} cannot say anything in #${channel.name}.`);
      return seenMessage(world, await sayIn(world, user, channel, text, options));
    },
    async deletes(message) {
      const row = world.messages.get(message.id);
      if (row === undefined) throw new Error("That message is no longer there.");
      const isModerator = (permissionsOf(world, user, channel) & PermissionFlagsBits.ManageMessages) !== 0n;
      if (row.authorId !== user.id && row.onlyFor !== user.id && !isModerator)
        throw new Error(`${user.name} cannot delete that message.`);
      deleteMessage(world, row);
    },
  };
}
