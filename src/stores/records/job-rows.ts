import type { Kysely, Selectable } from "kysely";
import type { JobRows } from "#core/records.ts";
import type { Job } from "#core/rows.ts";
import { actorColumns, fromJson, placeColumns, placeOf, replyColumns, toJson, withoutData } from "./columns.ts";
import type { Database, JobsTable } from "./database-types.ts";

export function jobRows(database: Kysely<Database>): JobRows {
  const openJobs = () => database.selectFrom("jobs").where("handedOverAt", "is", null);

  return {
    async insert(job) {
      const { id, command, parentJobId, retryOfJobId, createdAt, cancelRequestedAt, handedOverAt } = job;
      await database
        .insertInto("jobs")
        .values({
          ...{ id, command, parentJobId, retryOfJobId, createdAt, cancelRequestedAt, handedOverAt },
          ...actorColumns(job.actor),
          ...placeColumns(job.place),
          ...replyColumns(job.replyTo),
          request: toJson(job.request),
          budget: toJson(job.budget),
        })
        .execute();
    },

    async find(id) {
      const row = await database.selectFrom("jobs").selectAll().where("id", "=", id).executeTakeFirst();
      return row ? jobOf(row) : null;
    },

    async requestCancel(id, at) {
      const requested = await database
        .updateTable("jobs")
        .set({ cancelRequestedAt: at })
        .where("id", "=", id)
        .where("cancelRequestedAt", "is", null)
        .returning("id")
        .executeTakeFirst();
      return requested !== undefined;
    },

    async handOver(id, at) {
      const handed = await database
        .updateTable("jobs")
        .set({ handedOverAt: at })
        .where("id", "=", id)
        .where("handedOverAt", "is", null)
        .returning("id")
        .executeTakeFirst();
      return handed !== undefined;
    },

    async open(limit) {
      const rows = await openJobs().selectAll().orderBy("createdAt").orderBy("id").limit(limit).execute();
      return rows.map(jobOf);
    },

    async openOf({ platform, workspace, id }) {
      const ids = await openJobs()
        .select("id")
        .where("actorPlatform", "=", platform)
        .where("actorWorkspace", "=", workspace)
        .where("actorId", "=", id)
        .execute();
      if (ids.length === 0) return { open: 0, painting: 0 };
      const painting = await database
        .selectFrom("pictures")
        .select("jobId")
        .distinct()
        .where(
          "jobId",
          "in",
          ids.map((row) => row.id),
        )
        .where("state", "=", "submitting")
        .execute();
      return { open: ids.length, painting: painting.length };
    },

    async ahead({ createdAt, id }) {
      const row = await openJobs()
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where(({ eb, refTuple, tuple }) => eb(refTuple("createdAt", "id"), "<", tuple(createdAt, id)))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    async countOpen() {
      const row = await openJobs()
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    async retryOf(id) {
      const row = await database.selectFrom("jobs").selectAll().where("retryOfJobId", "=", id).executeTakeFirst();
      return row ? jobOf(row) : null;
    },

    async makePublic(id) {
      const row = await database.selectFrom("jobs").select("replyTo").where("id", "=", id).executeTakeFirst();
      if (!row) return;
      const replyTo: Job["replyTo"] = { ...fromJson<Job["replyTo"]>(row.replyTo), audience: "public" };
      await database
        .updateTable("jobs")
        .set({ replyTo: toJson(replyTo) })
        .where("id", "=", id)
        .execute();
    },

    async forget(createdBefore, at, limit) {
      const rows = await database
        .selectFrom("jobs")
        .select(["id", "request", "replyTo"])
        .where("forgottenAt", "is", null)
        .where("createdAt", "<", createdBefore)
        .where("handedOverAt", "is not", null)
        .where(({ exists, not, selectFrom }) =>
          not(
            exists(
              selectFrom("deliveries")
                .select("deliveries.id")
                .whereRef("deliveries.jobId", "=", "jobs.id")
                .where("deliveries.settledAt", "is", null),
            ),
          ),
        )
        .where(({ exists, not, selectFrom }) =>
          not(
            exists(
              selectFrom("images")
                .select("images.id")
                .whereRef("images.jobId", "=", "jobs.id")
                .where("images.deletedAt", "is", null),
            ),
          ),
        )
        .orderBy("createdAt")
        .limit(limit)
        .execute();
      for (const row of rows) {
        const request: Job["request"] = { ...fromJson<Job["request"]>(row.request), prompt: "" };
        const replyTo = toJson(withoutData(fromJson(row.replyTo)));
        await database
          .updateTable("jobs")
          .set({ request: toJson(request), replyTo, forgottenAt: at })
          .where("id", "=", row.id)
          .execute();
      }
      return rows.length;
    },

    async newest(of, before, limit) {
      let query = database.selectFrom("jobs").selectAll();
      if ("actor" in of) {
        query = query
          .where("actorPlatform", "=", of.actor.platform)
          .where("actorWorkspace", "=", of.actor.workspace)
          .where("actorId", "=", of.actor.id);
      } else {
        query = query
          .where("placePlatform", "=", of.place.platform)
          .where("placeWorkspace", "=", of.place.workspace)
          .where("placeChannel", "=", of.place.channel);
      }
      if (before) {
        query = query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("createdAt", "id"), "<", tuple(before.createdAt, before.id)),
        );
      }
      const rows = await query.orderBy("createdAt", "desc").orderBy("id", "desc").limit(limit).execute();
      return rows.map(jobOf);
    },
  };
}

function jobOf(row: Selectable<JobsTable>): Job {
  const { id, command, parentJobId, retryOfJobId, createdAt, cancelRequestedAt, handedOverAt } = row;
  return {
    ...{ id, command, parentJobId, retryOfJobId, createdAt, cancelRequestedAt, handedOverAt },
    budget: fromJson(row.budget),
    actor: fromJson(row.actor),
    place: placeOf(row),
    replyTo: fromJson(row.replyTo),
    request: fromJson(row.request),
  };
}
