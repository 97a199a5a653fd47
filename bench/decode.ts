import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import OpenAI from "openai";
import type { OnePicture } from "#core/model.ts";
import { startLocalImagesApi } from "#src/local-images-api/server.ts";
import { openaiImageModel } from "#src/models/openai/model.ts";
import { folderImageStore } from "#src/stores/images/folder-store.ts";

// How fast and how lightly pictures come from the Images API onto the disk: `node bench/decode.ts`.
// The server runs in a process of its own, and so does each measured client.

/** What one client measured. */
interface Figures {
  readonly imagesPerSecond: number;
  readonly cpuMsPerImage: number;
  /** Above what the process had before it began, in MB. */
  readonly peakMegabytes: number;
  readonly longestDelayMs: number;
}

/** Paints one picture and resolves when it is on the disk. */
type Painter = (index: number) => Promise<void>;

const ways = { plain, streamed, stored };
const request: OnePicture = {
  prompt: "a red fox",
  model: "gpt-image-2",
  size: { width: 1024, height: 1024 },
  quality: "low",
  format: "png",
  compression: null,
  background: "auto",
  moderation: "auto",
  images: [],
  mask: null,
  partialImages: 0,
  endUser: null,
};

/** As tutorials do it: the whole answer, the whole string, the whole buffer. */
async function plain(baseURL: string, folder: string): Promise<Painter> {
  const client = new OpenAI({ apiKey: "bench", baseURL });
  return async (index) => {
    const { data } = await client.images.generate({ model: request.model, prompt: request.prompt, size: "1024x1024" });
    await writeFile(join(folder, `${index}.png`), Buffer.from(data?.[0]?.b64_json ?? "", "base64"));
  };
}

/** Decoded as it arrives; a few pieces are written at a time, because a write costs more than decoding what it writes. */
async function streamed(baseUrl: string, folder: string): Promise<Painter> {
  return painter(baseUrl, async (pieces, index) => {
    await using file = await open(join(folder, `${index}.png`), "w");
    let gathered: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of pieces) {
      gathered.push(piece);
      bytes += piece.byteLength;
      if (bytes < 190_000) continue;
      await file.writev(gathered);
      gathered = [];
      bytes = 0;
    }
    if (bytes > 0) await file.writev(gathered);
  });
}

/** The same into the store that the bot uses, which also hashes and syncs. */
async function stored(baseUrl: string, folder: string): Promise<Painter> {
  const store = await folderImageStore({ folder });
  return painter(baseUrl, async (blocks) => void (await store.write(blocks, "png")));
}

function painter(baseUrl: string, image: (blocks: AsyncIterable<Uint8Array>, index: number) => Promise<void>): Painter {
  const provider = "openai";
  const model = openaiImageModel({ apiKey: "bench", baseUrl, provider, azureApiVersion: null, offline: true });
  const { signal } = new AbortController();
  return async (index) => {
    await model.paint(request, { partial: () => {}, image: (blocks) => image(blocks, index) }, signal);
  };
}

async function measure(paint: Painter, atOnce: number, images: number): Promise<Figures> {
  for (let index = 0; index < 2; index += 1) await paint(index);
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 5);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const cpu = process.cpuUsage();
  const start = performance.now();
  delay.enable();
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < images) {
        next += 1;
        await paint(next);
      }
    }),
  );
  delay.disable();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(sampling);
  return {
    imagesPerSecond: images / seconds,
    cpuMsPerImage: (user + system) / 1000 / images,
    peakMegabytes: (peak - before) / 1e6,
    longestDelayMs: delay.max / 1e6,
  };
}

async function serve(megabytes: number): Promise<void> {
  const image = Buffer.alloc(megabytes * 1024 * 1024);
  for (let index = 0; index < image.length; index += 1) image[index] = (index * 2654435761) >>> 13;
  image.write("\x89PNG\r\n\x1a\n", "latin1");
  const { baseUrl } = await startLocalImagesApi({ fixedImage: image });
  process.send?.(baseUrl);
}

async function client(way: keyof typeof ways, baseUrl: string, atOnce: number, images: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "limner-bench-"));
  try {
    const paint = await ways[way](baseUrl, folder);
    process.send?.(await measure(paint, atOnce, images));
  } finally {
    await rm(folder, { recursive: true });
    process.disconnect?.();
  }
}

function started(...parameters: (string | number)[]): ChildProcess {
  return fork(import.meta.filename, parameters.map(String));
}

async function compare(): Promise<void> {
  for (const megabytes of [4, 16]) {
    const server = started("serve", megabytes);
    const [baseUrl] = await once(server, "message");
    for (const atOnce of [1, 16, 64]) {
      const images = Math.max(2 * atOnce, 96 / megabytes);
      const rows: Record<string, Figures> = {};
      for (const way of Object.keys(ways)) {
        const [figures] = await once(started("client", way, baseUrl, atOnce, images), "message");
        rows[way] = figures;
      }
      console.log(`${megabytes} MB, ${atOnce} at once, ${images} images`);
      console.table(rows);
    }
    server.kill();
  }
}

const [role, ...parameters] = process.argv.slice(2);
if (role === "serve") await serve(Number(parameters[0]));
else if (role === "client") {
  const [way, baseUrl = "", atOnce, images] = parameters;
  if (way === "plain" || way === "streamed" || way === "stored") {
    await client(way, baseUrl, Number(atOnce), Number(images));
  }
} else await compare();
