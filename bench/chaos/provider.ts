import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import {
  cutStream,
  providerError,
  rateLimited,
  resetAfter,
  resetBefore,
  resetMidBody,
} from "#src/local-images-api/faults.ts";
import type { SeenRequest } from "#src/local-images-api/journal.ts";
import type { Painter } from "#src/local-images-api/painter.ts";
import type { Fault, Script } from "#src/local-images-api/script.ts";
import { startLocalImagesApi } from "#src/local-images-api/server.ts";
import { usageOf } from "#src/local-images-api/usage.ts";

/*
 * The image service of the chaos run, in a process of its own that nobody kills: it counts what it is paid for.
 * Argument: the share of requests that go wrong, from 0 to 1. Any message is answered with what was asked for so far.
 */

/** One paid request, as the service would put it on the invoice. */
export interface Paid {
  readonly prompt: string;
  readonly requestId: string;
  /** What a finished picture costs, in micro-dollars, by the service's own reckoning. */
  readonly micros: number;
}

/** What a request for the invoice answers. */
export interface Invoice {
  readonly requests: number;
  readonly paid: readonly Paid[];
}

/** Dollars a million tokens, of gpt-image-2: https://platform.openai.com/docs/pricing */
const prices = { text: 5, image: 8, output: 30 };

/** Every edit of this run begins with this picture. */
const attachedSize = { width: 64, height: 48 };

const faultShare = Number(process.argv[2] ?? "0");
const faults: readonly Fault[] = [
  rateLimited({ retryAfterMs: 300 }),
  providerError(),
  resetBefore,
  resetAfter,
  resetMidBody,
  cutStream,
  { payload: "bad-base64" },
  { delayMs: 1_500 },
];
const asked = new Map<string, number>();

/** The same prompt's first, second, third request go wrong in the same way in every run with the same seed. */
const script: Script = ({ fields }) => {
  const prompt = String(fields.prompt);
  const nth = (asked.get(prompt) ?? 0) + 1;
  asked.set(prompt, nth);
  const dice = createHash("sha256").update(`${prompt} ${nth}`).digest();
  if (dice.readUInt32BE(0) / 2 ** 32 >= faultShare) return null;
  return faults[dice.readUInt32BE(4) % faults.length] ?? null;
};

async function draw({ width, height, variation }: Parameters<Painter["draw"]>[0]) {
  await pause(50 + ((variation * 97) % 250));
  const data = Buffer.alloc(width * height * 3, variation % 256);
  // No two pictures are alike.
  data.writeUInt32BE(variation, 0);
  return { data, width, height, channels: 3 as const };
}

let variation = 0;
const api = await startLocalImagesApi({
  painter: { draw, redraw: draw },
  script,
  paceMs: 60,
  nextVariation: () => {
    variation += 1;
    return variation;
  },
  remember: { maxRequests: 1_000_000, maxFileBytes: 1_000_000_000 },
});

function invoiced({ fields, requestId, path }: SeenRequest): Paid {
  const prompt = String(fields.prompt);
  const [width = 0, height = 0] = String(fields.size).split("x").map(Number);
  const { input_tokens_details: input, output_tokens: output } = usageOf({
    ...{ family: "2", quality: "medium", width, height, prompt, images: 1 },
    partials: Number(fields.partial_images ?? 0),
    inputSizes: path.endsWith("/edits") ? [attachedSize] : [],
  });
  const micros = input.text_tokens * prices.text + input.image_tokens * prices.image + output * prices.output;
  return { prompt, requestId, micros: Math.ceil(micros) };
}

process.on("message", () => {
  const paid = api.requests.filter((request) => request.paid).map(invoiced);
  process.send?.({ requests: api.requests.length, paid } satisfies Invoice);
});
process.once("disconnect", () => process.exit(0));
process.send?.({ baseUrl: api.baseUrl });
