import type { ExpressionBuilder, Kysely } from "kysely";
import type { Invocation } from "#core/invocation.ts";
import type { Actor } from "#core/people.ts";
import type { Person, PersonRows } from "#core/removal-records.ts";
import type { Job } from "#core/rows.ts";
import { emptied, fromJson, toJson, withoutData } from "./columns.ts";
import type { Database } from "./database-types.ts";

export function personRows(database: Kysely<Database>): PersonRows {
  return {
    async kept(person) {
      const words = await database
        .selectFrom("jobs")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where(isOf(person))
        .where("forgottenAt", "is", null)
        .executeTakeFirstOrThrow();
      const images = await database
        .selectFrom("pictures")
        .innerJoin("images", "images.id", "pictures.imageId")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("pictures.jobId", "in", jobsOf(database, person))
        .where("images.deletedAt", "is", null)
        .executeTakeFirstOrThrow();
      const shown = database
        .selectFrom("pictures")
        .innerJoin("deliveryFiles", "deliveryFiles.pictureId", "pictures.id")
        .select(["deliveryFiles.deliveryId", "deliveryFiles.messagePosition"])
        .distinct()
        .where("pictures.jobId", "in", jobsOf(database, person));
      const messages = await database
        .selectFrom(shown.as("shown"))
        .innerJoin("deliveryMessages", (on) =>
          on
            .onRef("deliveryMessages.deliveryId", "=", "shown.deliveryId")
            .onRef("deliveryMessages.position", "=", "shown.messagePosition"),
        )
        .innerJoin("deliveries", "deliveries.id", "shown.deliveryId")
        .select("deliveryMessages.channel")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("deliveryMessages.removedAt", "is", null)
        .where("deliveryMessages.removalAskedAt", "is", null)
        // What a terminal wrote are files of the person's own.
        .where("deliveries.replySession", "is", null)
        .groupBy("deliveryMessages.channel")
        .orderBy("deliveryMessages.channel")
        .execute();
      return {
        jobs: Number(words.count),
        images: Number(images.count),
        messages: messages.map(({ channel, count }) => ({ channel, count: Number(count) })),
      };
    },

    async forget(person, at) {
      await database
        .updateTable("images")
        .set({ deletedAt: at })
        .where("jobId", "in", jobsOf(database, person))
        .where("deletedAt", "is", null)
        .execute();
      await forgetJobs(database, person, at);
      const answers = await forgetAskings(database, person, at);
      await forgetDeliveries(database, person, answers, at);
      await database.deleteFrom("drafts").where(isOf(person)).execute();
      await database
        .updateTable("ledger")
        .set({ actor: toJson(nameless(person)) })
        .where(isOf(person))
        .execute();
    },
  };
}

async function forgetJobs(database: Kysely<Database>, person: Person, at: number): Promise<void> {
  const rows = await database
    .selectFrom("jobs")
    .leftJoin("jobs as parents", "parents.id", "jobs.parentJobId")
    .select(["jobs.id", "jobs.request", "jobs.replyTo", "jobs.handedOverAt", "parents.request as parentRequest"])
    .where("jobs.id", "in", jobsOf(database, person))
    .execute();
  for (const row of rows) {
    const asked = fromJson<Job["request"]>(row.request);
    // What the job that this one repeats was made of may be somebody else's; who attached a picture brought it first.
    const brought = row.parentRequest === null ? [] : inputsOf(fromJson<Job["request"]>(row.parentRequest));
    const own = inputsOf(asked).filter((id) => !brought.includes(id));
    if (own.length > 0) {
      await database
        .updateTable("images")
        .set({ deletedAt: at })
        .where("id", "in", own)
        .where("jobId", "is", null)
        .where("deletedAt", "is", null)
        .execute();
    }
    const request: Job["request"] = { ...asked, prompt: "", notes: [] };
    const replyTo = fromJson<Job["replyTo"]>(row.replyTo);
    await database
      .updateTable("jobs")
      .set({
        actor: toJson(nameless(person)),
        request: toJson(request),
        // What is still under way has to find its way back.
        replyTo: toJson(row.handedOverAt === null ? replyTo : withoutData(replyTo)),
        forgottenAt: at,
      })
      .where("id", "=", row.id)
      .execute();
  }
}

/** What was brought of their jobs, and what answered them: words and the way back go, what was posted where stays. */
async function forgetDeliveries(
  database: Kysely<Database>,
  person: Person,
  answers: readonly string[],
  at: number,
): Promise<void> {
  const rows = await database
    .selectFrom("deliveries")
    .select(["id", "replyTo"])
    .where("settledAt", "is not", null)
    .where((column) =>
      column.or([
        column("jobId", "in", jobsOf(database, person)),
        ...(answers.length > 0 ? [column("id", "in", answers)] : []),
      ]),
    )
    .execute();
  for (const { id, replyTo } of rows) {
    const left = toJson(withoutData(fromJson<Job["replyTo"]>(replyTo)));
    const change = { answer: null, journal: toJson({}), replyTo: left, forgottenAt: at };
    await database.updateTable("deliveries").set(change).where("id", "=", id).execute();
  }
}

/** Those still being taken in are closed, but for the one that asks to be forgotten. Resolves with the deliveries that answered them. */
async function forgetAskings(database: Kysely<Database>, person: Person, at: number): Promise<readonly string[]> {
  const rows = await database
    .selectFrom("inbox")
    .select(["dedupeKey", "invocation", "closedAt", "deliveryId"])
    .where(isOf(person))
    .where("forgottenAt", "is", null)
    .execute();
  for (const { dedupeKey, invocation, closedAt } of rows) {
    const asked = fromJson<Invocation>(invocation);
    const isThis = closedAt === null && asked.command === "forget";
    const left = isThis ? { ...asked, actor: { ...asked.actor, name: "" } } : emptied(asked);
    const change = { invocation: toJson(left), ...(isThis ? {} : { forgottenAt: at, closedAt: closedAt ?? at }) };
    await database.updateTable("inbox").set(change).where("dedupeKey", "=", dedupeKey).execute();
  }
  return rows.flatMap(({ deliveryId }) => deliveryId ?? []);
}

function inputsOf({ images, mask }: Job["request"]): readonly string[] {
  return mask === null ? images : [...images, mask];
}

function jobsOf(database: Kysely<Database>, person: Person) {
  return database.selectFrom("jobs").select("jobs.id").where(isOf(person));
}

function isOf({ platform, workspace, id }: Person) {
  return (column: ExpressionBuilder<Database, "jobs" | "inbox" | "drafts" | "ledger">) =>
    column.and([
      column("actorPlatform", "=", platform),
      column("actorWorkspace", "=", workspace),
      column("actorId", "=", id),
    ]);
}

function nameless({ platform, workspace, id }: Person): Actor {
  return { platform, workspace, id, name: "", right: "anyone", roles: [], locale: "en" };
}
