import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";

/** One answer being written: where to, how finely cut, and the signal that ends it when the client leaves. */
export interface Wire {
  response: ServerResponse;
  /** Bytes per write; `undefined` writes as much at a time as suits the socket. */
  chunkBytes: number | undefined;
  signal: AbortSignal;
}

const USUAL_CHUNK_BYTES = 64 * 1024;

/** Bytes of all pieces together. */
export function totalBytes(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function* chunksOf(pieces: readonly Buffer[], chunkBytes: number): Generator<Buffer> {
  for (const piece of pieces) {
    for (let start = 0; start < piece.length; start += chunkBytes) yield piece.subarray(start, start + chunkBytes);
  }
}

async function writeChunk(wire: Wire, chunk: Buffer): Promise<void> {
  wire.signal.throwIfAborted();
  const roomLeft = wire.response.write(chunk);
  if (!roomLeft) await once(wire.response, "drain", { signal: wire.signal });
  // A cut answer must reach the client in pieces: give the socket a turn of its own for each.
  else if (wire.chunkBytes !== undefined) await setImmediate();
}

/**
 * Writes pieces no faster than the client reads them. `beforeLast` runs before the final bytes go out, so that
 * whatever it records is there by the time the client can know that it has everything.
 * @throws AbortError when the client leaves.
 */
export async function writePieces(wire: Wire, pieces: readonly Buffer[], beforeLast?: () => void): Promise<void> {
  let held: Buffer | undefined;
  for (const chunk of chunksOf(pieces, wire.chunkBytes ?? USUAL_CHUNK_BYTES)) {
    if (held !== undefined) await writeChunk(wire, held);
    held = chunk;
  }
  beforeLast?.();
  if (held !== undefined) await writeChunk(wire, held);
}

/** Writes the first half of the pieces, waits until they have left, and destroys the socket. */
export async function writeHalfAndReset(wire: Wire, pieces: readonly Buffer[]): Promise<void> {
  let left = Math.floor(totalBytes(pieces) / 2);
  const firstHalf: Buffer[] = [];
  for (const piece of pieces) {
    firstHalf.push(piece.subarray(0, Math.min(left, piece.length)));
    left -= Math.min(left, piece.length);
  }
  await writePieces(wire, firstHalf);
  // The response hands its last write to the socket a tick later.
  await setImmediate();
  wire.response.socket?.destroySoon();
}
