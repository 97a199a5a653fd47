import type { Readable } from "node:stream";
import { AnswerFailure } from "./answer-failure.ts";
import type { Deadlines } from "./deadlines.ts";

/**
 * The bytes of an answer as they arrive from the network, under the request's deadlines.
 * Throws an `AnswerFailure` when the connection breaks. Leaving the loop closes the connection unless the body was read to its end.
 */
export async function* bodyChunks(body: Readable, deadlines: Deadlines): AsyncGenerator<Buffer> {
  const close = () => void body.destroy();
  const chunks: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
  deadlines.signal.addEventListener("abort", close, { once: true });
  try {
    for (;;) {
      deadlines.awaiting();
      const { done, value } = await chunks.next().catch((cause: unknown) => {
        throw new AnswerFailure("cut", "the connection broke", cause);
      });
      deadlines.heard();
      if (deadlines.signal.aborted) throw new AnswerFailure("cut", "the request was given up");
      if (done) return;
      yield value;
    }
  } finally {
    deadlines.heard();
    deadlines.signal.removeEventListener("abort", close);
    close();
  }
}
