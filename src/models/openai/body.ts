import type { Deadlines } from "./deadlines.ts";

/**
 * The bytes of a response as they arrive from the network, under the request's deadlines.
 * Leaving the loop closes the connection unless the body was read to its end.
 */
export async function* bodyChunks(response: Response, deadlines: Deadlines): AsyncGenerator<Buffer> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  const close = () => void reader.cancel().catch(() => undefined);
  deadlines.signal.addEventListener("abort", close, { once: true });
  try {
    for (;;) {
      deadlines.awaiting();
      const { done, value } = await reader.read();
      deadlines.heard();
      // A cancelled reader ends quietly, as if the body were complete.
      if (deadlines.signal.aborted) throw new Error(`given up: ${deadlines.givenUp()}`);
      if (done) return;
      yield Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  } finally {
    deadlines.heard();
    deadlines.signal.removeEventListener("abort", close);
    close();
  }
}
