import { type Color, lighten, mix } from "./color.ts";
import type { Season } from "./lexicon.ts";
import { type Light, lit } from "./light.ts";
import type { Paint, Pen } from "./pen.ts";
import type { Random } from "./random.ts";

/** Where a figure is at home: composition puts it there. */
export type Home = "ground" | "water" | "air" | "table" | "deep" | "space";

/** How one figure is to look. */
export interface Look {
  readonly light: Light;
  readonly random: Random;
  /** The colour the words ask for. */
  readonly color: Color | null;
  readonly word: string;
  /** From which side the light falls, in the figure's own coordinates. */
  readonly side: -1 | 1;
  readonly season: Season | null;
  readonly snowy: boolean;
}

/**
 * Something that can be drawn: feet at the origin, up is negative y, 100 units tall. Figures look to the right;
 * composition mirrors them.
 */
export interface Figure {
  readonly draw: (pen: Pen, look: Look) => void;
  /** Units from side to side. */
  readonly width: number;
  /** Height as a part of the picture's working height when it is the only subject. */
  readonly size: number;
  readonly home: Home;
  /** Buildings and the like: beside them others shrink and come to the front. */
  readonly giant: boolean;
  /** How high others stand or sit on it, where they can. */
  readonly seat?: number;
}

/** One local colour as it appears in this light, with its lit and its shaded side. */
export interface Tone {
  readonly base: Color;
  readonly light: Color;
  readonly dark: Color;
  readonly deep: Color;
}

export function tone(look: Look, local: Color): Tone {
  const base = lit(look.light, local);
  const { key, shadow } = look.light;
  return {
    base,
    light: mix(lighten(base, 0.07), key, 0.16),
    dark: mix(lighten(base, -0.08), shadow, 0.22),
    deep: mix(lighten(base, -0.16), shadow, 0.42),
  };
}

/** A gradient across a figure from its lit to its shaded side. */
export function across(pen: Pen, look: Look, shades: Tone, left: number, right: number): Paint {
  const [bright, dim] = look.side > 0 ? [right, left] : [left, right];
  return pen.linear(
    [bright, -60],
    [dim, -40],
    [
      [0, shades.light],
      [0.45, shades.base],
      [1, shades.dark],
    ],
  );
}

/** A gradient from the top of a shape to its foot. */
export function downward(pen: Pen, top: number, bottom: number, shades: Tone): Paint {
  return pen.linear(
    [0, top],
    [0, bottom],
    [
      [0, shades.light],
      [0.5, shades.base],
      [1, shades.dark],
    ],
  );
}

/** The soft halo around a lamp. */
export function glow(pen: Pen, x: number, y: number, radius: number, color: Color, strength: number): void {
  if (strength <= 0) return;
  const paint = pen.radial(x, y, radius, [
    [0, color, 0.9 * strength],
    [0.12, color, 0.5 * strength],
    [0.4, color, 0.16 * strength],
    [1, color, 0],
  ]);
  pen.circle(x, y, radius, paint);
}

/** A window pane: lit from within when lamps burn. */
export function pane(look: Look): Color {
  return mix(lit(look.light, "#5d7f99"), "#ffd98a", look.light.lamps);
}
