import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm } from "node:fs/promises";
import { openaiImageModel } from "#src/models/openai/model.ts";

const server = fork("/work/main/bench/decode.ts", ["serve", "4"]);
const [baseUrl] = await once(server, "message");
const model = openaiImageModel({ apiKey: "x", baseUrl, provider: "openai", azureApiVersion: null, offline: true });
const request = {
  prompt: "x",
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
} as const;
const dir = await mkdtemp("/tmp/x/m-");
const atOnce = Number(process.argv[2] ?? 64);
const paint = (i: number) =>
  model.paint(
    request,
    {
      partial() {},
      image: async (b) => {
        const f = await open(`${dir}/${i}`, "w");
        for await (const x of b) await f.write(x);
        await f.close();
      },
    },
    new AbortController().signal,
  );
await paint(0);
await paint(1);
const base = process.memoryUsage();
let peak = base;
const t = setInterval(() => {
  const m = process.memoryUsage();
  if (m.rss > peak.rss) peak = m;
}, 5);
let next = 0;
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    while (next < 2 * atOnce) {
      next++;
      await paint(next);
    }
  }),
);
clearInterval(t);
for (const k of Object.keys(base) as (keyof typeof base)[])
  console.log(k.padEnd(14), (base[k] / 1e6).toFixed(0), (peak[k] / 1e6).toFixed(0));
server.kill();
await rm(dir, { recursive: true });
