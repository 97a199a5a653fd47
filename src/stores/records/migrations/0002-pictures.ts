import { type Kysely, type SchemaModule, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { actorColumns, atCommit, claimColumns, placeColumns } from "./column-groups.ts";

export const pictures: Migration = {
  async up({ schema }: Kysely<unknown>): Promise<void> {
    await createPictures(schema);
    await createLedger(schema);
  },
};

async function createPictures(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("pictures")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("job_id", "text", (column) => column.notNull())
    .addColumn("position", "bigint", (column) => column.notNull())
    .$call(claimColumns)
    .addColumn("reserved_micros", "bigint", (column) => column.notNull())
    .addColumn("charged", "text")
    .addColumn("cost_micros", "bigint")
    .addColumn("cost_source", "text")
    .addColumn("failure", "text")
    .addColumn("painted_image_id", "text")
    .addColumn("image_id", "text")
    .addColumn("notes", "text", (column) => column.notNull())
    .addColumn("request_id", "text")
    .addColumn("usage", "text")
    .addColumn("started_at", "bigint")
    .addColumn("settled_at", "bigint")
    .addUniqueConstraint("pictures_of_job", ["job_id", "position"])
    .addForeignKeyConstraint("pictures_job_key", ["job_id"], "jobs", ["id"], atCommit)
    .addForeignKeyConstraint("pictures_painted_key", ["painted_image_id"], "images", ["id"], atCommit)
    .addForeignKeyConstraint("pictures_image_key", ["image_id"], "images", ["id"], atCommit)
    .execute();
  // Waiting pictures and reservations: few rows, however long the history. For those of a person, ask for open pictures
  // with `exists (select ... from jobs ...)`; SQLite turns a join around and goes through the person's whole history.
  await schema
    .createIndex("pictures_open")
    .on("pictures")
    .columns(["job_id", "state", "reserved_micros"])
    .where(sql.ref("settled_at"), "is", null)
    .execute();
  await schema
    .createIndex("pictures_leased")
    .on("pictures")
    .column("lease_until")
    .where(sql.ref("lease_until"), "is not", null)
    .execute();
  await schema.createIndex("pictures_settled").on("pictures").column("settled_at").execute();
  await schema.createIndex("pictures_by_image").on("pictures").column("image_id").execute();
}

async function createLedger(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("ledger")
    .addColumn("picture_id", "text", (column) => column.notNull())
    .addColumn("attempt", "bigint", (column) => column.notNull())
    .$call(actorColumns)
    .$call(placeColumns)
    .addColumn("cost_micros", "bigint", (column) => column.notNull())
    .addColumn("person_micros", "bigint", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("price_version", "text", (column) => column.notNull())
    .addColumn("booked_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("ledger_primary", ["picture_id", "attempt"])
    .addForeignKeyConstraint("ledger_picture_key", ["picture_id"], "pictures", ["id"], atCommit)
    .execute();
  // The amounts are in the indexes, so that a sum over a month never reads the table.
  await schema
    .createIndex("ledger_by_person")
    .on("ledger")
    .columns(["actor_platform", "actor_workspace", "actor_id", "booked_at", "person_micros"])
    .execute();
  await schema
    .createIndex("ledger_by_channel")
    .on("ledger")
    .columns(["place_platform", "place_workspace", "place_channel", "booked_at", "cost_micros"])
    .execute();
  await schema
    .createIndex("ledger_by_workspace")
    .on("ledger")
    .columns(["place_platform", "place_workspace", "booked_at", "cost_micros"])
    .execute();
  await schema.createIndex("ledger_by_time").on("ledger").columns(["booked_at", "cost_micros"]).execute();
}
