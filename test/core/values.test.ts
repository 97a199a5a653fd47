import { describe, expect, test } from "vitest";
import { commands } from "#commands/index.ts";
import type { Command, Surroundings } from "#core/command.ts";
import type { RawValues } from "#core/invocation.ts";
import type { ModelInfo } from "#core/model.ts";
import { checkValues } from "#core/values.ts";
import { words } from "#core/words.ts";

const plain: ModelInfo = {
  id: "gpt-image-2",
  strength: "plain",
  qualities: ["low", "medium", "high"],
  sizes: { multipleOf: 16, maxEdge: 3840, maxRatio: 3, minPixels: 655_360, maxPixels: 8_294_400 },
  formats: ["png", "jpeg", "webp"],
  transparent: false,
  maxInputImages: 16,
  mask: true,
  maxPromptLength: 32_000,
  shutdownOn: null,
};
const models = [plain, { ...plain, id: "gone", shutdownOn: "2026-10-23" }];
const surroundings: Surroundings = {
  models,
  defaults: { model: "gpt-image-2", quality: "medium", size: { width: 1024, height: 1024 } },
  today: "2026-11-20",
};
const picture = { attached: "test", reference: "a.png", name: "a.png", bytes: 1 };

function command(name: string): Command {
  const found = commands.find((candidate) => candidate.name === name);
  if (!found) throw new Error(name);
  return found;
}

function complaints(name: string, values: RawValues, around = surroundings): readonly string[] {
  return checkValues(command(name), values, around).problems.map(({ text }) => words(text, "en"));
}

describe("what people ask for is checked before anything else happens", () => {
  test("a plain prompt is fine and nothing else is needed", () => {
    expect(complaints("imagine", { prompt: "a red fox" })).toEqual([]);
  });

  test.each<[string, RawValues, string]>([
    ["imagine", {}, "Please give a prompt: what to paint."],
    ["imagine", { prompt: "   " }, "Please give a prompt: what to paint."],
    [
      "imagine",
      { prompt: "x".repeat(40_000) },
      "The prompt has 40000 characters; at most 32000 fit. Please shorten it.",
    ],
    [
      "imagine",
      { prompt: "a fox", size: "1000x1000" },
      "1000x1000 is not possible: width and height must be multiples of 16. The nearest is 1008x1008.",
    ],
    [
      "imagine",
      { prompt: "a fox", size: "huge" },
      "huge is not a size. Say square, landscape, portrait, wide or tall, or WIDTHxHEIGHT such as 1536x1024.",
    ],
    [
      "imagine",
      { prompt: "a fox", size: "4096x1024" },
      "4096x1024 is not possible: the longest edge can be 3840 pixels. The nearest is 3552x1184.",
    ],
    ["imagine", { prompt: "a fox", count: 0 }, "count must be from 1 to 10; you gave 0."],
    ["imagine", { prompt: "a fox", count: "11" }, "count must be from 1 to 10; you gave 11."],
    ["imagine", { prompt: "a fox", count: "many" }, "count must be a whole number from 1 to 10."],
    ["imagine", { prompt: "a fox", quality: "ultra" }, "quality cannot be ultra. Choose one of: low, medium, high."],
    ["imagine", { prompt: "a fox", model: "dall-e-9" }, "There is no model dall-e-9 here. Choose one of: gpt-image-2."],
    [
      "imagine",
      { prompt: "a fox", model: "gone" },
      "gone was shut down by its provider on 2026-10-23. Choose another model.",
    ],
    [
      "imagine",
      { prompt: "a fox", background: "transparent" },
      "gpt-image-2 cannot paint a transparent background, and no other model that is set up here can. Leave out the background, or ask the operator for another model.",
    ],
    [
      "imagine",
      { prompt: "a fox", compression: 50 },
      "Compression works with jpeg and webp only. Add the format, or leave compression out.",
    ],
    ["imagine", { prompt: "a fox", colour: "red" }, "imagine has no option called colour. Its help lists all of them."],
    [
      "imagine",
      { prompt: "a fox", references: Array.from({ length: 17 }, () => picture) },
      "At most 16 references are possible; you gave 17.",
    ],
    [
      "edit",
      { image: picture, prompt: "x", references: Array.from({ length: 16 }, () => picture) },
      "gpt-image-2 takes at most 16 pictures, the edited one included; you gave 17.",
    ],
    ["edit", { prompt: "make it snow" }, "Please give an image: the picture to change."],
    ["edit", { image: "photo", prompt: "make it snow" }, "image must be a picture."],
    ["blend", { images: [picture] }, "At least 2 images are needed; you gave 1."],
    [
      "info",
      { subject: "../../etc" },
      "../../etc is not the id of a result. Ids look like k3f9qax2m4 or k3f9qax2m4-2; history lists yours.",
    ],
    ["history", { page: 0 }, "page must be from 1 to 1000; you gave 0."],
  ])("%s %j", (name, values, complaint) => {
    expect(complaints(name, values)).toEqual([complaint]);
  });

  test.each([" ", "\n\t", "\u200b\u200d", "\u3164", "\u2800\u2800 "])(
    "characters that nobody sees are no prompt: %j",
    (prompt) => {
      expect(complaints("imagine", { prompt })).toEqual(["Please give a prompt: what to paint."]);
    },
  );

  test("several things wrong are all said at once", () => {
    expect(complaints("imagine", { count: 0, size: "huge" })).toHaveLength(3);
  });

  test("a transparent background moves to a model that can paint one", () => {
    const around = { ...surroundings, models: [...models, { ...plain, id: "clear", transparent: true }] };
    expect(complaints("imagine", { prompt: "a fox", background: "transparent" }, around)).toEqual([]);
    expect(complaints("imagine", { prompt: "a fox", background: "transparent", format: "jpeg" }, around)).toEqual([
      "A transparent background does not fit into jpeg. Use png or webp.",
    ]);
  });

  test("values arrive typed, however a platform writes them", () => {
    const { values } = checkValues(
      command("imagine"),
      { prompt: " a fox ", size: "Wide", count: "2", format: "PNG" },
      surroundings,
    );
    expect(values).toEqual({
      prompt: "a fox",
      size: { width: 1536, height: 864 },
      count: 2,
      format: "png",
      private: false,
    });
  });

  test("the id of a result stands for its picture", () => {
    const { values } = checkValues(command("edit"), { image: "K3F9QAX2M4-2", prompt: "x" }, surroundings);
    expect(values.image).toEqual({ result: "k3f9qax2m4-2" });
  });
});
