import type { Chance } from "./clock.ts";
import type { Feed } from "./feed.ts";
import type { ImageStore } from "./image-store.ts";
import type { ImageTools } from "./image-tools.ts";
import type { Records } from "./records.ts";
import type { Milliseconds } from "./rows.ts";

/** An unfinished picture is shown small: this many bytes, enough for a sharp 512 pixels and small for every upload. */
const previewBytes = 120_000;

/**
 * Takes unfinished pictures, makes them small, keeps them while they are of use and tells the feed. One at a time and
 * always the newest: painting never waits for showing, and what cannot be shown is left out.
 */
export function openPreviews(
  parts: {
    readonly records: Records;
    readonly chance: Chance;
    readonly images: ImageStore;
    readonly tools: ImageTools;
    readonly feed: Feed;
    log(message: string, details: Readonly<Record<string, unknown>>): void;
  },
  jobId: string,
  pictureId: string,
): { show(bytes: Uint8Array): void; close(finishedKey: string | null): Promise<void> } {
  const kept = new Map<string, Milliseconds>();
  let next: Uint8Array | null = null;
  let underWay: Promise<void> | null = null;

  async function work(): Promise<void> {
    while (next) {
      const bytes = next;
      next = null;
      const small = await parts.tools.fit(new Blob([new Uint8Array(bytes)]), previewBytes);
      const { key } = await parts.images.write(small.bytes.stream(), small.format);
      kept.set(key, parts.chance.now());
      parts.feed.publish({ kind: "partial", jobId, pictureId, imageKey: key });
    }
  }

  return {
    show(bytes) {
      next = bytes;
      underWay ??= work()
        .catch((error: unknown) => parts.log("unfinished picture not shown", { picture: pictureId, error }))
        .finally(() => {
          underWay = null;
        });
    },
    /** The picture is there, or will not come: the unfinished ones go. Rejects never: a paid picture does not fail for them. */
    async close(finishedKey) {
      next = null;
      await underWay;
      if (kept.size === 0) return;
      try {
        // The same bytes have the same key: a finished picture that looks like an unfinished one stays.
        const needed = await parts.records.transaction(({ images }) => images.neededKeys([...kept.keys()]));
        for (const [key, writtenAt] of kept) {
          if (key !== finishedKey && !needed.has(key)) await parts.images.removeOlder(key, writtenAt);
        }
      } catch (error) {
        parts.log("unfinished pictures not removed", { picture: pictureId, error });
      }
    },
  };
}
