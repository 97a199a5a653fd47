import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalImagesApi } from "#src/local-images-api/server.ts";
import project from "../package.json" with { type: "json" };
import { type Figures, measure } from "./measure.ts";
import { type Way, ways } from "./ways.ts";

// How fast and how lightly pictures come from the Images API onto the disk. The provider has a process of its own, and
// so has each measurement. With `--quick` only the smallest comparison is made.

/** What Limner's figures may at most (or, for images per second, must at least) be, as a part of the plain way's. */
const goals: Figures = { imagesPerSecond: 1.1, cpuMsPerImage: 1, megabytesAboveIdle: 1 / 4, longestDelayMs: 1 / 2 };

const titles: Record<keyof Figures, string> = {
  imagesPerSecond: "images/s",
  cpuMsPerImage: "CPU ms/image",
  megabytesAboveIdle: "MB above idle",
  longestDelayMs: "longest delay ms",
};
const names = ["imagesPerSecond", "cpuMsPerImage", "megabytesAboveIdle", "longestDelayMs"] as const;
const rounds = 3;
const ourFlags = project.scripts.start.split(" ").filter((word) => word.startsWith("--"));

type Row = Record<string, string>;

function row(text: (name: keyof Figures) => string): Row {
  return Object.fromEntries(names.map((name) => [titles[name], text(name)]));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Of each round's own ratio, because the machine may be slower in one round than in the next. */
function ratio(ours: readonly Figures[], theirs: readonly Figures[], name: keyof Figures): number {
  return median(ours.map((figures, index) => figures[name] / (theirs[index]?.[name] ?? 0)));
}

function verdict(reached: number, name: keyof Figures): string {
  const least = name === "imagesPerSecond";
  const good = least ? reached >= goals[name] : reached <= goals[name];
  return `${least ? "min" : "max"} ${goals[name]}: ${good ? "pass" : "FAIL"}`;
}

function table(figures: Readonly<Record<Way, readonly Figures[]>>): Record<string, Row> {
  const shown = (way: Way) => row((name) => median(figures[way].map((one) => one[name])).toFixed(1));
  const compared = (way: Way) => row((name) => ratio(figures.limner, figures[way], name).toFixed(2));
  return {
    "plain way": shown("plain"),
    Limner: shown("limner"),
    "Limner / plain way": compared("plain"),
    goal: row((name) => verdict(ratio(figures.limner, figures.plain, name), name)),
    "bare socket": shown("bare"),
    "Limner / bare socket": compared("bare"),
  };
}

function started(flags: readonly string[], ...parameters: readonly (string | number)[]): ChildProcess {
  return fork(import.meta.filename, parameters.map(String), { execArgv: [...flags] });
}

async function figuresOf(way: Way, baseUrl: string, atOnce: number, images: number): Promise<Figures> {
  const flags = way === "plain" ? [] : ourFlags;
  const child = started(flags, "client", way, baseUrl, atOnce, images);
  const [[figures]] = await Promise.all([once(child, "message"), once(child, "exit")]);
  return figures;
}

async function compare(sizes: readonly number[], numbersAtOnce: readonly number[]): Promise<void> {
  console.log(`The plain way: images.generate, Buffer.from(b64_json, "base64"), writeFile; Node's own defaults.`);
  console.log(
    `Limner: its client into its folder, hashed and synced; node ${ourFlags.join(" ")}, as npm start has it.`,
  );
  console.log(
    "The bare socket: what comes is decoded and written, unchecked, not hashed and not synced; flags as Limner.",
  );
  for (const megabytes of sizes) {
    const provider = started([], "provider", megabytes);
    const [baseUrl] = await once(provider, "message");
    for (const atOnce of numbersAtOnce) {
      const images = 2 * atOnce;
      const figures: Record<Way, Figures[]> = { plain: [], limner: [], bare: [] };
      for (let round = 0; round < rounds; round += 1) {
        for (const way of ways.names) figures[way].push(await figuresOf(way, baseUrl, atOnce, images));
      }
      console.log(`\n${megabytes} MB, ${atOnce} at once: medians of ${rounds} rounds in turn, ${images} images each`);
      console.table(table(figures));
    }
    provider.kill();
  }
}

async function provide(megabytes: number): Promise<void> {
  const image = Buffer.alloc(megabytes * 1024 * 1024);
  for (let index = 0; index < image.length; index += 1) image[index] = (index * 2654435761) >>> 13;
  image.write("\x89PNG\r\n\x1a\n", "latin1");
  const { baseUrl } = await startLocalImagesApi({ fixedImage: image });
  process.send?.(baseUrl);
}

async function client(way: string, baseUrl: string, atOnce: number, images: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "limner-bench-"));
  try {
    process.send?.(await measure(await ways.painter(way, baseUrl, folder), atOnce, images));
  } finally {
    await rm(folder, { recursive: true });
    process.disconnect?.();
  }
}

const [role, ...parameters] = process.argv.slice(2);
if (role === "provider") await provide(Number(parameters[0]));
else if (role === "client") {
  const [way = "", baseUrl = "", atOnce, images] = parameters;
  await client(way, baseUrl, Number(atOnce), Number(images));
} else if (role === "--quick") await compare([4], [16]);
else await compare([4, 16], [16, 64]);
