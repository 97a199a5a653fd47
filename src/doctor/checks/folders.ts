import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, rm, stat, statfs } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Config } from "#src/config.ts";
import { type Check, type Finding, failed, ok, type Trouble, warning } from "../finding.ts";

const megabyte = 1_000_000;
const trial = "doctor-";
/** Where a picture of 25 MB and the database's log of 64 MiB would still fit, and the store refuses to start painting. */
const leastFreeBytes = 300 * megabyte;
const comfortableFreeBytes = 1000 * megabyte;

/** Whether there is a place for the database and the pictures, and room in it. */
export const folders: Check = {
  name: "folders",
  async run({ config }) {
    const folder = config.DATA_DIR;
    const images = join(folder, "images");
    try {
      await tryToWrite(folder);
      // Often made by another user: by root once, or by a container.
      if (await exists(images)) await tryToWrite(images);
    } catch (error) {
      const { says, fix } = folderTrouble(error, folder);
      return [failed("data folder", says, fix)];
    }
    return [ok("data folder", `${folder} can be written to`), await freeSpace(folder), await secretKeyFile(config)];
  },
};

async function tryToWrite(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${trial}${randomUUID()}`);
  try {
    const file = await open(path, "wx", 0o600);
    try {
      await file.write("written by the doctor");
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

async function freeSpace(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const says = `${Math.floor(free / megabyte)} MB are free`;
  if (free < leastFreeBytes) {
    return failed("free space", `only ${says}`, "free some space or move DATA_DIR: painting needs 300 MB");
  }
  if (free < comfortableFreeBytes) {
    return warning("free space", `only ${says}`, "free some space soon: a large picture takes up to 25 MB");
  }
  return ok("free space", says);
}

async function secretKeyFile({ SECRET_KEY, DATA_DIR }: Config): Promise<Finding> {
  const name = "secret key";
  if (SECRET_KEY !== undefined) return ok(name, "is set by SECRET_KEY");
  const path = join(DATA_DIR, "secret-key");
  const found = await stat(path).catch(() => null);
  if (found === null) return ok(name, "will be made at the first start");
  if (found.size < 16) {
    return failed(
      name,
      `${path} is too short to keep anything secret`,
      `remove ${path}; a new one is made at the start`,
    );
  }
  const open = found.mode & (constants.S_IRWXG | constants.S_IRWXO);
  // Windows shows every file with the same mode.
  if (open !== 0 && process.platform !== "win32") {
    const mode = (found.mode & 0o777).toString(8);
    return warning(name, `${path} can be used by others on this machine (mode ${mode})`, `chmod 600 ${path}`);
  }
  return ok(name, `is kept in ${path}, for its owner only`);
}

function folderTrouble(error: unknown, folder: string): Trouble {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const where = error instanceof Error && "path" in error ? String(error.path) : folder;
  const path = basename(where).startsWith(trial) ? dirname(where) : where;
  if (code === "EEXIST" || code === "ENOTDIR") {
    return { says: `${folder} is no folder: a file is in the way`, fix: "set DATA_DIR to a folder, or move that file" };
  }
  if (code === "EACCES" || code === "EPERM") {
    return {
      says: `${path} may not be written to`,
      fix: `give ${folder} to the user that runs Limner, or set DATA_DIR`,
    };
  }
  if (code === "EROFS") {
    return { says: `${path} is on a disk that is read-only`, fix: "set DATA_DIR to a place that can be written to" };
  }
  if (code === "ENOSPC" || code === "EDQUOT") {
    return { says: `${path} cannot be written: the disk is full`, fix: "free some space or move DATA_DIR" };
  }
  return {
    says: `${path} cannot be written (${code || error})`,
    fix: "set DATA_DIR to a folder that can be written to",
  };
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
