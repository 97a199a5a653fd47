import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { commands } from "#commands/index.ts";
import type { Answer } from "#core/answer.ts";
import { type Chance, realChance } from "#core/clock.ts";
import type { Command } from "#core/command.ts";
import { deliver } from "#core/delivery.ts";
import { AppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { Invocation, RawValues } from "#core/invocation.ts";
import type { LimitPolicy } from "#core/limits.ts";
import type { ImageModel } from "#core/model.ts";
import { openStudio } from "#core/open-studio.ts";
import type { Actor } from "#core/people.ts";
import type { Platform, Progress } from "#core/platform.ts";
import type { Records } from "#core/records.ts";
import { remove } from "#core/removal.ts";
import type { Delivered } from "#core/rows.ts";
import { readSnapshots } from "#core/snapshot.ts";
import type { Studio } from "#core/studio.ts";
import { type Timing, usualTiming } from "#core/timing.ts";
import { words } from "#core/words.ts";
import { paintJob } from "#core/worker.ts";
import { imageTools } from "#src/image-tools/image-tools.ts";
import { inProcessFeed } from "#src/stores/feeds/in-process-feed.ts";
import { folderImageStore } from "#src/stores/images/folder-store.ts";
import { inProcessQueue } from "#src/stores/queues/in-process-queue.ts";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";

/** What somebody at the desk read, newest last. */
export interface Read {
  readonly answers: readonly Answer[];
  readonly progress: readonly Progress[];
  readonly failures: readonly AppError[];
  /** All sentences of the newest answer. */
  sentences(): readonly string[];
}

/** One message that stands at the desk or was posted in a channel. */
export interface Posted {
  readonly kind: "reply" | "post";
  readonly audience: "public" | "private";
  readonly channel: string;
  readonly message: string;
  readonly answer: Answer;
}

/**
 * The whole core with its real stores, and the plainest platform there can be: people ask at a desk and read their
 * answers there. For what no platform changes: admission, painting, fencing, cancelling.
 */
export interface Desk {
  readonly studio: Studio;
  readonly records: Records;
  readonly images: ImageStore;
  /** Where its data is. */
  readonly folder: string;
  readonly read: Read;
  /** Every message that was not taken away, oldest first. */
  readonly wall: readonly Posted[];
  /** The messages that were taken away, as often as they were. */
  readonly takenAway: readonly string[];
  asks(command: string, values: RawValues, more?: Partial<Invocation>): ReturnType<Studio["receive"]>;
  /** The next answer that was not read yet, as soon as it is there. */
  nextAnswer(): Promise<Answer>;
}

export const ada: Actor = {
  platform: "desk",
  workspace: "house",
  id: "ada",
  name: "Ada",
  right: "anyone",
  roles: [],
  locale: "en",
};

/** Opens a desk with this image model, closed when the test is over. */
export async function desk(
  model: ImageModel,
  more: {
    readonly commands?: readonly Command[];
    readonly chance?: Partial<Chance>;
    readonly limits?: Partial<LimitPolicy>;
    readonly partialImages?: number;
    readonly maxOpenJobs?: number;
    /** How often taking a message away fails at first. */
    readonly removalFailures?: number;
    readonly files?: ReadonlyMap<string, Buffer>;
    readonly timing?: Timing;
  } = {},
): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), "limner-desk-"));
  const log = () => {};
  const records = await openSqliteRecords({ path: join(folder, "limner.db"), log });
  const images = await folderImageStore({ folder: join(folder, "images") });
  const queue = inProcessQueue({ slots: { paint: 4, deliver: 4, remove: 1 }, log });
  const feed = inProcessFeed({
    read: (topic) => records.transaction((rows) => readSnapshots(rows, topic, Date.now())),
    log,
  });
  const chance = { ...realChance, ...more.chance };
  const tools = imageTools();
  const answers: Answer[] = [];
  const progress: Progress[] = [];
  const failures: AppError[] = [];
  const wall: Posted[] = [];
  const takenAway: string[] = [];
  let removalFailures = more.removalFailures ?? 0;
  let posts = 0;
  let unread = 0;
  let news = Promise.withResolvers<void>();

  function pin(posted: Posted): Delivered {
    wall.push(posted);
    const { channel, message, answer } = posted;
    const files = answer.images.map(({ pictureId }) => ({ file: `file of ${pictureId}`, pictureId }));
    return { messages: [{ channel, message, files }] };
  }

  const platform: Platform = {
    name: "desk",
    session: null,
    limits: { progressEveryMs: 20, showsPartialImages: true, maxAttachmentBytes: 5_000_000 },
    start: async () => {},
    async open({ reference }) {
      const bytes = more.files?.get(reference);
      if (!bytes) throw new AppError("invalid", { code: "attachment.gone", parameters: { name: reference } });
      return new Blob([new Uint8Array(bytes)]).stream();
    },
    prepare: async (address) => address,
    reply: ({ audience }) => ({
      progress: async (report) => void progress.push(report),
      ahead() {},
      async answer(answer) {
        answers.push(answer);
        news.resolve();
        news = Promise.withResolvers();
        return pin({ kind: "reply", audience, channel: "desk", message: `${answers.length}`, answer });
      },
      fail: async (error) => void failures.push(error),
    }),
    async post({ channel }, answer) {
      posts += 1;
      return pin({ kind: "post", audience: "public", channel, message: `post ${posts}`, answer });
    },
    async remove({ messages }) {
      if (removalFailures > 0) {
        removalFailures -= 1;
        throw new AppError("delivery", { code: "bug", parameters: {} });
      }
      for (const { channel, message } of messages) {
        takenAway.push(message);
        const at = wall.findIndex((posted) => posted.channel === channel && posted.message === message);
        if (at >= 0) wall.splice(at, 1);
      }
    },
    stop: async () => {},
  };
  const platforms = [platform];
  const parts = {
    records,
    images,
    tools,
    model,
    queue,
    feed,
    platforms,
    chance,
    log,
    owner: "test",
    timing: more.timing ?? usualTiming,
    onUnknown: "ask" as const,
    rate: { key: "test", perMinute: null },
    endUser: () => "someone",
  };
  const studio = openStudio({
    ...parts,
    commands: more.commands ?? commands,
    defaults: { model: "gpt-image-2", quality: "medium", size: { width: 1024, height: 1024 } },
    partialImages: more.partialImages ?? 1,
    limits: { timeZone: "UTC", dailyMicros: null, monthlyMicros: null, ...more.limits },
    maxOpenJobs: more.maxOpenJobs ?? 1000,
    signal: new AbortController().signal,
  });
  const from = { platforms: ["desk"], session: null };
  queue.work(["paint"], from, (work, signal) => paintJob(parts, work, signal));
  queue.work(["deliver"], from, (work, signal) => deliver(parts, work, signal));
  queue.work(["remove"], from, (work, signal) => remove(parts, work, signal));
  onTestFinished(async () => {
    await queue.close(5_000);
    await records.close();
    await rm(folder, { recursive: true, force: true });
  });

  let asked = 0;
  return {
    studio,
    records,
    images,
    folder,
    wall,
    takenAway,
    read: {
      answers,
      progress,
      failures,
      sentences: () => (answers.at(-1)?.text ?? []).map((text) => words(text, "en")),
    },
    async nextAnswer() {
      for (;;) {
        const answer = answers[unread];
        if (!answer) await news.promise;
        else {
          unread += 1;
          return answer;
        }
      }
    },
    asks(command, values, given = {}) {
      asked += 1;
      return studio.receive({
        command,
        trigger: "slash",
        values,
        actor: ada,
        place: { platform: "desk", workspace: "house", channel: "hall", thread: null },
        replyTo: { platform: "desk", session: null, audience: "public", locale: "en", data: {} },
        dedupeKey: `asking ${asked}`,
        ...given,
      });
    },
  };
}
