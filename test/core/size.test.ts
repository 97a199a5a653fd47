import { describe, expect, test } from "vitest";
import { nearestSize, parseSize, type SizeRules, shapes, sizeFault } from "#core/size.ts";

const rules: SizeRules = { multipleOf: 16, maxEdge: 3840, maxRatio: 3, minPixels: 655_360, maxPixels: 8_294_400 };

describe("sizes", () => {
  test.each([
    ["landscape", { width: 1536, height: 1024 }],
    [" Square ", { width: 1024, height: 1024 }],
    ["1536x864", { width: 1536, height: 864 }],
    ["1536 × 864", { width: 1536, height: 864 }],
    ["1536*864", { width: 1536, height: 864 }],
    ["big", null],
    ["1024", null],
    ["-16x1024", null],
    ["1e3x1024", null],
  ])("%j is read as %j", (text, size) => {
    expect(parseSize(text)).toEqual(size);
  });

  test.each([
    [1000, 1000, "multiple"],
    [0, 0, "multiple"],
    [3856, 2160, "edge"],
    [3088, 1024, "ratio"],
    [800, 800, "too-few-pixels"],
    [3840, 3840, "too-many-pixels"],
    [3840, 2160, null],
    [1024, 1024, null],
    [1536, 512, null],
  ])("%ix%i: %s", (width, height, fault) => {
    expect(sizeFault({ width, height }, rules)).toBe(fault);
  });

  test("every named shape can be painted", () => {
    for (const size of Object.values(shapes)) expect(sizeFault(size, rules)).toBeNull();
  });

  test.each([
    [3024, 4032],
    [4032, 3024],
    [1170, 2532],
    [1920, 1080],
    [50, 5000],
    [1, 1],
    [1000, 1000],
  ])("the size nearest to %ix%i is valid and keeps its shape as far as the model can", (width, height) => {
    const size = nearestSize({ width, height }, rules, 1024 * 1024);
    expect(sizeFault(size, rules)).toBeNull();
    const wanted = Math.min(3, Math.max(1 / 3, width / height));
    expect(Math.abs(size.width / size.height / wanted - 1)).toBeLessThan(0.02);
    expect(size.width * size.height).toBeGreaterThan(0.85 * 1024 * 1024);
    expect(size.width * size.height).toBeLessThan(1.15 * 1024 * 1024);
  });
});
