import { randomBytes } from "node:crypto";
import type { Asking, Form } from "./asking-types.ts";
import type { Delivery, Envelope, Outcome } from "./delivery.ts";
import { asSent, isJson, type Json } from "./json.ts";
import { Refusal } from "./refusal.ts";
import { answer, responseUrlOf } from "./response-urls.ts";
import type { AskingRow, MessageRow, ViewRow } from "./rows.ts";
import { seenMessage } from "./seen.ts";
import { waitFor } from "./waiting.ts";
import type { World } from "./world.ts";

/** What interactions need of the rest. */
export interface Desk {
  readonly world: World;
  readonly delivery: Delivery;
  formOf(view: ViewRow): Form;
}

export type NewAsking = Pick<AskingRow, "kind" | "name" | "userId" | "channelId"> &
  Partial<Pick<AskingRow, "viewId" | "original" | "typed">> & { readonly hasResponseUrl: boolean };

/** A trigger, and where it leads. */
export function newAsking(world: World, about: NewAsking): AskingRow {
  const { hasResponseUrl, ...row } = about;
  const id = world.id("");
  const asking: AskingRow = {
    viewId: null,
    original: null,
    typed: null,
    isShown: false,
    answer: null,
    ...row,
    id,
    triggerId: `${Math.floor(world.clock.nowMs())}.${world.askings.size + 1}.${randomBytes(16).toString("hex")}`,
    atMs: world.clock.nowMs(),
    triggerUsed: false,
    openedViewId: null,
    responseToken: hasResponseUrl ? randomBytes(12).toString("hex") : null,
    responseUses: 0,
    trouble: null,
  };
  world.askings.set(id, asking);
  return asking;
}

/** Sends it, and does what the acknowledgement says. */
export function ask(desk: Desk, row: AskingRow, payload: Json): Asking {
  const { world } = desk;
  const sent = asSent(payload);
  const envelope: Envelope = { kind: row.kind === "slash" ? "slash" : "interaction", name: row.name, payload: sent };
  const send = async (): Promise<unknown> => {
    const outcome = await desk.delivery.deliver(envelope);
    if (outcome.kind !== "acknowledged") throw new Error(troubled(world, row, outcome));
    if (row.kind === "slash") answerFromAcknowledgement(world, row, outcome.body);
    world.changed();
    return outcome.body;
  };
  let last = send();
  // What nobody waits for is in `trouble` anyway.
  last.catch(() => undefined);

  return {
    triggerId: row.triggerId,
    responseUrl: responseUrlOf(world, row),
    payload: sent,
    acknowledged: () => last,
    async form() {
      const view = await waitFor(
        world,
        () => (row.openedViewId === null ? null : world.views.get(row.openedViewId)),
        () => `${row.name} opened no form. ${world.refusals.join("; ")} ${world.trouble.join("; ")}`,
      );
      return desk.formOf(view);
    },
    async answer() {
      const newest = (): MessageRow | null => (row.answer?.isDeleted === false ? row.answer : null);
      return seenMessage(world, await waitFor(world, newest, () => `${row.name} was not answered.`));
    },
    async sendAgain() {
      last = send();
      await last;
    },
  };
}

function answerFromAcknowledgement(world: World, row: AskingRow, body: unknown): void {
  if (!isJson(body) || Object.keys(body).length === 0) return;
  try {
    answer(world, row, body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // What Slack makes of a broken acknowledgement: nothing, and the person sees nothing.
    world.refusals.push(`acknowledgement of ${row.name}: ${error.code}`);
  }
}

/** What the person reads instead of an answer. */
export function troubled(world: World, row: AskingRow, outcome: Exclude<Outcome, { kind: "acknowledged" }>): string {
  const code = outcome.kind === "timeout" ? "operation_timeout" : "dispatch_failed";
  const words =
    row.kind === "slash"
      ? `${row.name} failed with the error "${code}"`
      : row.kind === "view_submission"
        ? `${row.name}: We had some trouble connecting. Try again? (${code})`
        : `${row.name}: ${code}`;
  row.trouble = words;
  world.trouble.push(words);
  world.changed();
  return words;
}
