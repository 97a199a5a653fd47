import type { ResultImageValue } from "./image-value.ts";
import { type Message, say } from "./message.ts";
import type { ThreadResult } from "./studio.ts";
import { pictureId } from "./subject.ts";

/** Words that begin with the number of a picture, as people count them: "2: make it snow". */
export function pickedIn(text: string): { readonly position: number | null; readonly words: string } {
  const found = /^(?:picture\s+|bild\s+|#)?(\d{1,2})\s*[:.)]\s*(\S[\s\S]*)$/i.exec(text.trim());
  return found?.[2] === undefined ? { position: null, words: text } : { position: Number(found[1]), words: found[2] };
}

/** The picture that somebody means who speaks under a result: the only one, or the one they name; otherwise the question which. */
export function pictureMeant(
  { jobId, positions }: ThreadResult,
  picked: number | null,
): ResultImageValue | { readonly which: Message } {
  const [only, ...others] = positions;
  const position = picked !== null ? positions.find((one) => one === picked) : others.length === 0 ? only : undefined;
  return position === undefined
    ? { which: say("thread.which", { count: positions.length }) }
    : { result: pictureId(jobId, position) };
}
