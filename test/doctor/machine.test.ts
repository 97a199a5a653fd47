import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mountable, smallDisk } from "#test/small-disk.ts";
import { patient, trouble } from "./patient.ts";

test("with nothing set up: everything is well, and nothing can be proved", async () => {
  const ada = await patient();
  const { out, note, exitCode } = await ada.examined();

  expect(out).toMatch(/^✓ configuration /m);
  expect(out).toMatch(/^✓ data folder /m);
  expect(out).toMatch(/^✓ database /m);
  expect(out).toMatch(
    /^\? image service {2}not proved: pictures are offline sketches.*\n {4}fix: for real pictures put a key/m,
  );
  expect(out).toMatch(/\nNothing failed\.\n$/);
  expect({ note, exitCode }).toEqual({ note: "", exitCode: 0 });
  expect((await readdir(join(ada.folder, "data"))).filter((name) => !name.startsWith("limner.db"))).toEqual([]);
});

test("every wrong setting is named at once, and nothing else is looked at", async () => {
  const ada = await patient({ OPENAI_BASE_URL: "api.openai.com/v1", PARTIAL_IMAGES: "many", IMAGE_PROVIDER: "magic" });
  const { out, exitCode } = await ada.examined("--json");

  const findings = JSON.parse(out);
  expect(findings.map(({ says }: { says: string }) => says.split(":")[0])).toEqual([
    "OPENAI_BASE_URL",
    "IMAGE_PROVIDER",
    "PARTIAL_IMAGES",
  ]);
  expect(findings[0]).toMatchObject({ name: "configuration", state: "failed" });
  expect(findings[0].fix).toContain("https://api.openai.com/v1");
  expect(exitCode).toBe(1);
  expect(await readdir(ada.folder)).toEqual([]);
});

test("a file in the way of the data folder", async () => {
  const ada = await patient();
  await writeFile(join(ada.folder, "data"), "not a folder");
  const { out, exitCode } = await ada.examined();

  expect(out).toMatch(/^✗ data folder .*a file is in the way\n {4}fix: set DATA_DIR to a folder/m);
  expect(out).toMatch(/^\? database .*there is no folder for it/m);
  expect(exitCode).toBe(1);
});

test("a database that is none, and a secret that others can read", async () => {
  const ada = await patient();
  const data = join(ada.folder, "data");
  await mkdir(data);
  await writeFile(join(data, "limner.db"), "no database at all, but long enough to look at".repeat(100));
  await writeFile(join(data, "secret-key"), "0123456789abcdef0123456789abcdef");
  await chmod(join(data, "secret-key"), 0o644);
  const findings = await ada.findings();

  expect(trouble(findings, "database")).toMatchObject({ state: "failed", fix: expect.stringContaining("backup") });
  expect(trouble(findings, "secret key")).toMatchObject({ state: "warning", fix: expect.stringMatching(/^chmod 600/) });
});

test("what the doctor does not understand is said beside its help", async () => {
  const { out, note, exitCode } = await (await patient()).examined("--pant");
  expect({ out, exitCode }).toEqual({ out: "", exitCode: 1 });
  expect(note).toMatch(/--pant[\s\S]*npm run doctor -- \[--paint\] \[--json\]/);
});

describe.runIf(mountable)("a small disk", () => {
  test("fails below what one picture needs", async () => {
    const ada = await patient();
    await smallDisk(join(ada.folder, "data"), "4m");
    expect(trouble(await ada.findings(), "free space")).toMatchObject({
      state: "failed",
      says: expect.stringMatching(/^only \d MB are free$/),
    });
  });
});
