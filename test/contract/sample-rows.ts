import { randomUUID } from "node:crypto";
import type { Failure } from "#core/errors.ts";
import type { Invocation } from "#core/invocation.ts";
import { say } from "#core/message.ts";
import type { Actor, Place, ReplyAddress } from "#core/people.ts";
import type { Records } from "#core/records.ts";
import type { Delivery, ImageRow, Job, LedgerRow, Picture } from "#core/rows.ts";

/*
 * Rows to write in tests. Ids, people and places are new each time, so that tests can share one database.
 */

/** Text that has gone wrong in databases before: astral characters, quotes, a NUL, half a surrogate pair. */
export const awkwardText = 'ein Füchslein 🦊 in „Ōsaka“, it\'s "so" \\ \u0000 \ud83e %_;--\n\t終';

export function newId(): string {
  return randomUUID();
}

export function somebody(changes: Partial<Actor> = {}): Actor {
  return {
    platform: "web",
    workspace: "w1",
    id: newId(),
    name: "Ada 🦊",
    right: "anyone",
    roles: ["painters"],
    locale: "de-DE",
    ...changes,
  };
}

export function somewhere(changes: Partial<Place> = {}): Place {
  return { platform: "web", workspace: "w1", channel: newId(), thread: null, ...changes };
}

export const replyTo: ReplyAddress = {
  platform: "web",
  session: null,
  audience: "public",
  locale: "de-DE",
  data: { token: "…", until: 1_795_000_000_000, edited: false, message: null },
};

export function anInvocation(changes: Partial<Invocation> = {}): Invocation {
  return {
    command: "imagine",
    trigger: "slash",
    values: { prompt: awkwardText, count: 4, image: { attached: "web", reference: "x/1", name: "a.png", bytes: null } },
    actor: somebody(),
    place: somewhere(),
    replyTo,
    dedupeKey: newId(),
    ...changes,
  };
}

export function aJob(changes: Partial<Job> = {}): Job {
  return {
    id: newId(),
    command: "imagine",
    actor: somebody(),
    place: somewhere({ thread: "1700000000.000100" }),
    replyTo,
    request: {
      model: "gpt-image-2",
      size: { width: 1024, height: 1536 },
      quality: "medium",
      format: "webp",
      compression: 80,
      background: "opaque",
      moderation: "auto",
      prompt: awkwardText,
      count: 4,
      images: ["i1", "i2"],
      mask: null,
      partialImages: 1,
      instruction: null,
      spoiler: false,
      notes: [say("disk.full")],
    },
    budget: [{ scope: "total", period: "2026-11", personal: false }],
    handedOverAt: null,
    parentJobId: null,
    retryOfJobId: null,
    createdAt: 1_795_000_000_123,
    cancelRequestedAt: null,
    ...changes,
  };
}

export function aPicture(jobId: string, changes: Partial<Picture> = {}): Picture {
  const position = changes.position ?? 1;
  return {
    id: `${jobId}-${position}`,
    jobId,
    position,
    state: "waiting",
    attempt: 0,
    owner: null,
    leaseUntil: null,
    reservedMicros: 53_000,
    charged: null,
    costMicros: null,
    costSource: null,
    failure: null,
    paintedImageId: null,
    imageId: null,
    notes: [],
    requestId: null,
    usage: null,
    startedAt: null,
    settledAt: null,
    ...changes,
  };
}

export function anImage(changes: Partial<ImageRow> = {}): ImageRow {
  const sha256 = newId().replaceAll("-", "").repeat(2);
  return {
    id: newId(),
    key: `${sha256}.png`,
    sha256,
    format: "png",
    bytes: 4_000_000_000,
    size: { width: 1024, height: 1536 },
    jobId: null,
    createdAt: 1_795_000_000_123,
    deletedAt: null,
    ...changes,
  };
}

export function aLedgerRow(pictureId: string, changes: Partial<LedgerRow> = {}): LedgerRow {
  return {
    pictureId,
    attempt: 1,
    actor: somebody(),
    place: somewhere(),
    costMicros: 53_000,
    personMicros: 53_000,
    source: "usage",
    priceVersion: "2026-11-01",
    bookedAt: 1_795_000_000_123,
    ...changes,
  };
}

export function aDelivery(changes: Partial<Delivery> = {}): Delivery {
  return {
    id: newId(),
    kind: "reply",
    jobId: null,
    pictureIds: null,
    answer: null,
    replyTo,
    place: somewhere(),
    state: "waiting",
    attempt: 0,
    owner: null,
    leaseUntil: null,
    journal: {},
    failure: null,
    createdAt: 1_795_000_000_123,
    settledAt: null,
    ...changes,
  };
}

export function aFailure(charged: Failure["charged"]): Failure {
  return { code: "provider", text: say("records.unusable", { path: awkwardText, reason: "?" }), charged };
}

/** Writes a job with so many waiting pictures. */
export async function writeJob(records: Records, pictureCount: number, changes: Partial<Job> = {}): Promise<Job> {
  const job = aJob(changes);
  const pictures = Array.from({ length: pictureCount }, (_, index) => aPicture(job.id, { position: index + 1 }));
  await records.transaction(async (transaction) => {
    await transaction.jobs.insert(job);
    await transaction.pictures.insert(pictures);
  });
  return job;
}
