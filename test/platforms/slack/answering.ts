import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { onTestFinished } from "vitest";
import { type Answer, type AnswerImage, answer, type Result } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import type { JobSnapshot } from "#core/feed.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { Place, ReplyAddress } from "#core/people.ts";
import type { Journal, Platform, Progress } from "#core/platform.ts";
import { imageTools } from "#src/image-tools/image-tools.ts";
import type { SlackAddress } from "#src/platforms/slack/address.ts";
import { type AnsweringOptions, openAnswering } from "#src/platforms/slack/answering.ts";
import { folderImageStore } from "#src/stores/images/folder-store.ts";
import type { Channel, Person } from "#test/fakes/slack/place-types.ts";
import type { SeenMessage } from "#test/fakes/slack/seen-types.ts";
import { openFakeSlack } from "#test/fakes/slack/slack.ts";
import type { FakeSlack, FakeSlackOptions } from "#test/fakes/slack/slack-types.ts";

export type Answering = Pick<Platform, "prepare" | "reply" | "post" | "remove">;

export interface Scene {
  readonly slack: FakeSlack;
  readonly ada: Person;
  readonly bo: Person;
  readonly general: Channel;
  readonly images: ImageStore;
  readonly speaks: Answering;
  readonly logged: string[];
  /** As another process, which remembers nothing. */
  restarted(changes?: Partial<AnsweringOptions>): Answering;
  /** Ada types a command there; it was acknowledged with a few words. */
  asked(channel: Channel, changes?: Partial<ReplyAddress>): Promise<ReplyAddress>;
  /** Ada asks by a message, under which she is answered; there is no thread there yet. */
  mentioned(channel: Channel): Promise<{ readonly address: ReplyAddress; readonly message: SeenMessage }>;
  /** Ada says it to the app alone: nothing of Slack's helps to answer there. */
  told(): ReplyAddress;
  /** Ada presses a button of the newest message that has it. */
  pressed(channel: Channel, label: string): Promise<ReplyAddress>;
  /** A picture in the store that shows noise, so that it has about so many bytes. */
  picture(pictureId: string, changes?: Partial<AnswerImage> & { readonly aboutBytes?: number }): Promise<AnswerImage>;
}

