import type { ComingImage } from "#core/answer.ts";
import type { Bytes } from "#core/bytes.ts";
import type { Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";
import { fileOf, type UploadFile } from "./pictures.ts";
import { uploadOne } from "./upload.ts";

/**
 * Files that are uploaded before anybody says where to show them. Until then nobody sees them, and what is never shown Slack
 * throws away by itself: https://docs.slack.dev/reference/methods/files.completeUploadExternal
 */
export interface Ahead {
  /** Does nothing when too many are under way: the picture is uploaded when it is delivered. */
  begin(image: ComingImage, bytes: Bytes): void;
  /** The id of a file that was uploaded just as it is, given out once; null when there is none, or it never got there. Rejects with Slack's refusal. */
  take(file: UploadFile): Promise<string | null>;
}

interface Begun {
  readonly id: Promise<string>;
  readonly atMs: number;
}

/**
 * So many at a time: of four pictures, three may come at once while the last is painted, and all three go ahead. When more
 * come, from several jobs, acknowledging others within 3 s matters more than some milliseconds for each.
 */
const mostUnderWay = 3;

/** Nobody says how long Slack waits for the call that shows a file; in milliseconds. */
const freshMs = 60_000;

/** `now` in milliseconds since 1970. */
export function openAhead(calls: Calls, now: () => number): Ahead {
  const begun = new Map<string, Begun>();
  let underWay = 0;
  const isFresh = ({ atMs }: Begun) => now() - atMs < freshMs;

  return {
    begin(image, bytes) {
      // What nobody has taken by now was cancelled, or is delivered by another process.
      for (const [key, one] of begun) if (!isFresh(one)) begun.delete(key);
      const key = keyOf({ pictureId: image.pictureId, name: image.fileName });
      // Painted anew it is another picture, also when there is no room for it.
      begun.delete(key);
      if (underWay >= mostUnderWay) return;
      underWay += 1;
      const id = uploadOne(calls, fileOf(image, bytes), true).finally(() => {
        underWay -= 1;
      });
      // Told by whoever brings the answer.
      id.catch(() => {});
      begun.set(key, { id, atMs: now() });
    },
    async take(file) {
      const key = keyOf(file);
      const one = begun.get(key);
      begun.delete(key);
      if (!one || !isFresh(one)) return null;
      return one.id.catch((error: unknown) => {
        if (error instanceof Trouble && error.isRefusal && error.verdict !== "later") throw error;
        return null;
      });
    },
  };
}

function keyOf({ pictureId, name }: Pick<UploadFile, "pictureId" | "name">): string {
  return JSON.stringify([pictureId, name]);
}
