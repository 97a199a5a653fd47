import type { Burst } from "./fake-process.ts";
import { median, quantile, type Row, verdict } from "./figures.ts";
import type { Bot } from "./parts.ts";
import type { Provider } from "./processes.ts";
import type { AnyStage, OpenStage } from "./stage.ts";

/** The 99th percentile of Limner's acknowledgements as a part of the plain bot's. */
const goal = 1 / 5;
const jobs = 64;

/** After the last request of a burst, in milliseconds: what came before the pictures is over. */
const holdMs = 1_000;

/** Jobs that one Limner process paints at once (src/limner.ts); the others begin as these end. */
const paintedAtOnce: Record<Bot, number> = { plain: jobs, limner: 16 };

/** Pictures before a burst: a bot has been running for a while. */
const warmUps = 10;

async function warmUp(stage: AnyStage): Promise<void> {
  for (let index = 0; index < warmUps; index += 1) {
    const arrived = stage.arrived();
    stage.tell({ kind: "ask" });
    await arrived;
  }
}

async function burst(bot: Bot, provider: Provider, openStage: OpenStage): Promise<Burst> {
  const stage = await openStage(bot, provider.baseUrl);
  try {
    await warmUp(stage);
    const released = provider.hears("released");
    provider.hold(paintedAtOnce[bot], holdMs);
    stage.tell({ kind: "ask-all", jobs });
    await released;
    stage.tell({ kind: "released" });
    return await stage.burst();
  } finally {
    await stage.close();
  }
}

const p50 = ({ acknowledgedMs }: Burst) => median(acknowledgedMs);
const p99 = ({ acknowledgedMs }: Burst) => quantile(acknowledgedMs, 0.99);
const max = ({ acknowledgedMs }: Burst) => Math.max(...acknowledgedMs);

const columns: Readonly<Record<string, (burst: Burst) => number>> = {
  "p50 ms": p50,
  "p99 ms": p99,
  "max ms": max,
  "over 3 s": ({ acknowledgedMs }) => acknowledgedMs.filter((ms) => ms > 3_000).length,
  commands: ({ acknowledgedMs }) => acknowledgedMs.length,
  "last picture ms": ({ lastPictureMs }) => lastPictureMs,
  "fake blind ms": ({ blindMs }) => blindMs,
};

/** How soon commands are acknowledged while many pictures arrive at once. */
export async function compareBursts(provider: Provider, rounds: number, openStage: OpenStage): Promise<void> {
  const bursts: Record<Bot, Burst[]> = { plain: [], limner: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const bot of ["plain", "limner"] as const) bursts[bot].push(await burst(bot, provider, openStage));
  }
  const shown = (bot: Bot): Row =>
    Object.fromEntries(
      Object.entries(columns).map(([name, of]) => [name, median(bursts[bot].map(of)).toFixed(0)] as const),
    );
  const ratio = (of: (burst: Burst) => number) =>
    median(bursts.limner.map((one, index) => of(one) / of(bursts.plain[index] ?? one)));
  const reached = ratio(p99);
  const first = paintedAtOnce.limner;
  console.log(`\nA command every 20 ms while ${jobs} pictures arrive: medians of ${rounds} rounds in turn.`);
  console.log(
    `All of the plain bot's arrive at once; of Limner's ${first}, and then one for each that is stored, without delay.`,
  );
  console.table({
    "plain bot": shown("plain"),
    Limner: shown("limner"),
    "Limner / plain bot": {
      "p50 ms": ratio(p50).toFixed(2),
      "p99 ms": reached.toFixed(2),
      "max ms": ratio(max).toFixed(2),
    },
    goal: { "p99 ms": verdict(reached, goal) },
  });
}
