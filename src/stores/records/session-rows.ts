import type { Kysely } from "kysely";
import type { SessionRows } from "#core/records.ts";
import type { Database } from "./database-types.ts";

export function sessionRows(database: Kysely<Database>): SessionRows {
  return {
    async beat(session, aliveUntil) {
      await database
        .insertInto("sessions")
        .values({ session, aliveUntil })
        .onConflict((conflict) => conflict.column("session").doUpdateSet({ aliveUntil }))
        .execute();
    },

    async isGone(session, at) {
      const row = await database
        .selectFrom("sessions")
        .select("aliveUntil")
        .where("session", "=", session)
        .executeTakeFirst();
      return row === undefined || row.aliveUntil < at;
    },

    async removeBefore(aliveUntil, limit) {
      const old = database.selectFrom("sessions").select("session").where("aliveUntil", "<", aliveUntil).limit(limit);
      const removed = await database.deleteFrom("sessions").where("session", "in", old).returning("session").execute();
      return removed.length;
    },
  };
}
