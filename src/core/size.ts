/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Which sizes a model can paint. All lengths are in pixels. */
export interface SizeRules {
  readonly multipleOf: number;
  readonly maxEdge: number;
  /** Long edge divided by short edge. */
  readonly maxRatio: number;
  readonly minPixels: number;
  readonly maxPixels: number;
}

export type SizeFault = "multiple" | "edge" | "ratio" | "too-few-pixels" | "too-many-pixels";

/** Named shapes that people can say instead of numbers; every one is valid for all current models. */
export const shapes = {
  square: { width: 1024, height: 1024 },
  landscape: { width: 1536, height: 1024 },
  portrait: { width: 1024, height: 1536 },
  wide: { width: 1536, height: 864 },
  tall: { width: 864, height: 1536 },
} as const satisfies Record<string, Size>;

/** Reads `landscape` or `1536x1024` (also with `×`, `*` and spaces); null when it is neither. */
export function parseSize(text: string): Size | null {
  const named = Object.entries(shapes).find(([name]) => name === text.trim().toLowerCase());
  if (named) return named[1];
  const numbers = /^\s*(\d{1,5})\s*[x×*]\s*(\d{1,5})\s*$/i.exec(text);
  return numbers ? { width: Number(numbers[1]), height: Number(numbers[2]) } : null;
}

/** `1536x1024`, as the Images API writes it. */
export function sizeText(size: Size): string {
  return `${size.width}x${size.height}`;
}

/** The first rule that a size breaks, or null. */
export function sizeFault(size: Size, rules: SizeRules): SizeFault | null {
  const long = Math.max(size.width, size.height);
  const short = Math.min(size.width, size.height);
  const pixels = size.width * size.height;
  if (short < 1 || size.width % rules.multipleOf !== 0 || size.height % rules.multipleOf !== 0) return "multiple";
  if (long > rules.maxEdge) return "edge";
  if (long > short * rules.maxRatio) return "ratio";
  if (pixels < rules.minPixels) return "too-few-pixels";
  if (pixels > rules.maxPixels) return "too-many-pixels";
  return null;
}

/**
 * The valid size nearest to a shape, with about as many pixels as asked for.
 * A shape beyond the model's ratio becomes the longest one that the model can paint.
 */
export function nearestSize(shape: Size, rules: SizeRules, pixels: number): Size {
  const ratio = Math.min(rules.maxRatio, Math.max(1 / rules.maxRatio, shape.width / shape.height));
  const target = Math.min(rules.maxPixels, Math.max(rules.minPixels, pixels));
  let best: Size | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let width = rules.multipleOf; width <= rules.maxEdge; width += rules.multipleOf) {
    const exact = width / ratio / rules.multipleOf;
    for (const steps of new Set([Math.floor(exact), Math.ceil(exact)])) {
      const size = { width, height: steps * rules.multipleOf };
      if (sizeFault(size, rules)) continue;
      const shapeError = Math.abs(Math.log(size.width / size.height / ratio));
      const pixelError = Math.abs(Math.log((size.width * size.height) / target));
      // A shape that is off is seen as a crop or a squeeze; a few pixels more or less are not seen at all.
      const score = shapeError * 10 + pixelError;
      if (score < bestScore) {
        best = size;
        bestScore = score;
      }
    }
  }
  return best ?? shapes.square;
}
