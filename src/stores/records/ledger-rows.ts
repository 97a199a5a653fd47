import type { Kysely } from "kysely";
import type { Actor } from "#core/people.ts";
import type { LedgerRows } from "#core/records.ts";
import { actorColumns, fromJson, placeColumns, placeOf } from "./columns.ts";
import type { Database } from "./database-types.ts";

export function ledgerRows(database: Kysely<Database>): LedgerRows {
  return {
    async book({ actor, place, ...row }) {
      const booked = await database
        .insertInto("ledger")
        .values({ ...row, ...actorColumns(actor), ...placeColumns(place) })
        .onConflict((conflict) => conflict.columns(["pictureId", "attempt"]).doNothing())
        .returning("pictureId")
        .executeTakeFirst();
      return booked !== undefined;
    },

    async correct({ actor, place, pictureId, attempt, ...row }) {
      const corrected = await database
        .updateTable("ledger")
        .set({ ...row, ...actorColumns(actor), ...placeColumns(place) })
        .where("pictureId", "=", pictureId)
        .where("attempt", "=", attempt)
        .where("source", "=", "estimate")
        .returning("pictureId")
        .executeTakeFirst();
      return corrected !== undefined;
    },

    async sums(within, from, until) {
      let query = database
        .selectFrom("ledger")
        .select(["actorPlatform", "actorWorkspace", "actorId"])
        .select(({ fn }) => [
          fn.sum<number>("costMicros").as("costMicros"),
          fn.countAll<number>().as("images"),
          // Whichever it is: only the name in it is read.
          fn.max("actor").as("actor"),
        ])
        .where("bookedAt", ">=", from)
        .where("bookedAt", "<", until);
      if (within) {
        query = query.where("placePlatform", "=", within.platform).where("placeWorkspace", "=", within.workspace);
      }
      const rows = await query.groupBy(["actorPlatform", "actorWorkspace", "actorId"]).execute();
      return rows
        .map((row) => ({
          ...{ platform: row.actorPlatform, workspace: row.actorWorkspace, id: row.actorId },
          name: fromJson<Actor>(row.actor).name,
          ...{ costMicros: Number(row.costMicros), images: Number(row.images) },
        }))
        .toSorted((a, b) => b.costMicros - a.costMicros || b.images - a.images || (a.id < b.id ? -1 : 1));
    },

    async ofJob(jobId) {
      const rows = await database
        .selectFrom("ledger")
        .innerJoin("pictures", "pictures.id", "ledger.pictureId")
        .selectAll("ledger")
        .where("pictures.jobId", "=", jobId)
        .orderBy("pictures.position")
        .orderBy("ledger.attempt")
        .execute();
      return rows.map(({ pictureId, attempt, costMicros, personMicros, source, priceVersion, bookedAt, ...row }) => ({
        ...{ pictureId, attempt, costMicros, personMicros, source, priceVersion, bookedAt },
        actor: fromJson(row.actor),
        place: placeOf(row),
      }));
    },
  };
}
