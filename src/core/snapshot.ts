import type { JobSnapshot, Topic } from "./feed.ts";
import type { Transaction } from "./records.ts";
import type { Job } from "./rows.ts";

/** The pace of the last ten minutes tells how long a queue takes. */
const paceOfMs = 600_000;

/** How many jobs of a place are followed: the newest ones. */
const jobsOfPlace = 20;

/** The jobs of a topic as they stand in the rows; what the feed is read from. */
export async function readSnapshots(
  transaction: Transaction,
  topic: Topic,
  now: number,
): Promise<readonly JobSnapshot[]> {
  if ("place" in topic) {
    const jobs = await transaction.jobs.newest({ place: topic.place }, null, jobsOfPlace);
    const snapshots: JobSnapshot[] = [];
    for (const job of jobs) snapshots.push(await snapshot(transaction, job, now));
    return snapshots;
  }
  const job = await transaction.jobs.find(topic.jobId);
  return job ? [await snapshot(transaction, job, now)] : [];
}

async function snapshot(transaction: Transaction, job: Job, now: number): Promise<JobSnapshot> {
  const pictures: JobSnapshot["pictures"][number][] = [];
  for (const { id, position, state, startedAt, imageId } of await transaction.pictures.ofJob(job.id)) {
    const image = imageId === null ? null : await transaction.images.find(imageId);
    pictures.push({ id, position, state, startedAt, imageKey: image?.deletedAt === null ? image.key : null });
  }
  const delivery = await transaction.deliveries.ofJob(job.id);
  const { id: jobId, place, createdAt, cancelRequestedAt } = job;
  const queue = pictures.every(({ state }) => state === "waiting") ? await queueOf(transaction, job, now) : null;
  return { jobId, place, createdAt, cancelRequestedAt, pictures, queue, delivery: delivery?.state ?? null };
}

async function queueOf(
  { jobs, pictures }: Transaction,
  job: Job,
  now: number,
): Promise<NonNullable<JobSnapshot["queue"]>> {
  const ahead = await jobs.ahead(job);
  const paceMs = ahead === 0 ? null : await pictures.paceMs(now - paceOfMs);
  return { ahead, waitMs: paceMs === null ? null : paceMs * ahead };
}
