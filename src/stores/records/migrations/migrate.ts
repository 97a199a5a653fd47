import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Database } from "../database-types.ts";
import { jobs } from "./0001-jobs.ts";
import { pictures } from "./0002-pictures.ts";
import { conversations } from "./0003-conversations.ts";
import { limits } from "./0004-limits.ts";

/** In the order of their names. A released migration never changes: what comes later is a new one. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-jobs": jobs,
  "0002-pictures": pictures,
  "0003-conversations": conversations,
  "0004-limits": limits,
};

/** Brings the tables up to date. Rejects when the database was made by a newer release. */
export async function migrate(database: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
