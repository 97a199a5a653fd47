import type { Kysely } from "kysely";
import type { SettingRows } from "#core/records.ts";
import type { Database } from "./database-types.ts";

export function settingRows(database: Kysely<Database>): SettingRows {
  return {
    async all(scope) {
      const rows = await database.selectFrom("settings").select(["name", "value"]).where("scope", "=", scope).execute();
      return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
    },

    async get(scope, name) {
      const row = await database
        .selectFrom("settings")
        .select("value")
        .where("scope", "=", scope)
        .where("name", "=", name)
        .executeTakeFirst();
      return row?.value ?? null;
    },

    async set(scope, name, value) {
      if (value === null) {
        await database.deleteFrom("settings").where("scope", "=", scope).where("name", "=", name).execute();
        return;
      }
      await database
        .insertInto("settings")
        .values({ scope, name, value })
        .onConflict((conflict) => conflict.columns(["scope", "name"]).doUpdateSet({ value }))
        .execute();
    },
  };
}
