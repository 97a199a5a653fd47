import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "#core/errors.ts";
import type { Records } from "#core/records.ts";
import { words } from "#core/words.ts";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";
import { type Check, type Finding, failed, notProved, ok, warning } from "../finding.ts";

const name = "database";
const waitMs = 3_000;
/** Reading a file of this size takes about a second. */
const quickBytes = 500_000_000;

/** Whether the database opens, is up to date, takes a row, and is whole. */
export const database: Check = {
  name,
  async run({ config, before }) {
    if (before.some((finding) => finding.name === "data folder" && finding.state === "failed")) {
      return [notProved(name, "not looked at: there is no folder for it")];
    }
    const path = join(config.DATA_DIR, "limner.db");
    try {
      const records = await openSqliteRecords({ path, log: () => {}, waitMs });
      try {
        await tryToWrite(records);
      } finally {
        await records.close();
      }
      return [await wholeness(path)];
    } catch (error) {
      return [failed(name, saying(error, path), fixOf(error, path))];
    }
  },
};

/** Writes a row and takes it back. */
async function tryToWrite(records: Records): Promise<void> {
  const takenBack = new Error("the row was written");
  try {
    await records.transaction(async ({ settings }) => {
      await settings.set("doctor", randomUUID(), "written");
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
}

async function wholeness(path: string): Promise<Finding> {
  const { size } = await stat(path);
  if (size > quickBytes) {
    return warning(
      name,
      `${path} opens and can be written; with ${Math.round(size / 1e6)} MB it is too long to be read through here`,
      `look through it when there is time: sqlite3 ${path} "pragma quick_check"`,
    );
  }
  const file = new DatabaseSync(path, { readOnly: true, timeout: waitMs });
  try {
    const [first] = file.prepare("pragma quick_check(1)").all();
    const answer = String(Object.values(first ?? {})[0] ?? "no answer");
    if (answer === "ok") return ok(name, `${path} opens, is up to date, whole, and can be written`);
    return failed(name, `${path} is damaged: ${answer}`, restore(path));
  } finally {
    file.close();
  }
}

function saying(error: unknown, path: string): string {
  if (error instanceof AppError) return words(error.text, "en");
  return `${path}: ${error instanceof Error ? error.message : error}`;
}

function fixOf(error: unknown, path: string): string {
  const log = error instanceof Error ? error.message : "";
  if (error instanceof AppError && error.code === "busy") {
    return "end the process that keeps it locked (a backup, a shell of sqlite3), or wait for it";
  }
  if (/previously executed migration/.test(log)) {
    return "a newer Limner made this database: run that one, or set DATA_DIR to another folder";
  }
  if (/not a database|malformed|corrupt/i.test(log)) return restore(path);
  if (/readonly|unable to open|permission/i.test(log)) {
    return `give ${path} and the files beside it to the user that runs Limner`;
  }
  return `look at ${path}, restore it from a backup, or set DATA_DIR to another folder`;
}

function restore(path: string): string {
  return `put a backup in the place of ${path}, or move it away: then Limner starts with an empty one`;
}
