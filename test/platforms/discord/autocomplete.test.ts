import { expect, test } from "vitest";
import { commands } from "#commands/index.ts";
import { parseSize, sizeFault } from "#core/size.ts";
import type { Studio } from "#core/studio.ts";
import { suggestChoices } from "#src/platforms/discord/autocomplete.ts";
import { around, typing } from "./samples.ts";

const nobody: Studio["suggest"] = () => Promise.resolve([]);

function parts(suggest: Studio["suggest"] = nobody) {
  return { studio: { commands, suggest }, operators: new Set<string>(), surroundings: () => around };
}

async function offered(option: string, typed: string, model?: string) {
  const others = model === undefined ? [] : [{ name: "model", type: 3 as const, value: model }];
  const options = [...others, { name: option, type: 3 as const, value: typed, focused: true }];
  return suggestChoices(typing("imagine", options), parts());
}

const values = (choices: readonly { value: unknown }[]) => choices.map(({ value }) => value);

test("models are offered with what they are good at, and those that are gone are not", async () => {
  const choices = await offered("model", "");
  expect(choices[0]).toMatchObject({ value: "gpt-image-2", name: expect.stringContaining("gpt-image-2: Follows") });
  expect(values(choices)).not.toContain("dall-e-3");
  for (const { name } of choices) expect(name.length).toBeLessThanOrEqual(100);
});

test("models are found by any part of their name, and by what they are good at", async () => {
  expect(values(await offered("model", "2.6"))).toEqual(["gpt-image-2.6-flare", "gpt-image-2.6-sunburst"]);
  expect(values(await offered("model", "precise"))).toContain("gpt-image-2.5-sunburst");
  expect(await offered("model", "stable-diffusion")).toEqual([]);
});

test("sizes are first the named shapes, with their pixels", async () => {
  const choices = await offered("size", "");
  expect(choices[1]).toEqual({ name: "landscape · 1536x1024", value: "landscape" });
  expect(values(await offered("size", "po"))).toEqual(["portrait"]);
});

test("a size that cannot be painted is answered with the nearest one that can", async () => {
  const [nearest] = await offered("size", "1920x1080");
  expect(nearest?.name).toContain("nearest to 1920x1080");
  expect(nearest?.value).toMatch(/^19\d\dx10\d\d$/);
  expect(values(await offered("size", "1920x1088"))).toEqual(["1920x1088"]);
  expect(values(await offered("size", "1024x1024"))).toEqual(["square"]);
});

test("a width or a ratio is enough to be offered sizes, and all of them can be painted", async () => {
  const [model] = around.models;
  for (const typed of ["1536", "1536x", "1600x9", "16:9", "2:3", "153"]) {
    const choices = await offered("size", typed);
    expect(choices.length).toBeGreaterThan(0);
    for (const { value } of choices) {
      const size = parseSize(String(value));
      expect(size && model && sizeFault(size, model.sizes)).toBeNull();
    }
  }
  expect(values(await offered("size", "1536x8"))).toEqual(["wide"]);
});

test("the model that is typed in the same command decides which sizes there are", async () => {
  expect(values(await offered("size", "2048x2048", "gpt-image-1.5"))).not.toContain("2048x2048");
});

test("results are offered by their words and their id, within what Discord takes", async () => {
  const asked: unknown[] = [];
  const suggest: Studio["suggest"] = async (actor, place, typed, limit) => {
    asked.push(actor.id, place.channel, typed, limit);
    return [
      { subject: "k3f9qax2m4", prompt: `a red fox ${"in the deep wet forest ".repeat(40)}`, at: 1 },
      { subject: "k3f9qax2m5", prompt: "🦊".repeat(200), at: 1 },
      { subject: "k3f9qax2m6", prompt: "", at: 1 },
    ];
  };
  const focused = { name: "subject", type: 3 as const, value: "fox", focused: true };
  const choices = await suggestChoices(typing("vary", [focused]), parts(suggest));
  expect(asked).toEqual(["2200000000000000002", "5500000000000000005", "fox", 25]);
  expect(values(choices)).toEqual(["k3f9qax2m4", "k3f9qax2m5", "k3f9qax2m6"]);
  expect(choices[0]?.name).toMatch(/^a red fox in the .*… · k3f9qax2m4$/);
  expect(choices[2]?.name).toBe("k3f9qax2m6");
  for (const { name } of choices) expect(name.length).toBeLessThanOrEqual(100);
});

test("when nothing can be looked up, nothing is offered and nothing fails", async () => {
  const broken: Studio["suggest"] = () => Promise.reject(new Error("the disk is gone"));
  const focused = { name: "subject", type: 3 as const, value: "", focused: true };
  expect(await suggestChoices(typing("vary", [focused]), parts(broken))).toEqual([]);
  expect(await suggestChoices(typing("unheard-of", [focused]), parts())).toEqual([]);
});
