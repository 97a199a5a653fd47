import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { chatService } from "#test/processes/chat-service.ts";
import { askingOf, quickTiming } from "#test/processes/worker-process.ts";
import { type Crew, hireCrew } from "./crew.ts";
import { type Findings, findingsOf } from "./findings.ts";
import type { Plan, PlannedAsking } from "./plan.ts";
import type { Invoice } from "./provider.ts";
import { openRows, type Rows } from "./rows.ts";

export interface RunOptions {
  readonly workers: number;
  /** Share of paid requests that go wrong, from 0 to 1. */
  readonly faultShare: number;
  readonly leaseMs: number;
  /** Where to keep the data; a folder of its own, gone afterwards, when null. */
  readonly dataDir: string | null;
  /** Fills the disk for a while, when somebody has prepared one. */
  readonly disturb: ((dataDir: string, durationMs: number) => Promise<void>) | null;
}

export interface Outcome extends Findings {
  /** The most that was spent and reserved at any moment that was looked at, in micro-dollars. */
  readonly mostUsedMicros: number;
  readonly budgetMicros: number;
  /** From the last harm done until everything had come to its end, in milliseconds. */
  readonly recoveryMs: number;
  readonly durationMs: number;
}

/** How long everything may take to come to its end after the last kill, in milliseconds. */
const patienceMs = 90_000;

/** Carries out a plan against real processes and looks at what became of it. */
export async function carryOut(plan: Plan, options: RunOptions): Promise<Outcome> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "limner-chaos-")));
  const provider = await startProvider(options.faultShare);
  const chat = await chatService();
  const cat = sharp({ create: { width: 64, height: 48, channels: 3, background: "orange" } });
  chat.attach("cat.png", await cat.png().toBuffer());
  const { leaseMs } = options;
  const crew = await hireCrew(options.workers, {
    chatUrl: chat.url,
    dataDir,
    timing: {
      ...quickTiming,
      pictureLeaseMs: leaseMs,
      intakeLeaseMs: leaseMs,
      deliveryLeaseMs: leaseMs,
      sweepEveryMs: 300,
    },
    env: {
      OPENAI_API_KEY: "sk-chaos-1234",
      OPENAI_BASE_URL: provider.baseUrl,
      PARTIAL_IMAGES: "2",
      DAILY_BUDGET_USD: (plan.budgetMicros / 1_000_000).toFixed(6),
      SHUTDOWN_GRACE_MS: "20000",
    },
  });
  const rows = openRows(dataDir);
  let mostUsedMicros = 0;
  const watch = setInterval(() => {
    mostUsedMicros = Math.max(mostUsedMicros, rows.used());
  }, 50);

  try {
    const from = performance.now();
    let lastHarm = from;
    const stopPressing = pressRetry(plan, crew, chat);
    const harm = async () => {
      for (const kill of plan.kills) {
        await pause(Math.max(0, kill.atMs - (performance.now() - from)));
        await crew.harm(kill, rows);
        lastHarm = performance.now() + (kill.signal === "SIGSTOP" ? kill.sleepMs : 0);
      }
    };
    const work = Promise.all([
      harm(),
      options.disturb?.(dataDir, plan.durationMs),
      ...plan.askings.map((asking, nth) => ask(crew, asking, nth)),
    ]);
    await Promise.race([work, pause(plan.durationMs + patienceMs, undefined, { ref: false })]);
    await settled(rows, patienceMs);
    await stopPressing();
    await settled(rows, patienceMs);
    const recoveryMs = Math.max(0, Math.round(performance.now() - lastHarm));
    const durationMs = Math.round(performance.now() - from);
    const findings = findingsOf(rows, chat, await provider.invoice(), crew.casualties());
    return { ...findings, mostUsedMicros, budgetMicros: plan.budgetMicros, recoveryMs, durationMs };
  } finally {
    clearInterval(watch);
    await crew.stop();
    rows.stop();
    await chat.stop();
    provider.stop();
    if (options.dataDir === null) await rm(dataDir, { recursive: true, force: true });
  }
}

async function ask(crew: Crew, asking: PlannedAsking, nth: number): Promise<void> {
  const { key, person, prompt, count, edits } = asking;
  const cat = { attached: "desk", reference: "cat.png", name: "cat.png", bytes: null };
  const invocation = askingOf(
    key,
    edits ? "edit" : "imagine",
    edits ? { image: cat, prompt, count } : { prompt, count },
    {
      person,
    },
  );
  await pause(asking.atMs);
  const replays = asking.replaysMs.map(async (afterMs, replay) => {
    await pause(afterMs);
    await crew.asks(invocation, nth + replay + 1);
  });
  await crew.asks(invocation, nth);
  if (asking.cancelAfterMs !== null) {
    await pause(asking.cancelAfterMs);
    await crew.asks(askingOf(`cancel of ${key}`, "cancel", {}, { person }), nth + 1);
  }
  await Promise.all(replays);
}

/** Some people press Retry as soon as they are offered it. */
function pressRetry(plan: Plan, crew: Crew, chat: Awaited<ReturnType<typeof chatService>>): () => Promise<void> {
  const byKey = new Map(plan.askings.map((asking) => [asking.key, asking]));
  const presses: Promise<void>[] = [];
  let seen = 0;
  const look = () => {
    for (; seen < chat.messages.length; seen += 1) {
      const message = chat.messages[seen];
      const asking = message && byKey.get(message.asking);
      if (!message || !asking?.retries || !message.buttons.includes("retry")) continue;
      const jobId = message.key.replace(/\..*$/, "");
      const invocation = askingOf(`press of ${jobId}`, "retry", { subject: jobId }, { person: asking.person });
      presses.push(
        crew.asks(invocation, seen),
        crew.asks(
          {
            ...invocation,
            dedupeKey: `press again of ${jobId}`,
            replyTo: { ...invocation.replyTo, data: { asking: `press again of ${jobId}` } },
          },
          seen + 1,
        ),
      );
    }
  };
  const timer = setInterval(look, 100);
  return async () => {
    clearInterval(timer);
    look();
    await Promise.all(presses);
  };
}

/** Resolves when nothing has been open for a moment, or the patience is at its end. */
async function settled(rows: Rows, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (let quiet = 0; quiet < 5 && performance.now() < deadline; await pause(100)) {
    quiet = rows.open() === 0 ? quiet + 1 : 0;
  }
}

async function startProvider(faultShare: number) {
  const child = fork(fileURLToPath(new URL("./provider.ts", import.meta.url)), [String(faultShare)]);
  const [{ baseUrl }] = (await once(child, "message")) as [{ baseUrl: string }];
  return {
    baseUrl,
    async invoice(): Promise<Invoice> {
      const answered = once(child, "message");
      child.send("invoice");
      const [invoice] = (await answered) as [Invoice];
      return invoice;
    },
    stop: () => void child.kill("SIGKILL"),
  };
}
