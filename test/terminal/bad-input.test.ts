import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { accountAt, imageServer } from "#test/image-server.ts";
import { bomb, heic, maskFor, phonePhoto, quarteredPng, svg, textFile, truncatedJpeg } from "#test/images.ts";
import { machine } from "./limner.ts";

/** What lies in the person's folder. */
const files: Readonly<Record<string, Buffer>> = {
  "photo.jpg": await phonePhoto({ width: 300, height: 400, orientation: 6, gps: true }),
  "good.png": await quarteredPng({ width: 64, height: 64 }),
  "text.png": textFile(),
  "bomb.png": bomb(),
  "drawing.svg": svg(),
  "iphone.heic": heic(),
  "cut.jpg": await truncatedJpeg(),
  "other-size.png": await maskFor({ width: 100, height: 100 }, { left: 0, top: 0, width: 10, height: 10 }),
  "opaque.png": await quarteredPng({ width: 300, height: 400 }),
  "a-file": Buffer.from("in the way"),
};

async function fillFolder(folder: string): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  await mkdir(join(folder, "a-folder"));
}

const references = (count: number) => Array.from({ length: count }, () => ["-r", "good.png"]).flat();

const bad: readonly (readonly [string, readonly string[], RegExp])[] = [
  ["an empty prompt", ["imagine", "   "], /^Please give a prompt: what to paint\.$/],
  ["no prompt where nobody can be asked", ["imagine"], /^Please give a prompt: what to paint\.$/],
  ["40,000 characters", ["imagine", "x".repeat(40_000)], /^The prompt has 40000 characters; at most 32000 fit\./],
  [
    "a size that is no multiple of 16",
    ["imagine", "a fox", "-s", "1000x1000"],
    /multiples of 16\. The nearest is 1008x1008\.$/,
  ],
  ["count 0", ["imagine", "a fox", "-n", "0"], /^count must be from 1 to 10; you gave 0\.$/],
  ["count 11", ["imagine", "a fox", "-n", "11"], /^count must be from 1 to 10; you gave 11\.$/],
  ["a text file named .png", ["edit", "text.png", "make it snow"], /^text\.png: .*not a picture/],
  ["900 megapixels", ["edit", "bomb.png", "make it snow"], /^bomb\.png: .*megapixels/],
  ["an SVG", ["edit", "drawing.svg", "make it snow"], /^drawing\.svg: .*PNG/],
  ["a HEIC", ["edit", "iphone.heic", "make it snow"], /^iphone\.heic: .*HEIC.*JPEG/],
  ["a truncated JPEG", ["edit", "cut.jpg", "make it snow"], /^cut\.jpg: /],
  ["17 references", ["imagine", "a fox", ...references(17)], /^At most 16 references are possible; you gave 17\.$/],
  [
    "16 references beside the edited picture",
    ["edit", "photo.jpg", "x", ...references(16)],
    /at most 16 pictures, the edited one included; you gave 17/,
  ],
  [
    "a mask of another size",
    ["edit", "photo.jpg", "a hat", "--mask", "other-size.png"],
    /^other-size\.png: .*100.*100.*300.*400/,
  ],
  [
    "a mask that hides everything",
    ["edit", "photo.jpg", "a hat", "--mask", "opaque.png"],
    /^opaque\.png: .*transparent/,
  ],
  ["a picture that is not there", ["edit", "nothing.png", "make it snow"], /^There is no file nothing\.png\.$/],
  ["a folder", ["edit", "a-folder", "make it snow"], /^a-folder is not a file but a folder\.$/],
  [
    "somebody else's id",
    ["edit", "k3f9qax2m4-1", "make it snow"],
    /^There is no result k3f9qax2m4-1 that you can use\./,
  ],
  ["an option that does not exist", ["imagine", "a fox", "--sise", "wide"], /^There is no option --sise\.$/],
  ["an option without its value", ["imagine", "a fox", "--size"], /^--size needs a value/],
  [
    "jpeg with a transparent background",
    ["imagine", "a fox", "-b", "transparent", "-f", "jpeg"],
    /^A transparent background does not fit into jpeg\./,
  ],
  [
    "a file in the way of the folder",
    ["imagine", "a fox", "-o", "a-file/pictures"],
    /^Pictures cannot be written to a-file\/pictures: a part of its path is a file\. Nothing was asked and nothing was charged/,
  ],
];

describe("bad input gets a sentence, exit code 2, and costs nothing", () => {
  test.each(bad)("%s", async (_, words, sentence) => {
    const server = await imageServer();
    const ada = await machine(accountAt(server));
    await fillFolder(ada.folder);
    const said = await ada.types(words);

    expect(said.note.trim()).toMatch(sentence);
    // One sentence; what only the service finds out adds that it cost nothing.
    expect(
      said.note
        .trim()
        .replace(/\nNothing was charged\.$/, "")
        .split("\n"),
    ).toHaveLength(1);
    expect(said).toMatchObject({ out: "", exitCode: 2 });
    expect(server.requests).toHaveLength(0);
  });

  test("a command that does not exist is answered with those that do", async () => {
    const said = await (await machine()).starts(["imagin", "a fox"]).ended;
    expect(said.note).toMatch(/^There is no command imagin\. These are:\n\n +npm run imagine --/);
    expect(said.exitCode).toBe(2);
  });

  test("settings that are wrong are all named at once", async () => {
    const ada = await machine({ IMAGE_PROVIDER: "acme", PARTIAL_IMAGES: "9" });
    const said = await ada.starts(["imagine", "a fox"]).ended;
    expect(said.note).toContain("IMAGE_PROVIDER");
    expect(said.note).toContain("PARTIAL_IMAGES: must be from 0 to 3");
    expect(said.exitCode).toBe(2);
  });

  test("what was kept before stays after a refusal", async () => {
    const ada = await machine(accountAt(await imageServer()));
    await fillFolder(ada.folder);
    await ada.types(["imagine", "a fox"]);
    const files = await readdir(join(ada.folder, "out"));
    expect(files).toHaveLength(1);
    await ada.types(["edit", "cut.jpg", "make it snow"]);
    expect(await readdir(join(ada.folder, "out"))).toEqual(files);
    expect((await ada.types(["history"])).out.trim().split("\n")).toHaveLength(1);
  });
});
