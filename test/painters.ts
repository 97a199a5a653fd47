import { randomBytes } from "node:crypto";
import type { Painter } from "#src/local-images-api/painter.ts";

/** Pictures that are begun and not finished until it is opened. */
export interface PaintingGate {
  /** The first of them is begun. */
  readonly reached: Promise<void>;
  open(): void;
}

export interface PaintingGates {
  /** What a painter waits for before it paints. */
  readonly mayPaint: () => Promise<void>;
  /** From now on pictures are begun and not finished, and so not paid, until it is opened. */
  hold(): PaintingGate;
  /** Opens the gate that was held last. */
  open(): void;
}

/** Open until they are held. */
export function paintingGates(): PaintingGates {
  let reached = Promise.withResolvers<void>();
  let opened = Promise.withResolvers<void>();
  opened.resolve();
  return {
    async mayPaint() {
      reached.resolve();
      await opened.promise;
    },
    hold() {
      reached = Promise.withResolvers();
      opened = Promise.withResolvers();
      return { reached: reached.promise, open: opened.resolve };
    },
    open: () => opened.resolve(),
  };
}

/** Paints one colour, once it may. */
export function flatPainter(mayPaint: () => Promise<void>): Painter {
  const draw: Painter["draw"] = async ({ width, height, prompt, variation }) => {
    await mayPaint();
    const shade = (prompt.length * 37 + variation * 61) % 256;
    return { data: Buffer.alloc(width * height * 3, shade), width, height, channels: 3 };
  };
  return { draw, redraw: draw };
}

/** Paints noise, which no format makes smaller: three bytes for every pixel. */
export function noisePainter(mayPaint: () => Promise<void>): Painter {
  const draw: Painter["draw"] = async ({ width, height }) => {
    await mayPaint();
    return { data: randomBytes(width * height * 3), width, height, channels: 3 };
  };
  return { draw, redraw: draw };
}
