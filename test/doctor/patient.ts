import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { readConfig } from "#src/config.ts";
import { examine } from "#src/doctor/examine.ts";
import type { Finding } from "#src/doctor/finding.ts";
import { compileCache } from "#test/compile-cache.ts";

const main = resolve("src/doctor/main.ts");

/** What `npm run doctor` printed, and how it ended. */
export interface Examination {
  readonly out: string;
  readonly note: string;
  readonly exitCode: number | null;
}

/** A machine to be examined. */
export interface Patient {
  readonly folder: string;
  /** Runs the doctor and reads what it prints for people. */
  examined(...words: string[]): Promise<Examination>;
  /** Runs it with `--json`. */
  findings(...words: string[]): Promise<readonly Finding[]>;
}

/** A fresh machine, gone when the test is. `env` is what its shell has set. */
export async function patient(env: NodeJS.ProcessEnv = {}): Promise<Patient> {
  const folder = await mkdtemp(join(tmpdir(), "limner-doctor-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));

  async function examined(...words: string[]): Promise<Examination> {
    const child = spawn(process.execPath, [main, ...words], {
      cwd: folder,
      env: { ...compileCache, PATH: "", HOME: folder, TMPDIR: tmpdir(), DATA_DIR: join(folder, "data"), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [out, note, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    return { out, note, exitCode: typeof exitCode === "number" ? exitCode : null };
  }

  return {
    folder,
    examined,
    findings: async (...words) => JSON.parse((await examined(...words, "--json")).out),
  };
}

/** The same findings without a process of their own: for tables, which would start dozens. */
export async function findingsHere(env: NodeJS.ProcessEnv, paint = false): Promise<readonly Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), "limner-doctor-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const config = readConfig({ DATA_DIR: folder, ...env });
  const { signal } = new AbortController();
  return (await Array.fromAsync(examine({ config, paint, alsoSet: [], now: Date.now, signal }))).flat();
}

/** The only finding of that name that is not `ok`. */
export function trouble(findings: readonly Finding[], name: string): Finding {
  const [first, ...more] = findings.filter((finding) => finding.name === name && finding.state !== "ok");
  if (!first || more.length > 0) throw new Error(`not one trouble with ${name}: ${JSON.stringify(findings, null, 1)}`);
  return first;
}
