import type { Color } from "./color.ts";
import type { Light } from "./light.ts";
import type { Pen } from "./pen.ts";
import type { Random } from "./random.ts";
import type { Wish } from "./words.ts";

/** The sheet a picture is painted on; the short side is 1000 units, the origin is top left. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly horizon: number;
  /** Where the main subject stands. */
  readonly focusX: number;
  /** Where sun or moon is. */
  readonly orbX: number;
  /** Height that a figure of size 1 would have. */
  readonly reach: number;
  readonly light: Light;
  readonly wish: Wish;
  readonly random: Random;
  /** How much small detail: 0.5 for low, 1 for medium, 1.6 for high. */
  readonly richness: number;
  /** Snow lies on the ground. */
  readonly snowy: boolean;
  readonly foggy: boolean;
  readonly autumn: boolean;
}

/** What is mirrored in water or on a wet street: everything above `line`, down to `bottom`. */
export interface Mirror {
  readonly line: number;
  readonly bottom: number;
  readonly tint: Color;
  /** The tint close to the line, where water takes the colour of the horizon. */
  readonly tintNear: Color;
  /** 0 is a perfect mirror, 1 only tint. */
  readonly depth: number;
  /** Sideways ripple in units; rain-wet streets also smear downward. */
  readonly ripple: number;
  readonly smear: number;
}

/** What a place tells composition after its background is painted. */
export interface Stage {
  /** The ground's height under a figure. */
  readonly standAt: (x: number) => number;
  /** Where boats float, or null on dry land. */
  readonly floatAt: number | null;
  readonly scale: number;
  readonly mirror: Mirror | null;
  /** Between the background and the figures, after the mirror. */
  readonly middle: (pen: Pen) => void;
  /** Before the figures. */
  readonly front: (pen: Pen) => void;
}
