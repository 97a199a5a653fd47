import { findVisible } from "./access.ts";
import type { Context, PictureRecord, Surroundings } from "./command.ts";
import { AppError } from "./errors.ts";
import { type Message, say } from "./message.ts";
import type { Subject } from "./option.ts";
import { samePlace } from "./people.ts";
import { pictureRecords } from "./picture-records.ts";
import type { Transaction } from "./records.ts";
import type { Job } from "./rows.ts";
import { subjectText } from "./subject.ts";

/** Among how many of somebody's newest jobs the newest of a place is looked for. */
const searched = 100;

/** What a command may look at, inside one transaction. */
export function commandContext(
  transaction: Transaction,
  who: Pick<Context, "actor" | "place" | "replyTo">,
  surroundings: Surroundings & Pick<Context, "commands" | "queue" | "chance" | "limits">,
): Context {
  const { actor, place, replyTo } = who;

  const record = (job: Job) => pictureRecords(transaction, job);

  async function pictures(subject: Subject | undefined): Promise<readonly PictureRecord[]> {
    if (!subject) {
      const job = await newestHere();
      if (!job) throw new AppError("invalid", say("subject.none-yet"));
      return record(job);
    }
    const job = await findVisible(transaction, who, subject.jobId);
    const records = job ? await record(job) : [];
    const wanted = records.filter(({ picture }) => subject.position === null || picture.position === subject.position);
    // What somebody may not see is answered like what does not exist: an id tells nobody anything.
    if (wanted.length === 0) throw new AppError("invalid", say("subject.not-found", { id: subjectText(subject) }));
    return wanted;
  }

  async function newestHere(): Promise<Job | null> {
    const isPublic = replyTo.audience === "public" && !place.alone;
    for (const job of await transaction.jobs.newest({ actor }, null, searched)) {
      // What was made for them alone is not brought up by accident where everybody reads.
      if (!samePlace(job.place, place) || (isPublic && job.replyTo.audience === "private")) continue;
      const records = await record(job);
      if (records.some(({ image }) => image && image.deletedAt === null)) return job;
    }
    return null;
  }

  return {
    ...surroundings,
    actor,
    place,
    replyTo,
    rows: transaction,
    pictures,
    async picture(subject) {
      const records = await pictures(subject);
      const finished = records.filter(({ picture }) => picture.state === "rendered");
      for (const { picture, job, image } of finished) {
        if (!image || image.deletedAt !== null) continue;
        const notes: Message[] = [];
        if (!subject) notes.push(say("note.subject-newest", { picture: picture.id }));
        else if (records.length > 1) {
          notes.push(say("note.subject-first", { picture: picture.id, count: records.length }));
        }
        return { picture, job, image, notes };
      }
      const id = records[0]?.picture.id ?? "";
      const deletedAt = finished.find(({ image }) => image)?.image?.deletedAt;
      throw new AppError(
        "invalid",
        deletedAt ? say("subject.deleted", { id, at: deletedAt }) : say("subject.no-picture", { id }),
      );
    },
    async history(page, pageSize) {
      const jobs = await transaction.jobs.newest({ actor }, null, page * pageSize + 1);
      const shown = jobs.slice((page - 1) * pageSize, page * pageSize);
      const entries = [];
      for (const job of shown) entries.push({ job, pictures: await record(job) });
      return { entries, more: jobs.length > page * pageSize };
    },
  };
}
