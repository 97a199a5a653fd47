import { findVisible } from "./access.ts";
import type { Actor, Audience, Place } from "./people.ts";
import { pictureRecords } from "./picture-records.ts";
import type { Transaction } from "./records.ts";
import type { ThreadResult } from "./studio.ts";

/** Among how many of a channel's newest jobs is searched. */
const searched = 200;

/** The newest result with a picture in a thread, or the one that its first message shows; null when there is none that the actor may use. */
export async function newestIn(
  transaction: Transaction,
  who: { readonly actor: Actor; readonly place: Place; readonly audience: Audience },
): Promise<ThreadResult | null> {
  const { place } = who;
  if (place.thread === null) return null;
  const inChannel = await transaction.jobs.newest({ place }, null, searched);
  const inThread = inChannel.filter(({ place: { thread } }) => thread === place.thread).map(({ id }) => id);
  const above = await transaction.deliveries.byMessage(place, place.channel, place.thread);
  const under = above?.jobId ?? above?.answer?.result?.jobId;
  for (const jobId of [...inThread, ...(under ? [under] : [])]) {
    const job = await findVisible(transaction, who, jobId);
    // What was made for one person alone is not what somebody means who speaks to all.
    if (!job || (who.audience === "public" && job.replyTo.audience === "private")) continue;
    const records = await pictureRecords(transaction, job);
    const positions = records.flatMap(({ picture, image }) => (image?.deletedAt === null ? [picture.position] : []));
    if (positions.length > 0) return { jobId, positions };
  }
  return null;
}
