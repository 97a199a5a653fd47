import { AnswerFailure } from "./answer-failure.ts";
import type { Deadlines } from "./deadlines.ts";

/**
 * The bytes of a response as they arrive from the network, under the request's deadlines.
 * Throws an `AnswerFailure` when the connection breaks. Leaving the loop closes the connection unless the body was read to its end.
 */
export async function* bodyChunks(response: Response, deadlines: Deadlines): AsyncGenerator<Buffer> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  const close = () => void reader.cancel().catch(() => undefined);
  deadlines.signal.addEventListener("abort", close, { once: true });
  try {
    for (;;) {
      deadlines.awaiting();
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new AnswerFailure("cut", "the connection broke", cause);
      });
      deadlines.heard();
      // A cancelled reader ends quietly, as if the body were complete.
      if (deadlines.signal.aborted) throw new AnswerFailure("cut", "the request was given up");
      if (done) return;
      yield Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  } finally {
    deadlines.heard();
    deadlines.signal.removeEventListener("abort", close);
    close();
  }
}
