import { setTimeout } from "node:timers/promises";
import type { Painter, RawPicture } from "./painter.ts";
import { encode, encodeStage, paint } from "./picture.ts";
import type { ImageJob } from "./validation.ts";

/** An encoded picture, and its base64 as ASCII bytes that can be written as they are. */
export interface EncodedPicture {
  file: Buffer;
  base64: Buffer;
}

/** One drawn picture: its file, and its rough stages on demand. */
export interface Rendered {
  finished(): Promise<EncodedPicture>;
  /** The stage number `index`, from 0. */
  stage(index: number): Promise<EncodedPicture>;
}

/** Makes the pictures of a job; rejects when the painter does or when the signal says stop. */
export interface Renderer {
  render(job: ImageJob, signal: AbortSignal): Promise<Rendered>;
}

function encoded(file: Buffer): EncodedPicture {
  return { file, base64: Buffer.from(file.toString("base64"), "latin1") };
}

/** Answers every job with the same file: nothing is drawn, and its base64 is computed once. */
export function fixedRenderer(file: Buffer): Renderer {
  const picture = Promise.resolve(encoded(file));
  const rendered: Rendered = { finished: () => picture, stage: () => picture };
  return { render: () => Promise.resolve(rendered) };
}

function drawn(raw: RawPicture, job: ImageJob, pause: () => Promise<void>): Rendered {
  return {
    finished: async () => encoded(await encode(raw, job)),
    async stage(index) {
      const file = await encodeStage(raw, job, index);
      if (index > 0) await pause();
      return encoded(file);
    },
  };
}

/** Draws with the painter. Every picture gets the next variation, so the same words twice give two pictures. */
export function paintingRenderer(options: {
  painter: () => Promise<Painter>;
  nextVariation: () => number;
  /** How long each step, the drawing and every further partial image, takes longer than it has to, in milliseconds. */
  paceMs: number;
}): Renderer {
  return {
    async render(job, signal) {
      const variation = options.nextVariation();
      const painter = await options.painter();
      const pause = async () => {
        if (options.paceMs > 0) await setTimeout(options.paceMs, undefined, { signal });
      };
      await pause();
      signal.throwIfAborted();
      const raw = await paint(painter, job, variation);
      signal.throwIfAborted();
      return drawn(raw, job, pause);
    },
  };
}
