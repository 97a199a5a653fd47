import { expect, expectTypeOf, test } from "vitest";
import { answer } from "#core/answer.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import type { ImageValue } from "#core/image-value.ts";
import type { Size } from "#core/size.ts";

test("the types of a command's values follow from its options", () => {
  const command = defineCommand({
    name: "frame",
    description: "Put a picture into a frame",
    triggers: ["slash"],
    mayUse: "anyone",
    paints: false,
    audience: "asker",
    options: {
      image: { kind: "image", description: "Picture", required: true, rank: 1 },
      wood: { kind: "choice", description: "Wood", choices: ["oak", "ash"], rank: 2 },
      others: { kind: "images", description: "More", max: 3, rank: 3 },
      size: { kind: "size", description: "Size", rank: 4 },
      gold: { kind: "flag", description: "Gold", rank: 5 },
      width: { kind: "integer", description: "Width", min: 1, max: 9, required: true, rank: 6 },
    },
    check: noCheck,
    run: async (values) => {
      expectTypeOf(values.image).toEqualTypeOf<ImageValue>();
      expectTypeOf(values.wood).toEqualTypeOf<"oak" | "ash" | undefined>();
      expectTypeOf(values.others).toEqualTypeOf<readonly ImageValue[] | undefined>();
      expectTypeOf(values.size).toEqualTypeOf<Size | undefined>();
      expectTypeOf(values.gold).toEqualTypeOf<boolean>();
      expectTypeOf(values.width).toEqualTypeOf<number>();
      // @ts-expect-error: what is not an option is not a value
      expectTypeOf(values.glass).toBeUndefined();
      return answer({});
    },
  });
  expect(Object.keys(command.options)).toHaveLength(6);
});
