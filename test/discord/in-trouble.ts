import { expect, onTestFinished } from "vitest";
import type { Asking } from "#test/fakes/discord/asking-types.ts";
import type { Channel } from "#test/fakes/discord/place-types.ts";
import { flatPainter, noisePainter, type PaintingGate, paintingGates } from "#test/painters.ts";
import { readable } from "./readable.ts";
import { type Story, story } from "./story.ts";
import type { Scene } from "./studio-on-discord.ts";

/** The whole bot on a Discord of its own, where something goes wrong. */
export interface InTrouble extends Story {
  /** From now on pictures are begun and not finished until it is opened. */
  holdPainting(): PaintingGate;
  /** Ada asks for a red fox, in the channel or elsewhere, and it is being painted until `finish` is called. */
  begun(values?: { readonly private?: boolean }, where?: Channel): Promise<{ readonly asking: Asking; finish(): void }>;
  /** Ada looks into her history, in the channel or elsewhere, and presses Post here. */
  postsHere(where?: Channel): Promise<Asking>;
  /** So much time passes, for the bot as for the tokens of all that was asked. */
  passes(minutes: number): void;
  /** The channel, as it looks to all. */
  everybodySees(): string;
  /** How many pictures the image service was paid for. */
  paid(): number;
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
  const gates = paintingGates();
  let laterMs = clockOffMs;
  const painter = noise ? noisePainter(gates.mayPaint) : flatPainter(gates.mayPaint);
  const images = { painter, ...scene.images };
  const told = await story({ ...scene, images, now: () => Date.now() + laterMs }, { isAboutTrouble: true });
  const { discord, ada, channel } = told;
  onTestFinished(() => {
    gates.open();
    if (!annoys) expect(discord.trouble).toEqual([]);
  });
  return {
    ...told,
    holdPainting: gates.hold,
    async begun(values = {}, where = channel) {
      const { reached, open } = gates.hold();
      const asking = await ada.in(where).runs("/imagine", { prompt: "a red fox", ...values });
      await reached;
      return { asking, finish: open };
    },
    async postsHere(where = channel) {
      const history = await ada.in(where).runs("/history");
      await history.pictures();
      return ada.in(where).presses("Post here");
    },
    passes(minutes) {
      laterMs += minutes * 60_000;
      discord.ageTokens(minutes);
    },
    everybodySees: () => atWork(readable(channel.transcript(), discord)),
    sees: (person, where) => atWork(told.sees(person, where)),
    paid: () => told.images.requests.filter((request) => request.paid).length,
  };
}

/** Whether a job waited or was being painted when its message was last edited is a matter of luck. */
function atWork(transcript: string): string {
  return transcript.replaceAll(/Waiting: next in line|Painting… # s/g, "Waiting, or painting…");
}

/** Where a red fox comes, and not what it looks like; what is not exactly this stays as it is. */
export function inBrief(transcript: string): string {
  return transcript
    .replaceAll(redFox("[🗑️ Delete]"), "<red fox>")
    .replaceAll(redFox("[📢 Share] [🗑️ Delete]"), "<red fox, Share>");
}

function redFox(lastButtons: string): string {
  const buttons = `[🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] ${lastButtons}`;
  const facts = "-# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056";
  return ["> **a red fox**", facts, '[picture "a red fox" 1024x1024 png]', buttons].join("\n  ");
}
