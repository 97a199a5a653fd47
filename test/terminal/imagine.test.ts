import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { accountAt, imageServer } from "#test/image-server.ts";
import { machine } from "./limner.ts";

describe("words in, picture on disk", () => {
  test("without an account, imagine paints a picture and says that it is a sketch", async () => {
    const ada = await machine();
    const said = await ada.starts(["imagine", "a", "lighthouse", "at", "dusk"]).ended;

    expect(said.note).toContain("offline sketch");
    expect(said.note).toContain("gpt-image-2 · 1024x1024 · medium");
    expect(said.note).toContain("free");
    expect(said.exitCode).toBe(0);
    const [path, size] = said.out.trim().split(/\s+/);
    expect(path).toMatch(/^out\/a-lighthouse-at-dusk-[0-9a-z]{10}-1\.png$/);
    expect(size).toBe("1024x1024");
    const picture = await sharp(await readFile(join(ada.folder, path ?? ""))).metadata();
    expect(picture).toMatchObject({ format: "png", width: 1024, height: 1024 });
  });

  test("size, count, format and folder are as asked", async () => {
    const ada = await machine(accountAt(await imageServer()));
    const flags = ["--size", "landscape", "-n", "2", "--format", "webp", "--compression", "80", "-o", "pictures"];
    const said = await ada.types(["imagine", "a red fox in snow", ...flags]);

    expect(said.exitCode).toBe(0);
    const files = await readdir(join(ada.folder, "pictures"));
    expect(files).toHaveLength(2);
    for (const file of files) {
      const picture = await sharp(await readFile(join(ada.folder, "pictures", file))).metadata();
      expect(picture).toMatchObject({ format: "webp", width: 1536, height: 1024 });
    }
    const [first, second] = await Promise.all(files.map((file) => readFile(join(ada.folder, "pictures", file))));
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(false);
  });

  test("with a key and a base URL the same command asks that server, once per picture", async () => {
    const server = await imageServer();
    const ada = await machine(accountAt(server));
    const said = await ada.starts(["imagine", "a city in the rain", "--count", "3", "--quality", "low"]).ended;

    expect(said.exitCode).toBe(0);
    expect(said.out.trim().split("\n")).toHaveLength(3);
    expect(said.note).not.toContain("sketch");
    expect(said.note).toMatch(/\$0\.\d{3}/);
    expect(server.requests).toHaveLength(3);
    for (const { fields, headers } of server.requests) {
      expect(fields).toMatchObject({
        model: "gpt-image-2",
        size: "1024x1024",
        quality: "low",
        prompt: "a city in the rain",
      });
      expect(headers.authorization).toContain("1234");
    }
  });

  test("a script reads one JSON object and nothing else", async () => {
    const ada = await machine();
    const said = await ada.starts(["imagine", "-", "--json"], { stdin: "a small blue house\n" }).ended;
    const answer = JSON.parse(said.out);

    expect(said.exitCode).toBe(0);
    expect(said.note).toBe("");
    expect(answer).toMatchObject({ ok: true, problem: null, facts: { prompt: "a small blue house", cost: "free" } });
    expect(answer.pictures).toHaveLength(1);
    expect(answer.pictures[0]).toMatchObject({ format: "png", width: 1024, height: 1024 });
    await expect(readFile(join(ada.folder, answer.pictures[0].path))).resolves.toBeInstanceOf(Buffer);
  });
});

describe("a result lives on", () => {
  test("it is found, varied, repeated, enlarged and edited by its id", async () => {
    const server = await imageServer();
    const ada = await machine(accountAt(server));
    const made = JSON.parse((await ada.types(["imagine", "a windmill", "--json"])).out);
    const id: string = made.pictures[0].id;

    const info = await ada.starts(["info", id]).ended;
    expect(info.out).toMatch(/Prompt\s+a windmill/);
    expect(info.out).toMatch(/Cost\s+\$0\.0/);

    const varied = JSON.parse((await ada.starts(["vary", id, "--strength", "strong", "--json"]).ended).out);
    const repeated = JSON.parse((await ada.starts(["again", made.job, "--json"]).ended).out);
    const enlarged = JSON.parse((await ada.starts(["upscale", id, "--json"]).ended).out);
    const edited = JSON.parse((await ada.types(["edit", id, "make it snow", "--json"])).out);
    expect(enlarged.pictures[0]).toMatchObject({ width: 1920, height: 1920 });
    const paths = server.requests.map(({ path }) => path.replace("/v1/images/", ""));
    expect(paths).toEqual(["generations", "edits", "generations", "edits", "edits"]);

    const lineage = await ada.types(["info", edited.job]);
    expect(lineage.out).toMatch(new RegExp(`Made from\\s+${made.job}`));
    const history = await ada.starts(["history"]).ended;
    const listed = history.out
      .trim()
      .split("\n")
      .map((line) => line.slice(0, 10));
    expect(listed).toEqual([edited.job, enlarged.job, repeated.job, varied.job, made.job]);
  });

  test("the newest result is meant when none is named, and the answer says which", async () => {
    const ada = await machine(accountAt(await imageServer()));
    const made = JSON.parse((await ada.types(["imagine", "a castle", "--json"])).out);
    const varied = await ada.types(["vary"]);

    expect(varied.exitCode).toBe(0);
    expect(varied.note).toContain(`This uses your newest result here, ${made.pictures[0].id}.`);
  });

  test("without any result there is nothing to vary, and the sentence says what to do", async () => {
    const ada = await machine();
    const varied = await ada.types(["vary"]);
    expect(varied).toMatchObject({ exitCode: 2, out: "" });
    expect(varied.note).toBe(
      "You have no result here yet. Make a picture first, or give the id of one.\nNothing was charged.\n",
    );
  });

  test("looking something up writes no files unless a folder is named", async () => {
    const ada = await machine(accountAt(await imageServer()));
    const made = JSON.parse((await ada.types(["imagine", "a castle", "--json"])).out);
    await ada.types(["info", made.job]);
    expect(await readdir(join(ada.folder, "out"))).toHaveLength(1);
    await ada.types(["info", made.job, "-o", "copies"]);
    expect(await readdir(join(ada.folder, "copies"))).toHaveLength(1);
  });
});
