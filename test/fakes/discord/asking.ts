import type { Asking, AskingState } from "./asking-types.ts";
import { formOf, type SubmitForm } from "./form.ts";
import { flag } from "./message-form.ts";
import type { InteractionRow, MessageRow } from "./rows.ts";
import { seenMessage } from "./seen.ts";
import type { SeenMessage } from "./seen-types.ts";
import { transcriptOf } from "./transcript.ts";
import { waitFor } from "./waiting.ts";
import type { World } from "./world.ts";

/** The handle on one interaction. */
export function askingOf(world: World, row: InteractionRow, send: () => void, submit: SubmitForm): Asking {
  const messages = (): readonly MessageRow[] =>
    [...(row.originalId === null ? [] : [row.originalId]), ...row.followUpIds].flatMap(
      (id) => world.messages.get(id) ?? [],
    );
  const seen = () => messages().map((message) => seenMessage(world, message));
  const wait = <T>(what: string, look: () => T | null) =>
    waitFor(
      world,
      () => {
        const found = look();
        if (found === null && row.state === "failed") throw new Error(`${row.said}: ${row.trouble}`);
        return found;
      },
      () =>
        `${row.said}: waited for ${what}.\n${transcriptOf(world, world.channel(row.channelId), world.user(row.userId))}`,
    );
  const state = (): AskingState => {
    const original = row.originalId === null ? undefined : world.messages.get(row.originalId);
    if (row.state !== "thinking") return row.state;
    return original !== undefined && (original.flags & flag.loading) === 0 ? "answered" : "thinking";
  };
  return {
    id: row.id,
    token: row.token,
    createdAtMs: row.createdAtMs,
    interaction: row.json,
    state,
    async acknowledged() {
      await wait("any acknowledgement", () => (row.answeredWith !== null && row.state !== "waiting" ? true : null));
    },
    async form() {
      return formOf(await wait("a form", () => row.modal), submit);
    },
    message: () => seen()[0] ?? null,
    shows: (words) =>
      wait(`the words ${String(words)}`, () => seen().findLast((message) => says(message, words)) ?? null),
    pictures: (count) =>
      wait(`${count ?? "some"} pictures`, () => {
        const found = seen().find(
          (message) =>
            !message.isDeleted &&
            (count === undefined ? message.pictures().length > 0 : message.pictures().length === count),
        );
        return found?.pictures() ?? null;
      }),
    messages: seen,
    sendAgain: send,
  };
}

function says(message: SeenMessage, words: string | RegExp): boolean {
  if (message.isDeleted) return false;
  return typeof words === "string" ? message.text().includes(words) : words.test(message.text());
}
