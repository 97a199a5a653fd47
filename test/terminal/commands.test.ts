import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { accountAt, imageServer } from "#test/image-server.ts";
import { machine } from "./limner.ts";

describe("what a terminal does with a file that comes with an answer", () => {
  test("without a folder it is all of standard output, so that it can be piped on", async () => {
    const ada = await machine();
    await ada.starts(["imagine", "a fox"]).ended;
    const said = await ada.starts(["usage", "day", "--csv"]).ended;
    expect(said.exitCode).toBe(0);
    const [heading, line, ...rest] = said.out.split("\r\n");
    expect(heading).toBe("day,platform,workspace,person,name,pictures,dollars");
    // A sketch costs nothing and is counted all the same.
    expect(line).toMatch(/^\d{4}-\d\d-\d\d,terminal,local,.+,1,0$/);
    expect(rest).toEqual([""]);
    expect(said.note).toContain("What was booked everywhere this month:");
  });

  test("with a folder it is a file there, and with --json a field", async () => {
    const ada = await machine();
    const said = await ada.types(["usage", "--csv", "-o", "reports"]);
    expect(said.out).toBe("reports/usage.csv\n");
    expect(await readFile(join(ada.folder, "reports", "usage.csv"), "utf8")).toMatch(
      /^period,pictures,dollars,held\r\n/,
    );
    const json = JSON.parse((await ada.types(["usage", "--csv", "--json"])).out);
    expect(json).toMatchObject({ ok: true, file: { name: "usage.csv", mediaType: "text/csv", path: null } });
    expect((await ada.types(["usage"])).out).toMatch(/^No budget applies to you here\.\nToday /);
  });
});

describe("taking things back in the terminal", () => {
  test("original brings the file again, remove deletes it here, and forget everything else", async () => {
    const ada = await machine(accountAt(await imageServer()));
    const made = JSON.parse((await ada.types(["imagine", "a fox", "-n", "2", "--json"])).out);
    const first = `${made.job}-1`;
    const original = await ada.starts(["original", first, "-o", "again"]).ended;
    expect(original.out).toMatch(/^again\/a-fox-\w{10}-1\.png {2}1024x1024\n$/);
    const [copy, kept] = await Promise.all([
      readFile(join(ada.folder, "again", `a-fox-${first}.png`)),
      readFile(join(ada.folder, made.pictures[0].path)),
    ]);
    expect(copy.equals(kept)).toBe(true);

    expect((await ada.starts(["remove", first]).ended).out).toContain(`${first} is deleted.`);
    expect(await pictures(ada.folder)).toBe(1);
    expect((await ada.starts(["share", made.job]).ended).exitCode).toBe(2);
    expect((await ada.types(["forget"])).out).toContain("1 picture,");
    expect(await pictures(ada.folder)).toBe(1);
    expect((await ada.starts(["forget", "--sure"]).ended).out).toMatch(
      /^Done: the words of 1 result and 1 picture are deleted/,
    );
    expect(await pictures(ada.folder)).toBe(0);
    // Files that somebody has on their own disk are theirs.
    expect((await stat(join(ada.folder, made.pictures[1].path))).isFile()).toBe(true);
  });
});

async function pictures(folder: string): Promise<number> {
  const names = await readdir(join(folder, "data", "images"), { recursive: true });
  return names.filter((name) => name.endsWith(".png")).length;
}
