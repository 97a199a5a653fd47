import { randomBytes } from "node:crypto";
import { expect, onTestFinished } from "vitest";
import type { Painter } from "#src/local-images-api/painter.ts";
import { flatPainter } from "#test/crash/scene.ts";
import { readable } from "./readable.ts";
import { type Story, story } from "./story.ts";
import type { Scene } from "./studio-on-discord.ts";

/** The whole bot on a Discord of its own, where something goes wrong. */
export interface InTrouble extends Story {
  /** From now on pictures are begun and not finished until it is opened. */
  holdPainting(): PaintingGate;
  /** So much time passes, for the bot as for the tokens of all that was asked. */
  passes(minutes: number): void;
  /** The channel, as it looks to all. */
  everybodySees(): string;
  /** How many pictures the image service was paid for. */
  paid(): number;
}

export interface PaintingGate {
  readonly reached: Promise<void>;
  open(): void;
}

export interface TroubleScene extends Scene {
  /** Paints noise, which no format makes smaller: three bytes for every pixel. */
  readonly noise?: boolean;
  /** What people are left with is what the story is about; it looks at `discord.trouble` by itself. */
  readonly annoys?: boolean;
  /** How far the machine's clock is ahead of Discord's, in milliseconds. */
  readonly clockOffMs?: number;
}

/** Whatever goes wrong: when the test is over nobody was left without an answer, and no log holds a token. */
export async function inTrouble({
  annoys = false,
  noise = false,
  clockOffMs = 0,
  ...scene
}: TroubleScene = {}): Promise<InTrouble> {
  let gate = openedGate();
  let laterMs = clockOffMs;
  const mayPaint = async () => {
    gate.reached.resolve();
    await gate.opened.promise;
  };
  const painter = noise ? noisePainter(mayPaint) : flatPainter(mayPaint);
  const images = { painter, ...scene.images };
  const told = await story({ ...scene, images, now: () => Date.now() + laterMs }, { isAboutTrouble: true });
  const { discord } = told;
  onTestFinished(() => {
    gate.opened.resolve();
    if (!annoys) expect(discord.trouble).toEqual([]);
  });
  return {
    ...told,
    holdPainting() {
      gate = { reached: Promise.withResolvers(), opened: Promise.withResolvers() };
      const { reached, opened } = gate;
      return { reached: reached.promise, open: () => opened.resolve() };
    },
    passes(minutes) {
      laterMs += minutes * 60_000;
      discord.ageTokens(minutes);
    },
    everybodySees: () => atWork(readable(told.channel.transcript(), discord)),
    sees: (person, where) => atWork(told.sees(person, where)),
    paid: () => told.images.requests.filter((request) => request.paid).length,
  };
}

/** Whether a job waited or was being painted when its message was last edited is a matter of luck. */
function atWork(transcript: string): string {
  return transcript.replaceAll(/Waiting: next in line|Painting… # s/g, "Waiting, or painting…");
}

function noisePainter(mayPaint: () => Promise<void>): Painter {
  const draw: Painter["draw"] = async ({ width, height }) => {
    await mayPaint();
    return { data: randomBytes(width * height * 3), width, height, channels: 3 };
  };
  return { draw, redraw: draw };
}

function openedGate() {
  const gate = { reached: Promise.withResolvers<void>(), opened: Promise.withResolvers<void>() };
  gate.opened.resolve();
  return gate;
}
