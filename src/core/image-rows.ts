import type { ImageRow, Milliseconds } from "./rows.ts";

export interface ImageRows {
  insert(image: ImageRow, parentImageIds: readonly string[]): Promise<void>;
  find(id: string): Promise<ImageRow | null>;
  /** The images that this one was made from, the edited one first. */
  parents(id: string): Promise<readonly string[]>;
  /** Everything that a job painted, also what is deleted. */
  ofJob(jobId: string): Promise<readonly ImageRow[]>;
  /** What open jobs are made of or have made, and what deliveries that are not settled bring: it stays. */
  inUse(): Promise<ImagesInUse>;
  /** Images made before then that were not deleted, oldest first, those after `after`. */
  keptBefore(
    createdBefore: Milliseconds,
    after: Pick<ImageRow, "id" | "createdAt"> | null,
    limit: number,
  ): Promise<readonly ImageRow[]>;
  /** Their bytes may go from now on; hash and cost stay. */
  markDeleted(ids: readonly string[], at: Milliseconds): Promise<void>;
  /** Deleted images whose bytes were not removed yet, by id, those after `after`. */
  unremoved(after: string | null, limit: number): Promise<readonly ImageRow[]>;
  /** The bytes of these are gone, or belong to another image that is kept. */
  markRemoved(ids: readonly string[], at: Milliseconds): Promise<void>;
  /** Those of the keys that an image needs which was not deleted. */
  neededKeys(keys: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface ImagesInUse {
  readonly ids: ReadonlySet<string>;
  /** Keys in the image store. */
  readonly keys: ReadonlySet<string>;
}
