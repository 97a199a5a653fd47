/** What a Blob is, and anything else whose length is known before it is read. */
export interface Bytes {
  /** In bytes. */
  readonly size: number;
  /** From the beginning, as often as need be. */
  stream(): AsyncIterable<Uint8Array>;
}
