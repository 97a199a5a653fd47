import { type Kysely, type SchemaModule, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { actorColumns, atCommit, placeColumns, replyColumns } from "./column-groups.ts";

export const jobs: Migration = {
  async up({ schema }: Kysely<unknown>): Promise<void> {
    await createJobs(schema);
    await createImages(schema);
  },
};

async function createJobs(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("jobs")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("command", "text", (column) => column.notNull())
    .$call(actorColumns)
    .$call(placeColumns)
    .$call(replyColumns)
    .addColumn("request", "text", (column) => column.notNull())
    .addColumn("parent_job_id", "text")
    .addColumn("retry_of_job_id", "text", (column) => column.unique())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("budget", "text", (column) => column.notNull())
    .addColumn("cancel_requested_at", "bigint")
    .addColumn("handed_over_at", "bigint")
    .addColumn("forgotten_at", "bigint")
    .addForeignKeyConstraint("jobs_parent_key", ["parent_job_id"], "jobs", ["id"], atCommit)
    .addForeignKeyConstraint("jobs_retry_of_key", ["retry_of_job_id"], "jobs", ["id"], atCommit)
    .execute();
  // History, newest first.
  await schema
    .createIndex("jobs_by_person")
    .on("jobs")
    .columns(["actor_platform", "actor_workspace", "actor_id", "created_at", "id"])
    .execute();
  await schema
    .createIndex("jobs_by_place")
    .on("jobs")
    .columns(["place_platform", "place_workspace", "place_channel", "created_at", "id"])
    .execute();
  // Open jobs: few rows, however long the history.
  await schema
    .createIndex("jobs_open")
    .on("jobs")
    .columns(["created_at", "id"])
    .where(sql.ref("handed_over_at"), "is", null)
    .execute();
  await schema
    .createIndex("jobs_open_by_person")
    .on("jobs")
    .columns(["actor_platform", "actor_workspace", "actor_id"])
    .where(sql.ref("handed_over_at"), "is", null)
    .execute();
  // Prompts that are still kept, for when they are to go.
  await schema
    .createIndex("jobs_remembered")
    .on("jobs")
    .columns(["created_at", "id"])
    .where(sql.ref("forgotten_at"), "is", null)
    .execute();
  await schema.createIndex("jobs_by_parent").on("jobs").column("parent_job_id").execute();
}

async function createImages(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("images")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("sha256", "text", (column) => column.notNull())
    .addColumn("format", "text", (column) => column.notNull())
    .addColumn("bytes", "bigint", (column) => column.notNull())
    .addColumn("width", "bigint", (column) => column.notNull())
    .addColumn("height", "bigint", (column) => column.notNull())
    .addColumn("job_id", "text")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("deleted_at", "bigint")
    .addColumn("removed_at", "bigint")
    .addForeignKeyConstraint("images_job_key", ["job_id"], "jobs", ["id"], atCommit)
    .execute();
  // Bytes may go when no row needs their key any more.
  await schema.createIndex("images_by_key").on("images").column("key").execute();
  await schema.createIndex("images_by_job").on("images").column("job_id").execute();
  await schema
    .createIndex("images_kept")
    .on("images")
    .columns(["created_at", "id"])
    .where(sql.ref("deleted_at"), "is", null)
    .execute();
  // Deleted rows whose bytes are still there; `deleted_at` is null in no row of this index.
  await schema
    .createIndex("images_unremoved")
    .on("images")
    .column("id")
    .where(sql<boolean>`deleted_at is not null and removed_at is null`)
    .execute();

  await schema
    .createTable("image_parents")
    .addColumn("image_id", "text", (column) => column.notNull())
    .addColumn("position", "bigint", (column) => column.notNull())
    .addColumn("parent_image_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("image_parents_primary", ["image_id", "position"])
    .addForeignKeyConstraint("image_parents_image_key", ["image_id"], "images", ["id"], atCommit)
    .addForeignKeyConstraint("image_parents_parent_key", ["parent_image_id"], "images", ["id"], atCommit)
    .execute();
  await schema.createIndex("image_parents_by_parent").on("image_parents").column("parent_image_id").execute();
}
