import { openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { OnePicture } from "#core/model.ts";
import type { OpenaiImageConfig } from "#src/models/openai/model.ts";
import { json, modelAt, outcomeOf, picture, pngBytes, type Wire, wire } from "./wire.ts";

let server: Wire;
afterEach(() => server.close());

/** What arrives when a picture is painted: path, headers, fields and files. */
async function sent(
  request: Partial<OnePicture>,
  config: Partial<OpenaiImageConfig> = {},
  at = (baseUrl: string) => baseUrl,
) {
  server = await wire((response) => json(response, 200, { data: [{ b64_json: pngBytes().toString("base64") }] }));
  const outcome = await outcomeOf(modelAt(at(server.baseUrl), config), picture(request));
  expect(outcome.error).toBeNull();
  expect(server.requests).toHaveLength(1);
  const [received] = server.requests;
  if (!received) throw new Error("nothing was sent");
  const { url, headers, body } = received;
  if (!headers["content-type"]?.startsWith("multipart/"))
    return { url, headers, outcome, fields: JSON.parse(body.toString()), files: [] };
  const form = await new Response(new Uint8Array(body), {
    headers: { "content-type": headers["content-type"] },
  }).formData();
  const entries = [...form.entries()].toSorted(([a], [b]) => a.localeCompare(b));
  const files = entries.flatMap(([field, value]) =>
    typeof value === "string" ? [] : [{ field, name: value.name, type: value.type, size: value.size }],
  );
  const fields = Object.fromEntries(entries.filter(([, value]) => typeof value === "string"));
  return { url, headers, outcome, fields, files };
}

const blob = (type: string, length = 300) => new Blob([new Uint8Array(pngBytes(length))], { type });
const size = { width: 1024, height: 1024 };

describe("painting from words", () => {
  test("says quality and size, and nothing that is left to the provider", async () => {
    const { url, headers, fields } = await sent({});
    expect(url).toBe("/v1/images/generations");
    expect(headers.authorization).toBe("Bearer sk-secret-key");
    expect(fields).toEqual({
      model: "gpt-image-2",
      prompt: "a red fox",
      n: 1,
      size: "1024x1024",
      quality: "low",
      output_format: "png",
      stream: true,
      partial_images: 1,
    });
  });

  test("says everything that was asked for", async () => {
    const { fields } = await sent({
      format: "webp",
      compression: 70,
      background: "transparent",
      moderation: "low",
      endUser: "abc",
      partialImages: 0,
    });
    expect(fields).toMatchObject({
      output_format: "webp",
      output_compression: 70,
      background: "transparent",
      moderation: "low",
      safety_identifier: "abc",
      partial_images: 0,
    });
  });

  test("leaves compression out for PNG, which has none", async () => {
    expect((await sent({ compression: 70 })).fields).not.toHaveProperty("output_compression");
  });
});

describe("editing", () => {
  test("sends one picture as image, with its type", async () => {
    const { url, fields, files } = await sent({
      images: [{ bytes: blob("image/webp"), size }],
      moderation: "low",
      endUser: "abc",
    });
    expect(url).toBe("/v1/images/edits");
    expect(files).toEqual([{ field: "image", name: "image-1.webp", type: "image/webp", size: 300 }]);
    expect(fields).toEqual({
      model: "gpt-image-2",
      prompt: "a red fox",
      n: "1",
      size: "1024x1024",
      quality: "low",
      output_format: "png",
      safety_identifier: "abc",
      stream: "true",
      partial_images: "1",
    });
  });

  test("sends several as image[], in order, and the mask", async () => {
    const images = [100, 200, 300].map((length) => ({ bytes: blob("image/png", length), size }));
    const { files } = await sent({ images, mask: blob("", 50) });
    expect(files.map(({ field, size: length }) => `${field} ${length}`)).toEqual([
      "image[] 100",
      "image[] 200",
      "image[] 300",
      "mask 50",
    ]);
    expect(files.every(({ type }) => type === "image/png")).toBe(true);
  });

  test("sends a file without reading it first, and knows its length", async () => {
    const folder = await mkdtemp(join(tmpdir(), "limner-"));
    try {
      const path = join(folder, "large.png");
      await writeFile(path, pngBytes(3_000_000));
      const { files, headers } = await sent({
        images: [{ bytes: await openAsBlob(path, { type: "image/png" }), size }],
      });
      expect(files).toMatchObject([{ size: 3_000_000 }]);
      expect(Number(headers["content-length"])).toBeGreaterThan(3_000_000);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("a compatible server", () => {
  test("gets only what all of them understand", async () => {
    const { fields, outcome } = await sent(
      {
        model: "sd-cpp-local",
        format: "webp",
        compression: 5,
        background: "transparent",
        moderation: "low",
        endUser: "abc",
        partialImages: 3,
      },
      { provider: "compatible" },
    );
    expect(fields).toEqual({
      model: "sd-cpp-local",
      prompt: "a red fox",
      n: 1,
      size: "1024x1024",
      response_format: "b64_json",
    });
    expect(outcome.painted?.notes).toMatchObject([{ code: "provider.no-transparency" }]);
    expect(outcome.painted?.cost).toBeNull();
  });

  test("gets pictures and mask with an edit", async () => {
    const { fields, files } = await sent(
      { images: [{ bytes: blob("image/png"), size }], mask: blob("image/png") },
      { provider: "compatible" },
    );
    expect(Object.keys(fields)).toEqual(["model", "n", "prompt", "response_format", "size"]);
    expect(files.map(({ field }) => field)).toEqual(["image", "mask"]);
  });

  test.each([
    ['a fox <sd_cpp_extra_args>{"steps":\n500}</sd_cpp_extra_args>in snow', "a fox in snow"],
    ["a fox <SD_cpp_extra_args>{}", "a fox {}"],
    ["a <sd_cpp_<sd_cpp_extra_args></sd_cpp_extra_args>extra_args>fox", "a fox"],
  ])("is never told what to do by a prompt: %j", async (prompt, cleaned) => {
    expect((await sent({ prompt }, { provider: "compatible" })).fields).toMatchObject({ prompt: cleaned });
  });

  test("is not asked to paint nothing", async () => {
    server = await wire(() => {});
    const prompt = "<sd_cpp_extra_args>{}</sd_cpp_extra_args>";
    const { error, sentence } = await outcomeOf(
      modelAt(server.baseUrl, { provider: "compatible" }),
      picture({ prompt }),
    );
    expect(error).toMatchObject({ code: "invalid", charged: "no", again: "never" });
    expect(sentence).toContain("say what to paint");
    expect(server.requests).toHaveLength(0);
  });
});

describe("Azure", () => {
  const resource = (baseUrl: string) => baseUrl.replace("/v1", "");

  test("gets the deployment in the path, its own key header and a partial picture that keeps the line open", async () => {
    const config = { provider: "azure", azureApiVersion: "2025-04-01-preview" } as const;
    const { url, headers, fields } = await sent(
      { model: "my-deployment", partialImages: 0, endUser: "abc" },
      config,
      resource,
    );
    expect(url).toBe("/openai/deployments/my-deployment/images/generations?api-version=2025-04-01-preview");
    expect(headers["api-key"]).toBe("sk-secret-key");
    expect(fields).toMatchObject({ partial_images: 1, stream: true, safety_identifier: "abc" });
  });

  test("edits in the same way", async () => {
    const config = { provider: "azure", azureApiVersion: "2025-04-01-preview" } as const;
    const { url } = await sent(
      { model: "my-deployment", images: [{ bytes: blob("image/png"), size }] },
      config,
      resource,
    );
    expect(url).toBe("/openai/deployments/my-deployment/images/edits?api-version=2025-04-01-preview");
  });

  test("has an API without versions too", async () => {
    const { url, headers } = await sent({ model: "my-deployment" }, { provider: "azure" }, resource);
    expect(url).toBe("/openai/v1/images/generations");
    expect(headers.authorization).toBe("Bearer sk-secret-key");
  });
});

test("an address that is none is refused before anything is painted", () => {
  expect(() => modelAt("api.example.com")).toThrow(expect.objectContaining({ code: "misconfigured" }));
});
