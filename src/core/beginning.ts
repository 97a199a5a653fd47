/**
 * A stream, and a copy of its first bytes as soon as they have passed: of all it has when it is shorter, null when it breaks
 * off before. In bytes.
 */
export function withBeginning(
  stream: AsyncIterable<Uint8Array>,
  length: number,
): { readonly stream: AsyncIterable<Uint8Array>; readonly beginning: Promise<Blob | null> } {
  const found = Promise.withResolvers<Blob | null>();
  async function* passing(): AsyncGenerator<Uint8Array> {
    let held: Uint8Array<ArrayBuffer>[] | null = [];
    let bytes = 0;
    try {
      for await (const chunk of stream) {
        if (held) {
          held.push(chunk.slice());
          bytes += chunk.byteLength;
          if (bytes >= length) {
            found.resolve(new Blob(held).slice(0, length));
            held = null;
          }
        }
        yield chunk;
      }
      if (held) found.resolve(new Blob(held));
    } finally {
      found.resolve(null);
    }
  }
  return { stream: passing(), beginning: found.promise };
}
