import type { Deliveries, DeliveryAttempt } from "./delivery-types.ts";
import { isJson, type Json } from "./json.ts";
import type { World } from "./world.ts";

/** Something that Slack wants the app to know. */
export interface Envelope {
  readonly kind: "event" | "slash" | "interaction";
  /** What a person would call it: the event's type, the command, the button. */
  readonly name: string;
  readonly payload: Json;
}

export type Outcome =
  | { readonly kind: "acknowledged"; readonly body: unknown }
  | { readonly kind: "refused"; readonly status: number; readonly retries: boolean }
  | { readonly kind: "timeout" }
  | { readonly kind: "nobody" };

export interface Sending {
  readonly envelope: Envelope;
  /** 0: the first time. */
  readonly attempt: number;
  readonly reason: string;
}

/** Socket Mode or HTTP. Resolves with nothing but an answer; the deadline is kept here. */
export type Transport = (sending: Sending) => Promise<Outcome>;

/** https://docs.slack.dev/apis/events-api#retries */
const retryAfterMs = [0, 60_000, 300_000] as const;

export interface Delivery extends Omit<Deliveries, "signsWrongly" | "signsLate" | "verifiesUrl"> {
  /** Once, for interactions. */
  deliver(envelope: Envelope): Promise<Outcome>;
  /** With retries, for events. */
  deliverEvent(envelope: Envelope): void;
}

export function openDelivery(
  world: World,
  send: Transport,
  onAcknowledged: (envelope: Envelope, body: Json) => void,
): Delivery {
  const attempts: DeliveryAttempt[] = [];
  let losing = 0;
  let doubling = 0;

  async function attempt(sending: Sending): Promise<Outcome> {
    const startedMs = performance.now();
    let outcome: Outcome | null = null;
    let tookMs: number | null = null;
    attempts.push({
      kind: sending.envelope.kind,
      name: sending.envelope.name,
      attempt: sending.attempt,
      outcome: () => outcome?.kind ?? "waiting",
      tookMs: () => tookMs,
    });
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const callOff = world.clock.after(delivery.deadlineMs, () => resolve({ kind: "timeout" }));
    send(sending).then(resolve, () => resolve({ kind: "nobody" }));
    const answered = await promise;
    callOff();
    outcome = answered;
    if (answered.kind === "acknowledged") {
      tookMs = performance.now() - startedMs;
      if (isJson(answered.body) && Object.keys(answered.body).length > 0)
        onAcknowledged(sending.envelope, answered.body);
    }
    if (answered.kind === "acknowledged" && losing > 0) {
      losing -= 1;
      outcome = { kind: "timeout" };
    }
    world.changed();
    return outcome;
  }

  async function withRetries(envelope: Envelope, number: number, reason: string): Promise<void> {
    const outcome = await attempt({ envelope, attempt: number, reason });
    const isFinal = outcome.kind === "acknowledged" || (outcome.kind === "refused" && !outcome.retries);
    const waitMs = delivery.retryAfterMs[number];
    if (isFinal || waitMs === undefined) return;
    const why = { timeout: "timeout", refused: "http_error", nobody: "connection_failed" }[outcome.kind];
    world.clock.after(waitMs, () => void withRetries(envelope, number + 1, why));
  }

  const delivery: Delivery = {
    attempts,
    deadlineMs: 3000,
    retryAfterMs,
    losesAcknowledgements(times) {
      losing = times;
    },
    doubles(times = 2) {
      doubling = times;
    },
    deliver: (envelope) => attempt({ envelope, attempt: 0, reason: "" }),
    deliverEvent(envelope) {
      const times = Math.max(1, doubling);
      doubling = 0;
      for (let time = 0; time < times; time += 1) void withRetries(envelope, 0, "");
    },
  };
  return delivery;
}
