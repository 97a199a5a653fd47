import { describe, expect, test } from "vitest";
import { type Answer, type AnswerImage, answer } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import type { JobSnapshot } from "#core/feed.ts";
import type { AttachedImage } from "#core/image-value.ts";
import { say } from "#core/message.ts";
import type { ReplyAddress } from "#core/people.ts";
import type { Journal, Platform } from "#core/platform.ts";

export interface OpenPlatform {
  readonly platform: Platform;
  /** Where an asking of this platform is answered. */
  readonly address: ReplyAddress;
  /** A picture whose bytes are in the store that the platform was given. */
  readonly picture: AnswerImage;
  /** A file of five bytes, 1 to 5, as somebody attached it. */
  readonly attachment: AttachedImage;
  /** Everything that people have seen so far. */
  seen(): string;
}

/** What the core relies on, whatever the platform. */
export function platformContract(name: string, open: () => Promise<OpenPlatform>): void {
  describe(`${name} as a platform`, () => {
    test("answers at addresses of its own name, at a pace", async () => {
      const { platform, address } = await open();
      expect(address.platform).toBe(platform.name);
      expect(address.session).toBe(platform.session);
      expect(platform.limits.progressEveryMs).toBeGreaterThan(0);
      expect(platform.limits.maxAttachmentBytes).toBeGreaterThan(0);
    });

    test("says an answer in words, and where it was said", async () => {
      const { platform, address, seen } = await open();
      const said = await platform.reply(address).answer(words("There is nothing here yet."), journal());
      expect(seen()).toContain("There is nothing here yet.");
      expect(said.messages.length).toBeGreaterThan(0);
    });

    test("brings a picture, and says which file shows it", async () => {
      const { platform, address, picture } = await open();
      const result = { jobId: "k3f9qax2m4", prompt: "a fox", asker: { id: "1", name: "Ada" }, parent: null };
      const brought = { ...words("Here it is."), result, images: [picture] };
      const said = await platform.reply(address).answer(brought, journal());
      expect(said.messages.flatMap(({ files }) => files.map(({ pictureId }) => pictureId))).toEqual([
        picture.pictureId,
      ]);
    });

    test("reports progress as often as it is told to, and never rejects", async () => {
      const { platform, address } = await open();
      const reply = platform.reply(address);
      const progress = { job: snapshot(address), elapsedMs: 1_500, partialKey: null };
      await Promise.all([reply.progress(progress), reply.progress(progress)]);
      await reply.answer(words("Done."), journal());
      await expect(reply.progress(progress)).resolves.toBeUndefined();
    });

    test("shows nothing ahead of its answer, and brings it once, whether or not it could be sent ahead", async () => {
      const { platform, address, picture, seen } = await open();
      const reply = platform.reply(address);
      const before = seen();
      reply.ahead(picture, new Blob([new Uint8Array(picture.bytes)]), 2);
      reply.ahead({ ...picture, pictureId: "k3f9qax2m4-9" }, { size: 5, stream: gone }, 2);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(seen()).toBe(before);
      const result = { jobId: "k3f9qax2m4", prompt: "a fox", asker: { id: "1", name: "Ada" }, parent: null };
      const said = await reply.answer({ ...words("Here it is."), result, images: [picture] }, journal());
      expect(said.messages.flatMap(({ files }) => files)).toHaveLength(1);
    });

    test("says a failure at once", async () => {
      const { platform, address, seen } = await open();
      await platform.reply(address).fail(new AppError("misconfigured", say("disk.full")));
      expect(seen()).toContain("The disk is full");
    });

    test("opens what was attached, and rejects what is gone", async () => {
      const { platform, attachment } = await open();
      const signal = new AbortController().signal;
      expect(await bytesOf(platform, attachment, signal)).toEqual([1, 2, 3, 4, 5]);
      await expect(
        bytesOf(platform, { ...attachment, reference: `${attachment.reference}-gone` }, signal),
      ).rejects.toThrow();
    });
  });
}

async function* gone(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(2);
  throw new Error("not there any more");
}

function words(literal: string): Answer {
  return answer({ text: [{ literal }] });
}

async function bytesOf(platform: Platform, attachment: AttachedImage, signal: AbortSignal): Promise<readonly number[]> {
  const bytes: number[] = [];
  for await (const chunk of await platform.open(attachment, signal)) bytes.push(...chunk);
  return bytes;
}

function journal(): Journal {
  const steps = new Map<string, string>();
  return {
    key: "a delivery",
    done: (step) => steps.get(step) ?? null,
    write: async (step, left) => void steps.set(step, left),
  };
}

function snapshot({ platform }: ReplyAddress): JobSnapshot {
  return {
    jobId: "k3f9qax2m4",
    place: { platform, workspace: "w", channel: "c", thread: null },
    ...{ createdAt: 0, cancelRequestedAt: null, queue: null, delivery: null },
    pictures: [{ id: "k3f9qax2m4-1", position: 1, state: "submitting", startedAt: 0, imageKey: null }],
  };
}
