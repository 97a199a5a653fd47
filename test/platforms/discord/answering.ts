import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageFlags } from "discord.js";
import sharp from "sharp";
import { onTestFinished } from "vitest";
import { type Answer, type AnswerImage, answer, type Result } from "#core/answer.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { Format } from "#core/model.ts";
import type { Audience, ReplyAddress } from "#core/people.ts";
import type { Journal, Platform } from "#core/platform.ts";
import { imageTools } from "#src/image-tools/image-tools.ts";
import { openAnswering } from "#src/platforms/discord/answering.ts";
import { openCalls } from "#src/platforms/discord/calls.ts";
import { addressOf } from "#src/platforms/discord/people.ts";
import { folderImageStore } from "#src/stores/images/folder-store.ts";
import type { Asking, SendOptions } from "#test/fakes/discord/asking-types.ts";
import { startFakeDiscord } from "#test/fakes/discord/discord.ts";
import type { FakeDiscord } from "#test/fakes/discord/discord-types.ts";
import type { Seat } from "#test/fakes/discord/place-types.ts";

export type Answering = Pick<Platform, "reply" | "post" | "remove">;

export interface Scene {
  readonly discord: FakeDiscord;
  readonly images: ImageStore;
  readonly tools: ReturnType<typeof imageTools>;
  readonly speaks: Answering;
  /** Jobs whose status message was deleted. */
  readonly gone: string[];
  readonly logged: string[];
  /** As another process, which remembers nothing. */
  restarted(): Answering;
  /** Somebody asks; the answer so far is that it was taken in. */
  asked(seat: Seat, audience?: Audience, options?: SendOptions): Promise<{ asking: Asking; address: ReplyAddress }>;
  /** A picture in the store that shows noise, so that it has about so many bytes. */
  picture(pictureId: string, bytes?: number, changes?: Partial<AnswerImage>): Promise<AnswerImage>;
}

/** A fake Discord, and everything of ours that speaks to it; nothing is received but the address to answer at. */
export async function openScene(): Promise<Scene> {
  let flags = 0;
  const endpoint = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ type: 4, data: { content: "Taking it in…", flags } }));
  });
  await once(endpoint.listen(0, "127.0.0.1"), "listening");
  const listening = endpoint.address();
  if (listening === null || typeof listening === "string") throw new Error("no port");
  const discord = await startFakeDiscord({ interactionsUrl: `http://127.0.0.1:${listening.port}/` });
  const folder = await mkdtemp(join(tmpdir(), "limner-answering-"));
  onTestFinished(async () => {
    await discord.close();
    endpoint.close();
    await rm(folder, { recursive: true });
  });
  await register(discord);

  const images = await folderImageStore({ folder });
  const tools = imageTools();
  const gone: string[] = [];
  const logged: string[] = [];
  const open = () =>
    openAnswering({
      ...{ calls: openCalls({ apiUrl: discord.apiUrl, token: discord.token }), images, tools },
      now: () => discord.nowMs(),
      log: (message, details) => void logged.push(`${message} ${JSON.stringify(details)}`),
      onMessageGone: (jobId) => void gone.push(jobId),
    });
  return {
    ...{ discord, images, tools, gone, logged },
    speaks: open(),
    restarted: open,
    async asked(seat, audience = "public", options = {}) {
      flags = audience === "private" ? MessageFlags.Ephemeral : 0;
      const asking = await seat.runs("/imagine", { prompt: "a red fox" }, options);
      await asking.acknowledged();
      const data = addressOf(asking.interaction, asking.message()?.id ?? null, asking.createdAtMs);
      return { asking, address: { platform: "discord", session: null, audience, locale: "en-US", data } };
    },
    async picture(pictureId, bytes = 20_000, changes = {}) {
      const edge = Math.ceil(Math.sqrt(bytes / 3));
      const raw = { width: edge, height: edge, channels: 3 } as const;
      const png = await sharp(randomBytes(edge * edge * 3), { raw })
        .png({ compressionLevel: 0 })
        .toBuffer();
      const stored = await images.write(new Blob([Uint8Array.from(png)]).stream(), "png" satisfies Format);
      return {
        ...{ pictureId, key: stored.key, format: "png", fileName: `a-red-fox-${pictureId}.png`, alt: "a red fox" },
        ...{ width: edge, height: edge, bytes: png.length, as: "picture", spoiler: false },
        ...changes,
      };
    },
  };
}

/** One small command, so that somebody can ask at all. */
async function register(discord: FakeDiscord): Promise<void> {
  const option = { type: 3, name: "prompt", description: "What to paint", required: true };
  const command = { type: 1, name: "imagine", description: "Paint", options: [option] };
  await fetch(`${discord.apiUrl}/v10/applications/${discord.applicationId}/commands`, {
    method: "PUT",
    headers: { authorization: `Bot ${discord.token}`, "content-type": "application/json" },
    body: JSON.stringify([{ ...command, integration_types: [0, 1], contexts: [0, 1, 2] }]),
  });
}

export const jobId = "k3f9qax2m4";

export function resultWith(images: readonly AnswerImage[], changes: Partial<Answer> = {}): Answer {
  const result: Result = { jobId, prompt: "a red fox", asker: { id: "", name: "Ada" }, parent: null };
  return answer({
    result,
    text: [{ literal: "Here is your picture." }],
    images,
    buttons: ["again", "vary", "info", "remove"].map((command) => ({ command, subject: jobId, forAll: false })),
    ...changes,
  });
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

export async function sha256Of(blob: Blob): Promise<string> {
  return createHash("sha256")
    .update(new Uint8Array(await blob.arrayBuffer()))
    .digest("hex");
}
