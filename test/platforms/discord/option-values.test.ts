import { expect, test } from "vitest";
import { checkValues } from "#core/values.ts";
import { readOptions } from "#src/platforms/discord/option-values.ts";
import { around, attachment, commandNamed, slash } from "./samples.ts";

test("what was typed and attached becomes values that the core takes", () => {
  const command = commandNamed("edit");
  const fox = attachment("81", "fox.png", { size: 2_345_678 });
  const values = readOptions(
    command,
    slash(
      "edit",
      [
        { name: "prompt", type: 3, value: "make it winter" },
        { name: "image", type: 11, value: "81" },
        { name: "count", type: 4, value: 3 },
        { name: "private", type: 5, value: true },
      ],
      [fox],
    ),
  );
  expect(values).toEqual({
    prompt: "make it winter",
    image: { attached: "discord", reference: fox.url, name: "fox.png", bytes: 2_345_678 },
    count: 3,
    private: true,
  });
  const defaults = { model: "gpt-image-2", quality: "medium", size: { width: 1024, height: 1024 } };
  expect(checkValues(command, values, { ...around, defaults }).problems).toEqual([]);
});

test("several pictures come in the order of their places, not in that in which they were chosen", () => {
  const values = readOptions(
    commandNamed("blend"),
    slash(
      "blend",
      [
        { name: "images-10", type: 11, value: "83" },
        { name: "images", type: 11, value: "81" },
        { name: "images-2", type: 11, value: "82" },
      ],
      [attachment("81", "one.png"), attachment("82", "two.png"), attachment("83", "three.png")],
    ),
  );
  expect(values.images).toMatchObject([{ name: "one.png" }, { name: "two.png" }, { name: "three.png" }]);
});

test("a picture that was sent covered stays covered", () => {
  const options = [{ name: "image", type: 11 as const, value: "81" }];
  const read = (file: Parameters<typeof attachment>[1], flags?: number) =>
    readOptions(
      commandNamed("edit"),
      slash("edit", options, [attachment("81", file, flags === undefined ? {} : { flags })]),
    );
  expect(read("SPOILER_fox.png")).toMatchObject({ image: { name: "fox.png", spoiler: true } });
  expect(read("fox.png", 8)).toMatchObject({ image: { spoiler: true } });
  expect(read("fox.png", 4).image).not.toHaveProperty("spoiler");
});
