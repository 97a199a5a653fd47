import { randomBytes } from "node:crypto";
import { expect, onTestFinished } from "vitest";
import type { Painter } from "#src/local-images-api/painter.ts";
import { flatPainter } from "#test/crash/scene.ts";
import type { Person } from "#test/fakes/slack/types.ts";
import { readable } from "./readable.ts";
import { type Story, story } from "./story.ts";
import type { Scene } from "./studio-on-slack.ts";

/** The whole bot on a Slack of its own, where something goes wrong. */
export interface InTrouble extends Story {
  /** From now on pictures are begun and not finished until it is opened. */
  holdPainting(): PaintingGate;
  /** So much time passes, for the bot as for Slack and all that was asked. */
  passes(minutes: number): void;
  /** The channel, as it looks to all. */
  everybodySees(): string;
  /** What somebody reads in their own conversation with the app. */
  seesDirect(person: Person): string;
}

export interface PaintingGate {
  readonly reached: Promise<void>;
  open(): void;
}

export interface TroubleScene extends Scene {
  /** Paints noise, which no format makes smaller: three bytes for every pixel. */
  readonly noise?: boolean;
  /** What people are left with is what the story is about; it looks at `slack.trouble` by itself. */
  readonly annoys?: boolean;
}

/** Whatever goes wrong: when the test is over nobody was left without an answer, and no log holds a token. */
export async function inTrouble({ annoys = false, noise = false, ...scene }: TroubleScene = {}): Promise<InTrouble> {
  let gate = openedGate();
  let laterMs = 0;
  const mayPaint = async () => {
    gate.reached.resolve();
    await gate.opened.promise;
  };
  const painter = noise ? noisePainter(mayPaint) : flatPainter(mayPaint);
  const images = { painter, ...scene.images };
  const told = await story({ ...scene, images, now: () => Date.now() + laterMs }, { isAboutTrouble: true });
  const { slack, channel } = told;
  onTestFinished(() => {
    gate.opened.resolve();
    if (!annoys) expect(slack.trouble).toEqual([]);
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
      slack.passes({ minutes });
    },
    sees: (person, where) => withoutReports(told.sees(person, where)),
    everybodySees: () => readable(channel.transcript(), slack),
    seesDirect: (person) => told.sees(person, person.direct),
  };
}

/** Whether a job lasted long enough for its person to be told that it is painted is a matter of luck. */
function withoutReports(transcript: string): string {
  return transcript.replaceAll(/\n *Limner \(only you\): (?:Painting…|Waiting[^\n]*)\n *\[Cancel\]/g, "");
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
