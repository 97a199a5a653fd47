import { type Kysely, type SchemaModule, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { atCommit, claimColumns, personColumns, placeColumns, replyColumns } from "./column-groups.ts";

export const conversations: Migration = {
  async up({ schema }: Kysely<unknown>): Promise<void> {
    await createDeliveries(schema);
    await createInbox(schema);
    await createDraftsAndSettings(schema);
  },
};

async function createDeliveries(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("deliveries")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("job_id", "text")
    .addColumn("picture_ids", "text")
    .addColumn("answer", "text")
    .$call(replyColumns)
    .$call(placeColumns)
    .$call(claimColumns)
    .addColumn("journal", "text", (column) => column.notNull())
    .addColumn("failure", "text")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("settled_at", "bigint")
    .addColumn("forgotten_at", "bigint")
    .addColumn("removal_due_at", "bigint")
    .addColumn("removal_tries", "bigint", (column) => column.notNull().defaultTo(0))
    .addForeignKeyConstraint("deliveries_job_key", ["job_id"], "jobs", ["id"], atCommit)
    .execute();
  await schema.createIndex("deliveries_by_job").on("deliveries").columns(["job_id", "created_at"]).execute();
  await schema
    .createIndex("deliveries_open")
    .on("deliveries")
    .columns(["reply_platform", "created_at"])
    .where(sql.ref("settled_at"), "is", null)
    .execute();
  await schema
    .createIndex("deliveries_remembered")
    .on("deliveries")
    .column("settled_at")
    .where(sql<boolean>`settled_at is not null and forgotten_at is null`)
    .execute();
  await schema
    .createIndex("deliveries_leased")
    .on("deliveries")
    .column("lease_until")
    .where(sql.ref("lease_until"), "is not", null)
    .execute();

  await schema
    .createIndex("deliveries_to_remove")
    .on("deliveries")
    .column("removal_due_at")
    .where(sql.ref("removal_due_at"), "is not", null)
    .execute();

  await schema
    .createTable("delivery_messages")
    .addColumn("delivery_id", "text", (column) => column.notNull())
    .addColumn("position", "bigint", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("message", "text", (column) => column.notNull())
    .addColumn("removal_asked_at", "bigint")
    .addColumn("removed_at", "bigint")
    .addPrimaryKeyConstraint("delivery_messages_primary", ["delivery_id", "position"])
    .addForeignKeyConstraint("delivery_messages_delivery_key", ["delivery_id"], "deliveries", ["id"], atCommit)
    .execute();
  await schema
    .createIndex("delivery_messages_by_message")
    .on("delivery_messages")
    .columns(["platform", "workspace", "channel", "message"])
    .execute();

  await schema
    .createTable("delivery_files")
    .addColumn("delivery_id", "text", (column) => column.notNull())
    .addColumn("message_position", "bigint", (column) => column.notNull())
    .addColumn("position", "bigint", (column) => column.notNull())
    .addColumn("file", "text", (column) => column.notNull())
    .addColumn("picture_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("delivery_files_primary", ["delivery_id", "message_position", "position"])
    .addForeignKeyConstraint("delivery_files_delivery_key", ["delivery_id"], "deliveries", ["id"], atCommit)
    .execute();
  await schema.createIndex("delivery_files_by_picture").on("delivery_files").column("picture_id").execute();
}

async function createInbox(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("inbox")
    .addColumn("dedupe_key", "text", (column) => column.primaryKey().notNull())
    .$call(personColumns)
    .addColumn("reply_platform", "text", (column) => column.notNull())
    .addColumn("reply_session", "text")
    .addColumn("invocation", "text", (column) => column.notNull())
    .addColumn("received_at", "bigint", (column) => column.notNull())
    .addColumn("owner", "text")
    .addColumn("lease_until", "bigint")
    .addColumn("closed_at", "bigint")
    .addColumn("job_id", "text")
    .addColumn("delivery_id", "text")
    .addColumn("forgotten_at", "bigint")
    .addForeignKeyConstraint("inbox_job_key", ["job_id"], "jobs", ["id"], atCommit)
    .addForeignKeyConstraint("inbox_delivery_key", ["delivery_id"], "deliveries", ["id"], atCommit)
    .execute();
  await schema
    .createIndex("inbox_open")
    .on("inbox")
    .columns(["reply_platform", "received_at"])
    .where(sql.ref("closed_at"), "is", null)
    .execute();
  await schema
    .createIndex("inbox_by_person")
    .on("inbox")
    .columns(["actor_platform", "actor_workspace", "actor_id"])
    .execute();
  await schema
    .createIndex("inbox_remembered")
    .on("inbox")
    .column("closed_at")
    .where(sql<boolean>`closed_at is not null and forgotten_at is null`)
    .execute();
}

async function createDraftsAndSettings(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("drafts")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .$call(personColumns)
    .addColumn("invocation", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("drafts_by_age").on("drafts").column("created_at").execute();

  await schema
    .createTable("settings")
    .addColumn("scope", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("settings_primary", ["scope", "name"])
    .execute();
}
