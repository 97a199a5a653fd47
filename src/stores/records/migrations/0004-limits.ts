import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

export const limits: Migration = {
  async up({ schema }: Kysely<unknown>): Promise<void> {
    await schema
      .createTable("spending")
      .addColumn("scope", "text", (column) => column.notNull())
      .addColumn("period", "text", (column) => column.notNull())
      .addColumn("spent_micros", "bigint", (column) => column.notNull())
      .addColumn("reserved_micros", "bigint", (column) => column.notNull())
      .addColumn("images", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("spending_primary", ["period", "scope"])
      .execute();

    await schema
      .createTable("rates")
      .addColumn("key", "text", (column) => column.primaryKey().notNull())
      // Thousandths of a request, so that a slow rate refills evenly in integers.
      .addColumn("tokens", "bigint", (column) => column.notNull())
      .addColumn("updated_at", "bigint", (column) => column.notNull())
      .addColumn("blocked_until", "bigint", (column) => column.notNull())
      .execute();

    await schema
      .createTable("sessions")
      .addColumn("session", "text", (column) => column.primaryKey().notNull())
      .addColumn("alive_until", "bigint", (column) => column.notNull())
      .execute();
  },
};
