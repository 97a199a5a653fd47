import { describe, expect, onTestFinished, test } from "vitest";
import type { AfterCommit, Outcome, Queue, Work, WorkKind } from "#core/queue.ts";

export interface QueueOptions {
  readonly slots: Readonly<Record<WorkKind, number>>;
  readonly log: (message: string, error: unknown) => void;
  /** Milliseconds after which the work of a handler that threw comes back. */
  readonly retryAfterMs: number;
}

export interface OpenedQueue {
  readonly queue: Queue;
  /** Runs work in a transaction such as the queue's `add` expects; rejects, and commits nothing, when the work does. */
  transaction(work: (transaction: AfterCommit) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

const everywhere = { platforms: ["web"], session: null };
const kinds = ["paint", "deliver", "remove"] as const;

/** What whoever says who works next must promise. */
export function queueContract(name: string, open: (options: QueueOptions) => Promise<OpenedQueue>): void {
  async function opened(options: Partial<QueueOptions> = {}) {
    const { queue, transaction, close } = await open({
      slots: { paint: 1, deliver: 1, remove: 1 },
      log: () => {},
      retryAfterMs: 20,
      ...options,
    });
    onTestFinished(close);
    const add = (...works: readonly Work[]) =>
      transaction(async (open) => {
        for (const work of works) await queue.add(work, open);
      });
    return { queue, transaction, add };
  }

  describe(name, () => {
    test("hands out work in the order in which it was added", async () => {
      const { queue, add } = await opened();
      const ids = Array.from({ length: 20 }, (_, index) => `job ${index}`);
      for (const id of ids) await add(paint(id));
      const seen = recorder(ids.length);
      queue.work(kinds, everywhere, seen.handler);
      expect(await seen.all).toEqual(ids);
    });

    test("hands out work that is added while it waits for some", async () => {
      const { queue, add } = await opened();
      const seen = recorder(2);
      queue.work(kinds, everywhere, seen.handler);
      await add(paint("a"), { ...paint("b"), kind: "deliver" });
      expect((await seen.all).toSorted()).toEqual(["a", "b"]);
    });

    test("hands out nothing before the transaction has committed, and nothing of one that failed", async () => {
      const { queue, transaction, add } = await opened();
      const seen = recorder(2);
      queue.work(kinds, everywhere, seen.handler);
      await transaction(async (open) => {
        await queue.add(paint("first"), open);
        await pause(20);
        expect(seen.ids).toEqual([]);
      });
      const failing = transaction(async (open) => {
        await queue.add(paint("never"), open);
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      await add(paint("second"));
      expect(await seen.all).toEqual(["first", "second"]);
    });

    test("runs as many handlers of a kind at once as it has slots, and no more", async () => {
      const { queue, add } = await opened({ slots: { paint: 3, deliver: 2, remove: 1 } });
      const running = { paint: 0, deliver: 0, remove: 0 };
      const most = { ...running };
      const seen = recorder(36);
      queue.work(kinds, everywhere, async (work, signal) => {
        running[work.kind] += 1;
        most[work.kind] = Math.max(most[work.kind], running[work.kind]);
        await pause(1);
        running[work.kind] -= 1;
        return seen.handler(work, signal);
      });
      for (const kind of kinds)
        await add(...Array.from({ length: 12 }, (_, index) => ({ ...paint(`${index}`), kind })));
      await seen.all;
      expect(most).toEqual({ paint: 3, deliver: 2, remove: 1 });
    });

    test("shares the slots of a kind between all who work on it", async () => {
      const { queue, add } = await opened();
      let running = 0;
      let most = 0;
      const seen = recorder(10);
      const handler = async (work: Work, signal: AbortSignal) => {
        running += 1;
        most = Math.max(most, running);
        await pause(1);
        running -= 1;
        return seen.handler(work, signal);
      };
      queue.work(["paint"], { platforms: ["web"], session: null }, handler);
      queue.work(["paint"], { platforms: ["terminal"], session: null }, handler);
      const ids = Array.from({ length: 10 }, (_, index) => `job ${index}`);
      await add(...ids.map((id, index) => ({ ...paint(id), platform: index % 2 === 0 ? "web" : "terminal" })));
      expect((await seen.all).toSorted()).toEqual(ids);
      expect(most).toBe(1);
    });

    test("hands out work once although it was added twice while it waited", async () => {
      const { queue, add } = await opened();
      await add(paint("a"), paint("b"), paint("a"));
      await add(paint("a"), paint("end"));
      const seen = recorder(3);
      queue.work(kinds, everywhere, seen.handler);
      expect(await seen.all).toEqual(["a", "b", "end"]);
    });

    test("tells work of different kinds apart, though it has one id", async () => {
      const { queue, add } = await opened();
      const seen = recorder(3);
      queue.work(kinds, everywhere, seen.handler);
      await add(...kinds.map((kind) => ({ ...paint("a"), kind })));
      expect(await seen.all).toEqual(["a", "a", "a"]);
    });

    test("hands out work again that was added while it ran, but not at the same time", async () => {
      const { queue, add } = await opened({ slots: { paint: 2, deliver: 1, remove: 1 } });
      let running = 0;
      let most = 0;
      const seen = recorder(2);
      queue.work(kinds, everywhere, async (work, signal) => {
        running += 1;
        most = Math.max(most, running);
        if (seen.ids.length === 0) await add(paint("a"));
        await pause(1);
        running -= 1;
        return seen.handler(work, signal);
      });
      await add(paint("a"));
      expect(await seen.all).toEqual(["a", "a"]);
      expect(most).toBe(1);
    });

    test("gives each worker only the kinds, platforms and session that it asked for", async () => {
      const { queue, add } = await opened();
      const [web, mine] = [recorder(2), recorder(2)];
      await add({ ...paint("others"), platform: "terminal", session: "s2" });
      await add({ ...paint("discord's"), platform: "discord" });
      await add({ ...paint("a removal"), kind: "remove" });
      await add({ ...paint("mine"), platform: "terminal", session: "s1" }, paint("anybody's"));
      await add({ ...paint("a delivery"), kind: "deliver" }, { ...paint("the terminal's"), platform: "terminal" });
      queue.work(["paint", "deliver"], { platforms: ["web"], session: null }, web.handler);
      queue.work(["paint"], { platforms: ["terminal"], session: "s1" }, mine.handler);
      expect((await web.all).toSorted()).toEqual(["a delivery", "anybody's"]);
      expect((await mine.all).toSorted()).toEqual(["mine", "the terminal's"]);
    });

    test("brings work back that says when, and goes on with other work meanwhile", async () => {
      const { queue, add } = await opened();
      const seen = recorder(3, (work, nth) => (work.id === "later" && nth === 1 ? { againInMs: 30 } : "done"));
      queue.work(kinds, everywhere, seen.handler);
      await add(paint("later"), paint("other"));
      expect(await seen.all).toEqual(["later", "other", "later"]);
    });

    test("logs a handler that throws and brings its work back", async () => {
      const logged: unknown[] = [];
      const { queue, add } = await opened({ log: (_message, error) => logged.push(error) });
      const broken = new Error("the handler broke");
      const seen = recorder(3, (work, nth) => {
        if (work.id === "fragile" && nth === 1) throw broken;
        return "done";
      });
      queue.work(kinds, everywhere, seen.handler);
      await add(paint("fragile"), paint("other"));
      expect(await seen.all).toEqual(["fragile", "other", "fragile"]);
      expect(logged).toEqual([broken]);
    });

    test("at close lets what runs end, and hands out nothing more", async () => {
      const { queue, add } = await opened();
      const seen = recorder(1);
      let ended = false;
      queue.work(kinds, everywhere, async (work, signal) => {
        void seen.handler(work, signal);
        await pause(20);
        ended = !signal.aborted;
        return { againInMs: 0 };
      });
      await add(paint("runs"), paint("waits"));
      await seen.all;
      await Promise.all([queue.close(10_000), queue.close(10_000)]);
      expect(ended).toBe(true);
      await add(paint("too late"));
      queue.work(kinds, everywhere, seen.handler);
      await pause(30);
      expect(seen.ids).toEqual(["runs"]);
    });

    test("at close still hands out the deliveries that running work leads to", async () => {
      const { queue, add } = await opened();
      const seen = recorder(1);
      queue.work(kinds, everywhere, async (work, signal) => {
        void seen.handler(work, signal);
        await pause(20);
        if (work.kind === "paint") await add({ ...paint("its result"), kind: "deliver" }, paint("more of it"));
        return "done";
      });
      await add(paint("runs"));
      await seen.all;
      await queue.close(10_000);
      expect(seen.ids).toEqual(["runs", "its result"]);
    });

    test("at close aborts what runs longer than the grace, and waits for it to end", async () => {
      const { queue, add } = await opened();
      const seen = recorder(1);
      let ended = false;
      queue.work(kinds, everywhere, async (work, signal) => {
        void seen.handler(work, signal);
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        await pause(5);
        ended = true;
        throw signal.reason;
      });
      await add(paint("never ends"));
      await seen.all;
      await queue.close(10);
      expect(ended).toBe(true);
    });
  });
}

function paint(id: string): Work {
  return { kind: "paint", id, platform: "web", session: null, person: id };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A handler that notes what it gets; `all` resolves with the ids of the first `expected` works. */
function recorder(expected: number, outcome: (work: Work, nth: number) => Outcome = () => "done") {
  const ids: string[] = [];
  const waiting: (() => void)[] = [];
  async function complete(): Promise<readonly string[]> {
    while (ids.length < expected) await new Promise<void>((resolve) => waiting.push(resolve));
    return ids;
  }
  return {
    ids,
    all: complete(),
    handler: async (work: Work, _signal: AbortSignal): Promise<Outcome> => {
      ids.push(work.id);
      for (const resolve of waiting.splice(0)) resolve();
      return outcome(work, ids.filter((id) => id === work.id).length);
    },
  };
}
