import type { ComingImage } from "#core/answer.ts";
import type { Bytes } from "#core/bytes.ts";
import type { Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";
import { fileOf, type UploadFile } from "./pictures.ts";
import { uploadOne } from "./upload.ts";

/** Files that are uploaded before anybody says where to show them; until then nobody sees them, and Slack forgets them. */
export interface Ahead {
  begin(image: ComingImage, bytes: Bytes): void;
  /** The id of a file that was uploaded just as it is, given out once; null when there is none, or it never got there. Rejects with Slack's refusal. */
  take(file: UploadFile): Promise<string | null>;
}

/** Nobody says how long Slack waits for the call that shows a file; in milliseconds. */
const freshMs = 60_000;

export function openAhead(calls: Calls): Ahead {
  const underWay = new Map<string, Promise<string>>();
  return {
    begin(image, bytes) {
      const id = uploadOne(calls, fileOf(image, bytes), true);
      // Told by whoever brings the answer.
      id.catch(() => {});
      const key = keyOf({ pictureId: image.pictureId, name: image.fileName });
      underWay.set(key, id);
      setTimeout(() => {
        if (underWay.get(key) === id) underWay.delete(key);
      }, freshMs).unref();
    },
    async take(file) {
      const key = keyOf(file);
      const id = underWay.get(key);
      underWay.delete(key);
      return (
        id?.catch((error: unknown) => {
          if (error instanceof Trouble && error.isRefusal && error.verdict !== "later") throw error;
          return null;
        }) ?? null
      );
    },
  };
}

function keyOf({ pictureId, name }: Pick<UploadFile, "pictureId" | "name">): string {
  return JSON.stringify([pictureId, name]);
}
