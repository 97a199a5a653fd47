import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { generatedFiles } from "#scripts/generated-files.ts";

const files = await generatedFiles();

describe("files that say what the code says", () => {
  test.each([...files.keys()])("%s is up to date (npm run generate)", async (path) => {
    expect(await readFile(path, "utf8")).toBe(files.get(path));
  });
});
