import { setTimeout as pause } from "node:timers/promises";
import type { Invocation } from "#core/invocation.ts";
import { startWorker, type WorkerOptions, type WorkerProcess } from "#test/processes/worker-process.ts";
import type { PlannedKill } from "./plan.ts";
import type { Rows } from "./rows.ts";

/** What was done to the processes. */
export interface Casualties {
  readonly killed: number;
  readonly terminated: number;
  readonly slept: number;
  /** Pictures that were being painted in a process when it was killed or put to sleep. */
  readonly inFlight: number;
  /** The longest that a process took from SIGTERM to its end, in milliseconds. */
  readonly longestStopMs: number;
  /** Processes that ended by themselves or could not start: of a full disk, or of a bug. */
  readonly broken: readonly string[];
}

/** Several processes of the service; whoever dies is replaced. */
export interface Crew {
  /** Hands an asking to some process that lives, and to another one when that dies over it, as chat services do. */
  asks(invocation: Invocation, worker: number): Promise<void>;
  harm(kill: PlannedKill, rows: Rows): Promise<void>;
  casualties(): Casualties;
  stop(): Promise<void>;
}

export async function hireCrew(size: number, options: WorkerOptions): Promise<Crew> {
  const members: { worker: WorkerProcess | null; asleep: boolean }[] = [];
  const ends: Promise<unknown>[] = [];
  const sleeps = new Set<Promise<void>>();
  const count = { killed: 0, terminated: 0, slept: 0, inFlight: 0, longestStopMs: 0 };
  const broken: string[] = [];
  let stopping = false;

  async function start(member: (typeof members)[number]): Promise<void> {
    while (!stopping) {
      try {
        const worker = await startWorker(options);
        member.worker = worker;
        ends.push(worker.ended.then((how) => replace(member, worker, how)));
        return;
      } catch (error) {
        broken.push(String(error));
        await pause(200);
      }
    }
  }

  async function replace(member: (typeof members)[number], worker: WorkerProcess, how: number | string): Promise<void> {
    if (member.worker === worker) member.worker = null;
    if (how !== "SIGKILL" && how !== 0) broken.push(`ended with ${how}`);
    if (!stopping) await start(member);
  }

  function awake(nth: number) {
    const able = members.filter(({ worker, asleep }) => worker?.isAlive() && !asleep);
    return able[nth % Math.max(1, able.length)];
  }

  async function somebody(nth: number) {
    for (;;) {
      const member = awake(nth);
      if (member?.worker) return { member, worker: member.worker };
      await pause(50);
    }
  }

  for (let nth = 0; nth < size; nth += 1) {
    const member = { worker: null, asleep: false };
    members.push(member);
    await start(member);
  }

  return {
    async asks(invocation, worker) {
      for (let nth = worker; !stopping; nth += 1) {
        const member = awake(nth);
        try {
          if (member?.worker) {
            await member.worker.asks(invocation);
            return;
          }
        } catch {
          // It died over it, and may have kept the asking or not.
        }
        await pause(50);
      }
    },

    async harm({ signal, worker: nth, sleepMs }, rows) {
      const { member, worker } = await somebody(nth);
      if (signal === "SIGTERM") {
        count.terminated += 1;
        const from = performance.now();
        worker.signal(signal);
        void worker.ended.then(() => {
          count.longestStopMs = Math.max(count.longestStopMs, Math.round(performance.now() - from));
        });
        return;
      }
      // Asleep first, so that what it paints can be counted before it dies of it.
      worker.signal("SIGSTOP");
      await pause(20);
      count.inFlight += rows.inFlight(worker.owner);
      if (signal === "SIGKILL") {
        count.killed += 1;
        worker.signal(signal);
        return;
      }
      count.slept += 1;
      member.asleep = true;
      const sleep = pause(sleepMs).then(() => {
        member.asleep = false;
        worker.signal("SIGCONT");
        sleeps.delete(sleep);
      });
      sleeps.add(sleep);
    },

    casualties: () => ({ ...count, broken }),

    async stop() {
      await Promise.all(sleeps);
      stopping = true;
      for (const { worker } of members) worker?.signal("SIGTERM");
      await Promise.all(ends);
    },
  };
}
