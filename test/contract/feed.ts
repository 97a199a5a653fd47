import { describe, expect, onTestFinished, test } from "vitest";
import type { Feed, FeedEvent, JobSnapshot, Topic } from "#core/feed.ts";
import { type Place, samePlace } from "#core/people.ts";
import type { PictureState } from "#core/rows.ts";

export interface FeedOptions {
  readonly read: (topic: Topic) => Promise<readonly JobSnapshot[]>;
  /** How often the rows are read again, in milliseconds. */
  readonly everyMs: number;
}

const here: Place = { platform: "web", workspace: "w", channel: "here", thread: null };
const there: Place = { ...here, channel: "there" };
const never = 1_000_000;

/** What whoever tells followers of changes must promise. */
export function feedContract(name: string, open: (options: FeedOptions) => Feed): void {
  /** A feed over rows that the test changes by hand. */
  function opened(everyMs = never) {
    const rows = new Map<string, JobSnapshot>();
    let broken = false;
    const reads: Topic[] = [];
    const feed = open({
      everyMs,
      async read(topic) {
        reads.push(topic);
        await pause(1);
        if (broken) throw new Error("the rows cannot be read");
        const jobs = [...rows.values()];
        if ("place" in topic) return jobs.filter(({ place }) => samePlace(place, topic.place));
        return jobs.filter(({ jobId }) => jobId === topic.jobId);
      },
    });
    return {
      feed,
      reads,
      breakRows: (isBroken: boolean) => {
        broken = isBroken;
      },
      write: (jobId: string, state: PictureState, place: Place = here) =>
        rows.set(jobId, snapshot(jobId, state, place)),
      follow(topic: Topic) {
        const told = notebook();
        const unfollow = feed.follow(topic, told.listener);
        onTestFinished(unfollow);
        return { ...told, unfollow };
      },
    };
  }

  describe(name, () => {
    test("tells a new follower the state first, then what changes, in order", async () => {
      const { feed, write, follow } = opened();
      write("a", "waiting");
      const { told, count } = follow({ jobId: "a" });
      expect(told).toEqual([]);
      await count(1);
      for (const state of ["submitting", "rendered"] as const) {
        write("a", state);
        feed.changed("a");
        await count(state === "submitting" ? 2 : 3);
      }
      expect(told).toEqual(["a waiting", "a submitting", "a rendered"]);
    });

    test("says nothing when nothing has changed, and ends with the last state however often it changed", async () => {
      const { feed, write, follow, reads } = opened();
      write("a", "waiting");
      const { told, count } = follow({ jobId: "a" });
      await count(1);
      for (let index = 0; index < 100; index += 1) feed.changed("a");
      await pause(20);
      expect(told).toEqual(["a waiting"]);
      for (const state of ["submitting", "unknown", "rendered"] as const) {
        write("a", state);
        feed.changed("a");
      }
      await pause(20);
      expect(told.at(-1)).toBe("a rendered");
      expect(reads.length).toBeLessThan(20);
    });

    test("passes on unfinished pictures at once, but never before the first state", async () => {
      const { feed, write, follow } = opened();
      write("a", "submitting");
      const { told, count } = follow({ jobId: "a" });
      feed.publish(partial("a", "early"));
      feed.publish(partial("other", "x"));
      await count(2);
      feed.publish(partial("a", "later"));
      expect(told).toEqual(["a submitting", "a shows early", "a shows later"]);
    });

    test("takes a published state as a hint to read the rows", async () => {
      const { feed, write, follow } = opened();
      write("a", "waiting");
      const { told, count } = follow({ jobId: "a" });
      await count(1);
      write("a", "rendered");
      feed.publish({ kind: "state", job: snapshot("a", "rendered", here) });
      await count(2);
      expect(told).toEqual(["a waiting", "a rendered"]);
    });

    test("shows a place all its jobs and no others, also those that come later and those in threads", async () => {
      const { feed, write, follow } = opened();
      write("a", "rendered");
      write("elsewhere", "rendered", there);
      const { told, count } = follow({ place: { ...here, thread: "t" } });
      await count(1);
      write("b", "waiting", { ...here, thread: "t2" });
      feed.changed("b");
      await count(2);
      feed.publish(partial("b", "sketch"));
      feed.publish(partial("elsewhere", "sketch"));
      write("elsewhere", "failed", there);
      feed.changed("elsewhere");
      await pause(20);
      expect(told).toEqual(["a rendered", "b waiting", "b shows sketch"]);
    });

    test("tells each follower the state once, however many follow already", async () => {
      const { feed, write, follow } = opened();
      write("a", "waiting");
      const first = follow({ jobId: "a" });
      await first.count(1);
      const second = follow({ jobId: "a" });
      await second.count(1);
      write("a", "rendered");
      feed.changed("a");
      await Promise.all([first.count(2), second.count(2)]);
      await pause(10);
      expect(first.told).toEqual(["a waiting", "a rendered"]);
      expect(second.told).toEqual(["a waiting", "a rendered"]);
    });

    test("sees what other processes wrote, without being told", async () => {
      const { write, follow } = opened(10);
      const { told, count } = follow({ jobId: "a" });
      await pause(20);
      expect(told).toEqual([]);
      write("a", "waiting");
      await count(1);
      write("a", "rendered");
      await count(2);
      expect(told).toEqual(["a waiting", "a rendered"]);
    });

    test("survives rows that cannot be read, and goes on when they can", async () => {
      const { feed, write, follow, breakRows } = opened(10);
      write("a", "waiting");
      breakRows(true);
      const { told, count } = follow({ jobId: "a" });
      feed.changed("a");
      await pause(30);
      expect(told).toEqual([]);
      breakRows(false);
      await count(1);
      expect(told).toEqual(["a waiting"]);
    });

    test("survives a follower that throws: the others are told", async () => {
      const { feed, write, follow } = opened();
      write("a", "waiting");
      const unfollow = feed.follow({ jobId: "a" }, () => {
        throw new Error("a follower broke");
      });
      onTestFinished(unfollow);
      const { told, count } = follow({ jobId: "a" });
      await count(1);
      feed.publish(partial("a", "sketch"));
      expect(told).toEqual(["a waiting", "a shows sketch"]);
    });

    test("stops everything when nobody follows any more", async () => {
      const { feed, write, follow, reads } = opened(5);
      write("a", "waiting");
      const { told, count, unfollow } = follow({ jobId: "a" });
      await count(1);
      unfollow();
      unfollow();
      await pause(10);
      const soFar = reads.length;
      write("a", "rendered");
      feed.changed("a");
      feed.publish(partial("a", "sketch"));
      await pause(20);
      expect(told).toEqual(["a waiting"]);
      expect(reads).toHaveLength(soFar);
    });

    test("tells nothing to somebody who left while the rows were being read, or from within a telling", async () => {
      const { feed, write, follow } = opened();
      write("a", "waiting");
      const { told, unfollow } = follow({ jobId: "a" });
      unfollow();
      const leaver: string[] = [];
      const leave = feed.follow({ jobId: "a" }, (event) => {
        leaver.push(event.kind);
        leave();
      });
      feed.publish(partial("a", "sketch"));
      await pause(20);
      expect(told).toEqual([]);
      expect(leaver).toEqual(["state"]);
    });
  });
}

function snapshot(jobId: string, state: PictureState, place: Place): JobSnapshot {
  return {
    ...{ jobId, place, createdAt: 1, cancelRequestedAt: null, queue: null, delivery: null },
    pictures: [{ id: `${jobId}-1`, position: 1, state, startedAt: null, imageKey: null }],
  };
}

function partial(jobId: string, imageKey: string): FeedEvent {
  return { kind: "partial", jobId, pictureId: `${jobId}-1`, imageKey };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A follower that writes down what it is told. */
function notebook() {
  const told: string[] = [];
  const waiting: (() => void)[] = [];
  return {
    told,
    listener: (event: FeedEvent) => {
      if (event.kind === "partial") told.push(`${event.jobId} shows ${event.imageKey}`);
      else told.push(`${event.job.jobId} ${event.job.pictures[0]?.state}`);
      for (const resolve of waiting.splice(0)) resolve();
    },
    async count(atLeast: number): Promise<void> {
      while (told.length < atLeast) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
