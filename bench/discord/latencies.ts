import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { median, type Row, verdict } from "./figures.ts";
import type { Provider } from "./processes.ts";
import type { AnyStage, OpenStage } from "./stage.ts";

/** Limner's time as a multiple of what bare sockets take. */
const goal = 1.3;

/** Long enough, in milliseconds, for a person to see that something is being painted, as with every real picture. */
const paintedForMs = 800;

/** Pictures before the first measured one: a bot has been running for a while. */
const warmUps = 25;

/** From the provider's last byte to the last byte of what shows the picture, in milliseconds. */
async function latency(provider: Provider, stage: AnyStage, begin: () => void, heldMs: number): Promise<number> {
  const sent = provider.hears("sent");
  const arrived = stage.arrived();
  provider.hold(1, heldMs);
  begin();
  const latencyMs = (await arrived).atMs - (await sent).atMs;
  // What is written down after a delivery belongs to nobody's next one.
  await pause(200);
  stage.tell({ kind: "tidy-up" });
  return latencyMs;
}

/** How soon one picture is in the conversation. */
export async function compareLatencies<Stage extends AnyStage>(
  provider: Provider,
  rounds: number,
  openStage: OpenStage<Stage>,
  bareJob: (stage: Stage, folder: string) => Promise<void>,
): Promise<void> {
  // As Limner is started: otherwise V8 collects 10 ms for every picture of a process that is idle between them.
  setFlagsFromString("--no-memory-reducer");
  // Kept till the end, as a bot keeps its pictures: a file that takes the memory of one just deleted is written several times faster.
  const folder = await mkdtemp(join(tmpdir(), "limner-bare-"));
  const stages = {
    limner: await openStage("limner", provider.baseUrl),
    plain: await openStage("plain", provider.baseUrl),
    bare: await openStage(null, provider.baseUrl),
  };
  const names = ["limner", "plain", "bare"] as const;
  const figures: Record<keyof typeof stages, number[]> = { limner: [], plain: [], bare: [] };
  let bare = Promise.resolve();
  const begin = (name: keyof typeof stages) => () => {
    if (name !== "bare") stages[name].tell({ kind: "ask" });
    else bare = bareJob(stages.bare, folder);
  };
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const name of names) {
      const latencyMs = await latency(provider, stages[name], begin(name), round < 0 ? 0 : paintedForMs);
      if (round >= 0) figures[name].push(latencyMs);
    }
    await bare;
  }
  for (const name of names) await stages[name].close();
  await rm(folder, { recursive: true });
  const row = (values: readonly number[]): Row => ({
    "median ms": median(values).toFixed(1),
    "best ms": Math.min(...values).toFixed(1),
    "worst ms": Math.max(...values).toFixed(1),
  });
  const compared = (name: keyof typeof stages) =>
    median(figures[name].map((ms, index) => ms / (figures.bare[index] ?? ms)));
  console.log(
    `\nFrom the provider's last byte to the picture in the conversation, one at a time: ${rounds} each, in turn`,
  );
  console.table({
    "bare sockets": row(figures.bare),
    "plain bot": row(figures.plain),
    Limner: row(figures.limner),
    "plain bot / bare sockets": { "median ms": compared("plain").toFixed(2) },
    "Limner / bare sockets": { "median ms": compared("limner").toFixed(2) },
    goal: { "median ms": verdict(compared("limner"), goal) },
  });
}