/** A fake Slack, and everything of ours that speaks to it; nothing is received but the address to answer at. */
export async function openScene(
  options: FakeSlackOptions & Partial<Pick<AnsweringOptions, "style" | "autoJoin">> = {},
): Promise<Scene> {
  const { style = "blocks", autoJoin = false, ...given } = options;
  const endpoint = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ response_type: "ephemeral", text: "Taking it in…" }));
  });
  await once(endpoint.listen(0, "127.0.0.1"), "listening");
  const listening = endpoint.address();
  if (listening === null || typeof listening === "string") throw new Error("no port");
  const slack = await openFakeSlack({ ...given, requestUrl: `http://127.0.0.1:${listening.port}/` });
  const folder = await mkdtemp(join(tmpdir(), "limner-slack-"));
  onTestFinished(async () => {
    await slack.close();
    endpoint.close();
    await rm(folder, { recursive: true });
  });

  const ada = slack.user("ada");
  const bo = slack.user("bo");
  const images = await folderImageStore({ folder });
  const tools = imageTools();
  const logged: string[] = [];
  const open = (changes: Partial<AnsweringOptions> = {}) =>
    openAnswering({
      ...{ token: slack.botToken, apiUrl: slack.apiUrl, style, autoJoin, images, tools, now: () => slack.nowMs() },
      log: (message, details) => void logged.push(`${message} ${JSON.stringify(details)}`),
      looksMs: [5, 30, 30, 60],
      ...changes,
    });
  const addressAt = (channel: Channel, changes: Partial<ReplyAddress>, data: Partial<SlackAddress>): ReplyAddress => {
    const { audience = "public", locale = "en-US" } = changes;
    const asked: SlackAddress = {
      ...{ team: slack.workspace.id, person: ada.id, channel: channel.id, thread: null, responseUrl: null },
      ...{ issuedAt: slack.nowMs(), bringTo: audience === "private" ? "direct" : "channel" },
      ...data,
    };
    return { platform: "slack", session: null, audience, locale, data: asked };
  };
  return {
    ...{ slack, ada, bo, general: slack.channel("general"), images, logged, speaks: open() },
    restarted: open,
    async asked(channel, changes = {}) {
      const asking = await ada.in(channel).types("/imagine a red fox");
      await asking.acknowledged();
      return addressAt(channel, changes, { responseUrl: asking.responseUrl });
    },
    async mentioned(channel) {
      const message = await ada.in(channel).says("a red fox, please");
      return { message, address: addressAt(channel, {}, { thread: message.ts }) };
    },
    told: () => addressAt(ada.direct, {}, {}),
    async pressed(channel, label) {
      const asking = await ada.in(channel).presses(label);
      await asking.acknowledged();
      return addressAt(channel, {}, { responseUrl: asking.responseUrl });
    },
    async picture(pictureId, { aboutBytes = 20_000, ...changes } = {}) {
      const edge = Math.ceil(Math.sqrt(aboutBytes / 3));
      const raw = { width: edge, height: edge, channels: 3 } as const;
      const png = await sharp(randomBytes(edge * edge * 3), { raw })
        .png({ compressionLevel: 0 })
        .toBuffer();
      const stored = await images.write(new Blob([Uint8Array.from(png)]).stream(), "png");
      return {
        ...{ pictureId, key: stored.key, format: "png", fileName: `a-red-fox-${pictureId}.png`, alt: "a red fox" },
        ...{ width: edge, height: edge, bytes: png.length, as: "picture", spoiler: false },
        ...changes,
      };
    },
  };
}

export const jobId = "k3f9qax2m4";

export function placeOf({ workspace }: FakeSlack, { id }: Channel): Place {
  return { platform: "slack", workspace: workspace.id, channel: id, thread: null };
}

export function resultWith(images: readonly AnswerImage[], changes: Partial<Answer> = {}): Answer {
  const result: Result = { jobId, prompt: "a red fox", asker: { id: "", name: "Ada" }, parent: null };
  return answer({
    result,
    text: [],
    images,
    facts: [{ label: { literal: "Model" }, value: { literal: "gpt-image-2" } }],
    buttons: ["again", "vary", "info", "remove"].map((command) => ({ command, subject: jobId, forAll: false })),
    ...changes,
  });
}

export function progressOf(changes: Partial<JobSnapshot> = {}, elapsedMs = 12_000): Progress {
  const job: JobSnapshot = {
    ...{ jobId, place: { platform: "slack", workspace: "w", channel: "c", thread: null }, createdAt: 0 },
    ...{ cancelRequestedAt: null, queue: null, delivery: null },
    pictures: [{ id: `${jobId}-1`, position: 1, state: "submitting", startedAt: 0, imageKey: null }],
    ...changes,
  };
  return { job, elapsedMs, partialKey: null };
}

/** The journal of one delivery; hand the same one over again for what comes after a crash. */
export function journalOf(key = `${jobId}.result`): Journal & { readonly steps: Map<string, string> } {
  const steps = new Map<string, string>();
  return {
    ...{ key, steps },
    done: (step) => steps.get(step) ?? null,
    write: async (step, left) => void steps.set(step, left),
  };
}

/** A journal whose process dies after it has written that step. */
export function dyingAfter(step: string, steps: Map<string, string>): Journal {
  return {
    key: `${jobId}.result`,
    done: (name) => steps.get(name) ?? null,
    async write(name, left) {
      steps.set(name, left);
      if (name === step) throw new Error("the process dies");
    },
  };
}

export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const failure = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof AppError)) throw new Error(`no AppError: ${String(failure)}`);
  return failure;
}
