import type { Feed } from "./feed.ts";
import type { ImageStore } from "./image-store.ts";
import type { ImageTools } from "./image-tools.ts";

/** An unfinished picture is shown small: this many bytes, enough for a sharp 512 pixels and small for every upload. */
const previewBytes = 120_000;

/**
 * Takes unfinished pictures, makes them small, keeps them while they are of use and tells the feed. One at a time and
 * always the newest: painting never waits for showing, and what cannot be shown is left out.
 */
export function openPreviews(
  parts: {
    readonly images: ImageStore;
    readonly tools: ImageTools;
    readonly feed: Feed;
    log(message: string, details: Readonly<Record<string, unknown>>): void;
  },
  jobId: string,
  pictureId: string,
): { show(bytes: Uint8Array): void; close(): Promise<void> } {
  const kept: string[] = [];
  let next: Uint8Array | null = null;
  let underWay: Promise<void> | null = null;

  async function work(): Promise<void> {
    while (next) {
      const bytes = next;
      next = null;
      const small = await parts.tools.fit(new Blob([new Uint8Array(bytes)]), previewBytes);
      const { key } = await parts.images.write(small.bytes.stream(), small.format);
      kept.push(key);
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
    /** The picture is there: the unfinished ones go. */
    async close() {
      next = null;
      await underWay;
      for (const key of kept) await parts.images.remove(key);
    },
  };
}
