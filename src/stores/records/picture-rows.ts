import type { Kysely, Selectable, Updateable } from "kysely";
import type { PictureRows, Settlement } from "#core/records.ts";
import type { Milliseconds, Picture } from "#core/rows.ts";
import { fromJson, toJson } from "./columns.ts";
import type { Database, PicturesTable } from "./database-types.ts";

/** Pictures that the pace is taken from. */
const paceSample = 20;

export function pictureRows(database: Kysely<Database>): PictureRows {
  return {
    async insert(pictures) {
      if (pictures.length === 0) return;
      await database
        .insertInto("pictures")
        .values(
          pictures.map((picture) => ({
            ...picture,
            failure: picture.failure && toJson(picture.failure),
            notes: toJson(picture.notes),
            usage: usageColumn(picture.usage),
          })),
        )
        .execute();
    },

    async find(id) {
      const row = await database.selectFrom("pictures").selectAll().where("id", "=", id).executeTakeFirst();
      return row ? pictureOf(row) : null;
    },

    async ofJob(jobId) {
      const rows = await database
        .selectFrom("pictures")
        .selectAll()
        .where("jobId", "=", jobId)
        .orderBy("position")
        .execute();
      return rows.map(pictureOf);
    },

    async claim(id, { owner, leaseUntil }, at) {
      const row = await database
        .updateTable("pictures")
        .set((column) => ({
          state: "submitting",
          attempt: column("attempt", "+", 1),
          owner,
          leaseUntil,
          startedAt: at,
        }))
        .where("id", "=", id)
        .where("state", "=", "waiting")
        .returningAll()
        .executeTakeFirst();
      return row ? pictureOf(row) : null;
    },

    async renew(id, attempt, leaseUntil) {
      const renewed = await database
        .updateTable("pictures")
        .set({ leaseUntil })
        .where("id", "=", id)
        .where("attempt", "=", attempt)
        .where("state", "=", "submitting")
        .returning("id")
        .executeTakeFirst();
      return renewed !== undefined;
    },

    async settle(id, attempt, settlement, at) {
      const settled = await database
        .updateTable("pictures")
        .set({ ...settledColumns(settlement), ...released(at) })
        .where("id", "=", id)
        .where("attempt", "=", attempt)
        // A picture given up as unknown may still arrive, but only as what the same attempt rendered.
        .where("state", "in", settlement.state === "rendered" ? ["submitting", "unknown"] : ["submitting"])
        .returning("id")
        .executeTakeFirst();
      return settled !== undefined;
    },

    async cancelWaiting(jobId, failure, at) {
      const cancelled = await database
        .updateTable("pictures")
        .set({ state: "cancelled", charged: "no", failure: toJson(failure), ...released(at) })
        .where("jobId", "=", jobId)
        .where("state", "=", "waiting")
        .returning("id")
        .execute();
      return cancelled.map((row) => row.id);
    },

    async paceMs(since) {
      const rows = await database
        .selectFrom("pictures")
        .select("settledAt")
        .where("settledAt", ">", since)
        .orderBy("settledAt", "desc")
        .limit(paceSample)
        .execute();
      const newest = rows.at(0)?.settledAt;
      const oldest = rows.at(-1)?.settledAt;
      if (rows.length < 3 || !newest || !oldest) return null;
      return Math.round((newest - oldest) / (rows.length - 1));
    },

    async abandoned(at, limit) {
      const rows = await database
        .selectFrom("pictures")
        .selectAll()
        .where("leaseUntil", "<", at)
        .where("state", "=", "submitting")
        .orderBy("leaseUntil")
        .limit(limit)
        .execute();
      return rows.map(pictureOf);
    },

    async finish(id, imageId) {
      const finished = await database
        .updateTable("pictures")
        .set({ imageId })
        .where("id", "=", id)
        .where("state", "=", "rendered")
        .where("imageId", "is", null)
        .returning("id")
        .executeTakeFirst();
      return finished !== undefined;
    },
  };
}

function settledColumns(settlement: Settlement): Updateable<PicturesTable> {
  const { state, costMicros, requestId } = settlement;
  if (state === "rendered") {
    return {
      ...{ state, costMicros, requestId },
      charged: "yes",
      costSource: settlement.costSource,
      failure: null,
      paintedImageId: settlement.paintedImageId,
      notes: toJson(settlement.notes),
      usage: usageColumn(settlement.usage),
    };
  }
  return {
    ...{ state, costMicros, requestId },
    charged: settlement.failure.charged,
    // Without a picture there is no account of what it took.
    costSource: costMicros === null ? null : "estimate",
    failure: toJson(settlement.failure),
  };
}

function released(at: Milliseconds): Updateable<PicturesTable> {
  return { reservedMicros: 0, owner: null, leaseUntil: null, settledAt: at };
}

function usageColumn(usage: unknown): string | null {
  return usage === null || usage === undefined ? null : toJson(usage);
}

function pictureOf(row: Selectable<PicturesTable>): Picture {
  return {
    ...row,
    failure: row.failure === null ? null : fromJson(row.failure),
    notes: fromJson(row.notes),
    usage: row.usage === null ? null : fromJson(row.usage),
  };
}
