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

    async callOff(person, notice, failure) {
      const ids = await onTheirWay(database, person);
      for (const id of ids) {
        await database
          .updateTable("deliveries")
          // Without its job it needs no pictures, so their bytes can go; and a failed post is told to whoever asked for it.
          .set({ kind: "reply", jobId: null, pictureIds: null, answer: toJson(notice), failure: toJson(failure) })
          .where("id", "=", id)
          .execute();
      }
      return ids.length;
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
      await forgetFileNames(database, person);
      await database.deleteFrom("drafts").where(isOf(person)).execute();
      await database
        .updateTable("ledger")
        .set({ actor: toJson(nameless(person)) })
        .where(isOf(person))
        .execute();
    },
  };
}

/** Deliveries that are not settled and bring something of a person: their results, their answers, and what tells others of their results. */
async function onTheirWay(database: Kysely<Database>, person: Person): Promise<readonly string[]> {
  const open = await database
    .selectFrom("deliveries")
    .select(["id", "jobId", "answer"])
    .where("settledAt", "is", null)
    .where("failure", "is", null)
    .execute();
  if (open.length === 0) return [];
  const askings = await database
    .selectFrom("inbox")
    .select(["deliveryId", "invocation"])
    .where(isOf(person))
    .where("forgottenAt", "is", null)
    .where("deliveryId", "is not", null)
    .execute();
  // That they are forgotten is what they are waiting for.
  const answers = askings.filter(({ invocation }) => fromJson<Invocation>(invocation).command !== "forget");
  const jobs = await jobsOf(database, person).execute();
  const theirs = new Set([...jobs.map(({ id }) => id), ...answers.flatMap(({ deliveryId }) => deliveryId ?? [])]);
  const named = (text: string | null) => (text?.match(/[\w-]+/g) ?? []).map((word) => word.replace(/-\d+$/, ""));
  return open
    .filter(({ id, jobId, answer }) => [id, jobId, ...named(answer)].some((one) => one !== null && theirs.has(one)))
    .map(({ id }) => id);
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

/** A terminal's files are named after what was asked for; elsewhere a file is an id. */
async function forgetFileNames(database: Kysely<Database>, person: Person): Promise<void> {
  const pictures = database.selectFrom("pictures").select("pictures.id").where("jobId", "in", jobsOf(database, person));
  const ofTerminals = database.selectFrom("deliveries").select("deliveries.id").where("replySession", "is not", null);
  await database
    .updateTable("deliveryFiles")
    .set({ file: "" })
    .where("pictureId", "in", pictures)
    .where("deliveryId", "in", ofTerminals)
    .execute();
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
