import type { Bytes } from "./bytes.ts";
import type { Format } from "./model.ts";
import type { Milliseconds } from "./rows.ts";

/** Bytes that are safely on disk. */
export interface StoredImage {
  /** `<sha256>.<ending>`: the same bytes always have the same key. */
  readonly key: string;
  readonly sha256: string;
  /** In bytes. */
  readonly bytes: number;
}

/** Hears of bytes that are all there and not safe yet: they can be read, but nobody may rely on them. Must not throw. */
export type Whole = (bytes: Bytes) => void;

/** Where the bytes of images live. Every failure to keep them rejects; nothing half-written is ever readable by its key. */
export interface ImageStore {
  /** Rejects with a `misconfigured` AppError unless at least `bytes` can be stored: asked before money is spent. */
  ensureRoom(bytes: number): Promise<void>;
  /** Stores a stream of unknown length; holds no more than some 512 KB in memory. What the stream hands out may be used again when the next is asked for. Resolves when the bytes would survive a power cut. When the stream fails, nothing is kept. */
  write(stream: AsyncIterable<Uint8Array>, format: Format, whole?: Whole): Promise<StoredImage>;
  /** A Blob backed by the file, so that it can be read and sent again without holding it; its `stream` is the fastest way. Rejects with a `delivery` AppError when there is no such image. */
  read(key: string): Promise<Blob>;
  /** Removing what is not there is fine. */
  remove(key: string): Promise<void>;
  /**
   * Removes bytes unless they were written since then, or written again since then and within the last hour. True when
   * they are gone, also when they were not there. Bytes that are written again at the same moment stay.
   */
  removeOlder(key: string, modifiedBefore: Milliseconds): Promise<boolean>;
  /** Every image there is, in no order, while it is being read: what is written or removed meanwhile may or may not be in it. */
  list(): AsyncIterable<ListedImage>;
}

export interface ListedImage {
  readonly key: string;
  /** When these bytes were first written. */
  readonly modifiedAt: Milliseconds;
}
