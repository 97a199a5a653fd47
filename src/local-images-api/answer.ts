import { RefusedRequest } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import { markDone, renderPicture, resetConnection, waitForever } from "./exchange.ts";
import { jsonPieces } from "./json-pieces.ts";
import { answerBody } from "./payload.ts";
import type { EncodedPicture } from "./rendering.ts";
import type { PlannedAnswer } from "./script.ts";
import type { ImageJob } from "./validation.ts";
import { totalBytes, writeHalfAndReset, writePieces } from "./wire.ts";

async function sendBareBytes(exchange: Exchange, job: ImageJob, picture: EncodedPicture): Promise<void> {
  exchange.response.writeHead(200, { "content-type": `image/${job.format}`, "content-length": picture.file.length });
  await writePieces(exchange.wire, [picture.file], () => markDone(exchange));
  exchange.response.end();
}

/** Answers with the planned status, headers and body instead of a picture. */
export function sendPlanned(exchange: Exchange, planned: PlannedAnswer): void {
  exchange.seen.state = "failed";
  exchange.response.writeHead(planned.status, {
    ...planned.headers,
    "content-length": Buffer.byteLength(planned.body),
  });
  exchange.response.end(planned.body);
}

/** Draws all n pictures and answers with one JSON body. */
export async function answerJson(exchange: Exchange, job: ImageJob): Promise<void> {
  const { fault, response, wire, seen, signal } = exchange;
  if (fault.hang === "after-headers") {
    response.writeHead(200, { "content-type": "application/json" });
    response.flushHeaders();
    return await waitForever(signal);
  }
  if (fault.errorEvent !== undefined) {
    const { error } = fault.errorEvent;
    throw new RefusedRequest(error.type === "server_error" ? 500 : 400, error);
  }
  const pictures: EncodedPicture[] = [];
  for (let index = 0; index < job.n; index++) {
    const rendered = await renderPicture(exchange, job);
    pictures.push(await rendered.finished());
    signal.throwIfAborted();
  }
  if (fault.answer !== undefined) return sendPlanned(exchange, fault.answer);
  if (fault.reset === "after-render") {
    seen.state = "failed";
    return resetConnection(response);
  }
  const [first] = pictures;
  if (fault.payload === "bare-bytes" && first !== undefined) return await sendBareBytes(exchange, job, first);

  const body = answerBody(job, pictures, fault, exchange.links, exchange.now());
  const pieces = jsonPieces(body, { spaces: fault.json?.spaces ?? false });
  const length = fault.chunkBytes === undefined ? { "content-length": totalBytes(pieces) } : {};
  response.writeHead(200, { "content-type": "application/json", ...length });
  if (fault.reset === "mid-body") {
    seen.state = "failed";
    return await writeHalfAndReset(wire, pieces);
  }
  await writePieces(wire, pieces, () => markDone(exchange));
  response.end();
}
