import { expect, onTestFinished } from "vitest";
import type { Person } from "#test/fakes/slack/place-types.ts";
import { flatPainter, noisePainter, type PaintingGate, paintingGates } from "#test/painters.ts";
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

export interface TroubleScene extends Scene {
  /** Paints noise, which no format makes smaller: three bytes for every pixel. */
  readonly noise?: boolean;
  /** What people are left with is what the story is about; it looks at `slack.trouble` by itself. */
  readonly annoys?: boolean;
}

/** Whatever goes wrong: when the test is over nobody was left without an answer, and no log holds a token. */
export async function inTrouble({ annoys = false, noise = false, ...scene }: TroubleScene = {}): Promise<InTrouble> {
  const gates = paintingGates();
  let laterMs = 0;
  const painter = noise ? noisePainter(gates.mayPaint) : flatPainter(gates.mayPaint);
  const images = { painter, ...scene.images };
  const told = await story({ ...scene, images, now: () => Date.now() + laterMs }, { isAboutTrouble: true });
  const { slack, channel } = told;
  onTestFinished(() => {
    gates.open();
    if (!annoys) expect(slack.trouble).toEqual([]);
  });
  return {
    ...told,
    holdPainting: gates.hold,
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
