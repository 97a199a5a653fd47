import { userError } from "./errors.ts";

/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

// Image generation guide, "size": what the GPT Image 2 families accept.
const STEP = 16;
const MAX_EDGE = 3840;
const MAX_RATIO = 3;
const MIN_PIXELS = 655_360;
const MAX_PIXELS = 8_294_400;

function refused(size: string, reason: string): Error {
  return userError(`Invalid size '${size}'. ${reason}`, "size", "invalid_value");
}

/**
 * Reads `WIDTHxHEIGHT` and holds it against the documented rules.
 * @throws RefusedRequest 400 `invalid_value`, param `size`, in the words of the live API.
 */
export function parseSize(size: string): Size {
  const match = /^([1-9]\d*)x([1-9]\d*)$/.exec(size);
  if (match === null) throw refused(size, "Expected WIDTHxHEIGHT, for example '1824x1024'.");
  const width = Number(match[1]);
  const height = Number(match[2]);
  const long = Math.max(width, height);
  if (width % STEP !== 0 || height % STEP !== 0) {
    throw refused(size, "Width and height must both be divisible by 16.");
  }
  if (long > MAX_EDGE) throw refused(size, "The longest edge must be less than or equal to 3840.");
  if (long > MAX_RATIO * Math.min(width, height)) {
    throw refused(size, "The requested aspect ratio must be between 1:3 and 3:1.");
  }
  const pixels = width * height;
  if (pixels < MIN_PIXELS) throw refused(size, "Requested resolution is below the current minimum pixel budget.");
  if (pixels > MAX_PIXELS) throw refused(size, "Requested resolution exceeds the current pixel budget.");
  return { width, height };
}

/**
 * What `auto` becomes. From words alone 1254x1254, which the live API was seen to answer: not a multiple of 16,
 * so that clients learn to read the size off the picture. For an edit, the preset nearest to the first image's shape.
 */
export function automaticSize(first: Size | undefined): Size {
  if (first === undefined) return { width: 1254, height: 1254 };
  const ratio = first.width / first.height;
  if (ratio > 1.25) return { width: 1536, height: 1024 };
  if (ratio < 0.8) return { width: 1024, height: 1536 };
  return { width: 1024, height: 1024 };
}
