import { createHmac, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Actor } from "#core/people.ts";

/** The configured key, or one that is made once and kept in the data folder, readable by its owner only. */
export async function secretKey(configured: string | undefined, dataFolder: string): Promise<string> {
  if (configured !== undefined) return configured;
  const path = join(dataFolder, "secret-key");
  try {
    await writeFile(path, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFile(path, "utf8");
}

/** A name for a person that is always the same, and says nothing about them to whoever lacks the key. */
export function endUserOf(key: string): (actor: Actor) => string {
  return ({ platform, workspace, id }) =>
    createHmac("sha256", key)
      .update(JSON.stringify([platform, workspace, id]))
      .digest("hex");
}
