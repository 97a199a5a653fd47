import type { Answer } from "./answer.ts";
import type { Chance } from "./clock.ts";
import type { PictureRecord } from "./command.ts";
import { asAppError } from "./errors.ts";
import type { Feed } from "./feed.ts";
import type { Journal, Platform } from "./platform.ts";
import type { Outcome, Work } from "./queue.ts";
import type { Records, Transaction } from "./records.ts";
import { resultAnswer } from "./result-answer.ts";
import type { Delivery } from "./rows.ts";

export interface DeliveryParts {
  readonly records: Records;
  readonly feed: Feed;
  readonly chance: Chance;
  readonly platforms: readonly Platform[];
  /** This process, for leases. */
  readonly owner: string;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** How long posting may take without a sign of life, in milliseconds. */
const leaseMs = 120_000;

/** Posts one written-down answer and notes what was posted where. Nothing is ever painted again because posting failed. */
export async function deliver(parts: DeliveryParts, work: Work): Promise<Outcome> {
  const platform = parts.platforms.find(({ name }) => name === work.platform);
  const claim = { owner: parts.owner, leaseUntil: parts.chance.now() + leaseMs };
  const claimed = await parts.records.transaction(({ deliveries }) => deliveries.claim(work.id, claim));
  if (!claimed || !platform) return "done";
  const reply = platform.reply(claimed.replyTo);
  try {
    const answer = await parts.records.transaction((transaction) => answerOf(transaction, claimed));
    const delivered = await reply.answer(answer, journalOf(parts.records, claimed));
    await parts.records.transaction(({ deliveries }) =>
      deliveries.settle(claimed.id, claimed.attempt, { state: "delivered", delivered }, parts.chance.now()),
    );
  } catch (error) {
    const failure = asAppError(error);
    parts.log("not delivered", { delivery: claimed.id, error: failure });
    await reply.fail(failure);
    await parts.records.transaction(({ deliveries }) =>
      deliveries.settle(
        claimed.id,
        claimed.attempt,
        { state: "undelivered", failure: plain(failure) },
        parts.chance.now(),
      ),
    );
  }
  if (claimed.jobId) parts.feed.changed(claimed.jobId);
  return "done";
}

async function answerOf(transaction: Transaction, delivery: Delivery): Promise<Answer> {
  if (delivery.answer) return delivery.answer;
  const job = delivery.jobId === null ? null : await transaction.jobs.find(delivery.jobId);
  if (!job) throw new Error(`delivery ${delivery.id} has neither an answer nor a job`);
  const records: PictureRecord[] = [];
  for (const picture of await transaction.pictures.ofJob(job.id)) {
    if (delivery.pictureIds && !delivery.pictureIds.includes(picture.id)) continue;
    records.push({
      job,
      picture,
      image: picture.imageId === null ? null : await transaction.images.find(picture.imageId),
    });
  }
  return resultAnswer(job, records);
}

function journalOf(records: Records, delivery: Delivery): Journal {
  const steps = new Map(Object.entries(delivery.journal));
  return {
    done: (step) => steps.get(step) ?? null,
    async write(step, left) {
      await records.transaction(({ deliveries }) => deliveries.note(delivery.id, delivery.attempt, step, left));
      steps.set(step, left);
    },
  };
}

function plain({ code, text, charged }: ReturnType<typeof asAppError>) {
  return { code, text, charged };
}
