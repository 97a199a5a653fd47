import type { CreateTableBuilder, ForeignKeyConstraintBuilder } from "kysely";

/*
 * What several tables share. Released migrations use it, so it never changes.
 * Numbers are bigint: PostgreSQL's integer ends at 2^31, before a time in milliseconds does.
 */

export function actorColumns<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return personColumns(table).addColumn("actor", "text", (column) => column.notNull());
}

export function personColumns<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table
    .addColumn("actor_platform", "text", (column) => column.notNull())
    .addColumn("actor_workspace", "text", (column) => column.notNull())
    .addColumn("actor_id", "text", (column) => column.notNull());
}

export function placeColumns<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table
    .addColumn("place_platform", "text", (column) => column.notNull())
    .addColumn("place_workspace", "text", (column) => column.notNull())
    .addColumn("place_channel", "text", (column) => column.notNull())
    .addColumn("place_thread", "text");
}

export function replyColumns<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table
    .addColumn("reply_platform", "text", (column) => column.notNull())
    .addColumn("reply_session", "text")
    .addColumn("reply_to", "text", (column) => column.notNull());
}

export function claimColumns<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("attempt", "bigint", (column) => column.notNull())
    .addColumn("owner", "text")
    .addColumn("lease_until", "bigint");
}

/** Checked when a transaction commits, so that it may write its rows in any order. */
export function atCommit(key: ForeignKeyConstraintBuilder): ForeignKeyConstraintBuilder {
  return key.deferrable().initiallyDeferred();
}
