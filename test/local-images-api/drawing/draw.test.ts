import { describe, expect, it } from "vitest";
import { draw } from "#src/local-images-api/drawing/draw.ts";
import { difference, share, sketch } from "./pixels.ts";

const usual = { width: 256, height: 256, variation: 0, transparent: false, detail: "medium" } as const;
const drawn = (prompt: string, changes: Partial<Parameters<typeof draw>[0]> = {}) =>
  draw({ ...usual, prompt, ...changes });

describe("drawing from words", () => {
  it("gives exactly the size that was asked for, wide, tall and square", async () => {
    for (const [width, height] of [
      [1536, 512],
      [512, 1536],
      [1024, 1024],
      [816, 1040],
    ] as const) {
      const picture = await drawn("a lighthouse at dusk", { width, height });
      expect(picture).toMatchObject({ width, height, channels: 3 });
      expect(picture.data.length).toBe(width * height * 3);
    }
  });

  it("gives the same bytes for the same prompt and variation", async () => {
    for (const prompt of ["a city in the rain", "three sailboats, watercolor", "a fox, pixel art"]) {
      const [once, again] = [await drawn(prompt), await drawn(prompt)];
      expect(once.data.equals(again.data)).toBe(true);
    }
  });

  it("gives different pictures for different prompts, known words or not", async () => {
    const prompts = [
      "a red fox in snow",
      "a cup of coffee",
      "the meaning of life",
      "quantum foam",
      "an astronaut on the moon",
    ];
    const sketches = await Promise.all(prompts.map(async (prompt) => sketch(await drawn(prompt))));
    for (const [index, one] of sketches.entries()) {
      for (const other of sketches.slice(index + 1)) expect(difference(one, other)).toBeGreaterThan(10);
    }
  });

  it("composes another picture for each variation", async () => {
    const sketches = await Promise.all(
      [0, 1, 2, 3].map(async (variation) => sketch(await drawn("a castle on a hill", { variation }))),
    );
    for (const [index, one] of sketches.entries()) {
      for (const other of sketches.slice(index + 1)) expect(difference(one, other)).toBeGreaterThan(6);
    }
  });

  it("shows the colours that were asked for", async () => {
    const reds = await drawn("a red house");
    const blues = await drawn("a blue house");
    const red = (r: number, g: number, b: number) => r > g + 50 && r > b + 50;
    const blue = (r: number, g: number, b: number) => b > r + 50 && b > g + 20;
    expect(share(reds, red)).toBeGreaterThan(0.03);
    expect(share(reds, red)).toBeGreaterThan(share(blues, red) * 2);
    expect(share(blues, blue)).toBeGreaterThan(0.03);
    const purple = await drawn("a purple sky over a field at noon");
    expect(share(purple, (r, g, b) => b > g + 25 && r > g + 10)).toBeGreaterThan(0.25);
  });

  it("is dark at night, pale in snow and grey in black and white", async () => {
    const dark = (r: number, g: number, b: number) => r + g + b < 330;
    expect(share(await drawn("a lake at night"), dark)).toBeGreaterThan(0.5);
    expect(share(await drawn("a lake at noon"), dark)).toBeLessThan(0.25);
    expect(share(await drawn("a field in snow"), (r, g, b) => r + g + b > 600)).toBeGreaterThan(0.3);
    expect(share(await drawn("a fox, black and white"), (r, g, b) => Math.abs(r - g) < 8 && Math.abs(g - b) < 8)).toBe(
      1,
    );
  });

  it("leaves the corners of a transparent picture empty and the middle filled", async () => {
    for (const prompt of ["a robot", "two apples and a pear", "a sunset", ""]) {
      const { data, width, height, channels } = await drawn(prompt, { transparent: true });
      expect(channels).toBe(4);
      const alpha = (x: number, y: number) => data[(y * width + x) * 4 + 3];
      for (const [x, y] of [
        [0, 0],
        [width - 1, 0],
        [0, height - 1],
        [width - 1, height - 1],
      ] as const) {
        expect(alpha(x, y)).toBe(0);
      }
      expect(share({ data, width, height, channels }, (_r, _g, _b, a) => a > 200)).toBeGreaterThan(0.08);
    }
  });

  it("has a treatment for each style", async () => {
    const plain = await sketch(await drawn("a windmill"));
    for (const style of ["watercolor", "pixel art", "ink", "oil painting", "poster"]) {
      expect(difference(plain, await sketch(await drawn(`a windmill, ${style}`))), style).toBeGreaterThan(3);
    }
  });

  it("understands German", async () => {
    const red = (r: number, g: number, b: number) => r > g + 50 && r > b + 40;
    const picture = await drawn("ein rotes Haus im Winter");
    expect(share(picture, red)).toBeGreaterThan(0.02);
    expect(share(picture, (r, g, b) => r + g + b > 600)).toBeGreaterThan(0.2);
  });

  it("survives any prompt", async () => {
    const prompts = [
      "",
      "   \n\t ",
      "🦊🌈",
      "\ud83e",
      "кошка под лампой, 猫, قطة",
      '</svg><script>alert("x")</script> & "quotes" \u0000',
      "constructor __proto__ toString hasOwnProperty",
      "no without not",
      "999 cats and 1000000 dogs",
      "fox ".repeat(8_000),
      "a".repeat(32_000),
    ];
    for (const prompt of prompts) {
      const { data } = await drawn(prompt);
      expect(data.length).toBe(usual.width * usual.height * 3);
      expect(new Set(data.subarray(0, 30_000)).size, prompt.slice(0, 20)).toBeGreaterThan(3);
    }
  });
});
