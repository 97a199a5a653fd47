import type { ChatService } from "#test/processes/chat-service.ts";
import type { Casualties } from "./crew.ts";
import type { Invoice } from "./provider.ts";
import type { Rows } from "./rows.ts";

/** What the run came to. Amounts are in micro-dollars. */
export interface Findings {
  readonly jobs: number;
  readonly pictures: number;
  readonly rendered: number;
  readonly received: number;
  /** For budgets and limits. */
  readonly refused: number;
  /** Because the disk was full. */
  readonly noRoom: number;
  readonly retried: number;
  readonly lost: readonly string[];
  readonly chargedTwice: readonly string[];
  readonly deliveredTwice: readonly string[];
  readonly repeatedPosts: number;
  /** Pictures that came after they had been given up, and were shown then. */
  readonly late: number;
  readonly toldDirectly: number;
  readonly unknownByCrash: number;
  readonly unknownByProvider: number;
  readonly requests: number;
  readonly paid: number;
  /** Rendered pictures whose booked cost is not what the image service reckons. */
  readonly misbooked: readonly string[];
  readonly bookedMicros: number;
  readonly estimatedMicros: number;
  /** What was paid and is neither booked nor covered by an estimate. */
  readonly uncoveredMicros: number;
  readonly reservedMicros: number;
  readonly openRows: number;
  readonly undelivered: number;
  readonly casualties: Casualties;
}

export function findingsOf(rows: Rows, chat: ChatService, invoice: Invoice, casualties: Casualties): Findings {
  const pictures = rows.pictures();
  const ledger = rows.ledger();
  const received = rows.received();
  const rendered = pictures.filter(({ state }) => state === "rendered");
  const unknown = pictures.filter(({ state }) => state === "unknown");
  const answered = new Set(chat.messages.map(({ asking }) => asking));
  const wanted = counted(pictures.map(({ prompt }) => prompt));
  const paidFor = counted(invoice.paid.map(({ prompt }) => prompt));
  const invoiced = new Map(invoice.paid.map((paid) => [paid.requestId, paid]));
  const shown = counted(chat.messages.flatMap((message) => message.pictures));
  const results = counted(chat.messages.filter(({ key }) => !key.endsWith(".late")).map(({ asking }) => asking));
  const estimates = ledger.filter(({ source }) => source === "estimate");
  const booked = ledger.filter(({ source }) => source === "usage");
  const fetched = new Set(rendered.map(({ requestId }) => requestId));
  const strayMicros = sum(invoice.paid.filter(({ requestId }) => !fetched.has(requestId)).map(({ micros }) => micros));
  const jobIds = new Set(pictures.map(({ jobId }) => jobId));
  return {
    jobs: jobIds.size,
    pictures: pictures.length,
    rendered: rendered.length,
    received: received.length,
    refused: chat.messages.filter(({ problem }) => problem === "limited" || problem === "busy").length,
    noRoom: chat.messages.filter(({ problem }) => problem === "misconfigured").length,
    retried: new Set(pictures.flatMap(({ retryOf }) => retryOf ?? [])).size,
    lost: received.filter((key) => !answered.has(key)),
    // More pictures paid than there are rows for them: a retry, which somebody pressed, has rows of its own.
    chargedTwice: [...paidFor].filter(([prompt, times]) => times > (wanted.get(prompt) ?? 0)).map(([prompt]) => prompt),
    deliveredTwice: [...shown, ...results].filter(([, times]) => times > 1).map(([what]) => what),
    repeatedPosts: chat.repeats(),
    late: chat.messages.filter(({ key }) => key.endsWith(".late")).length,
    toldDirectly: chat.failures.length,
    unknownByCrash: unknown.filter(({ reason }) => reason === "result.unconfirmed").length,
    unknownByProvider: unknown.filter(({ reason }) => reason !== "result.unconfirmed").length,
    requests: invoice.requests,
    paid: invoice.paid.length,
    misbooked: rendered
      .filter(({ requestId, costMicros }) => invoiced.get(requestId ?? "")?.micros !== costMicros)
      .map(({ id }) => id),
    bookedMicros: sum(booked.map(({ costMicros }) => costMicros)),
    estimatedMicros: sum(estimates.map(({ costMicros }) => costMicros)),
    uncoveredMicros: Math.max(0, strayMicros - sum(estimates.map(({ costMicros }) => costMicros))),
    reservedMicros: rows.reserved(),
    openRows: rows.open(),
    undelivered: rows.undelivered(),
    casualties,
  };
}

function counted(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
