import type { ImageValue } from "#core/image-value.ts";
import { type Message, say, type Text } from "#core/message.ts";
import { parseSubject, pictureId } from "#core/subject.ts";
import { readAction } from "./action-ids.ts";
import { attachedImage, isHeic, nameOf, type SlackFile, unusable } from "./attached-image.ts";
import { filesIn, type SlackMessage } from "./message-files.ts";

/** A picture in a message that somebody may mean. */
export interface MessagePicture {
  readonly value: ImageValue;
  /** How people tell it from the others. */
  readonly label: Text;
}

/** What a message shows, and what of it cannot be used: nothing is passed over in silence. */
export interface MessagePictures {
  readonly pictures: readonly MessagePicture[];
  /** Why files were left out, a sentence each. */
  readonly ignored: readonly Message[];
  /** What is to be known of those that are used. */
  readonly notes: readonly Message[];
}

/** Every picture of a message and of the messages that it forwards, in the order in which people see them. Those of ours are the results themselves. */
export function picturesIn(message: SlackMessage, botUserId: string): MessagePictures {
  const { files, previews } = filesIn(message);
  const usable = files.filter((file) => unusable(file) === null).filter(hasId);
  const alike = (name: string) => usable.filter((file) => nameOf(file) === name).length > 1;
  return {
    pictures: usable.map((file, index) => {
      const result = resultOf(file, message, botUserId);
      // Pasted pictures are all called alike, ours by words that the person knows already, and some are not named at all.
      const named = result === null && file.name && !alike(file.name);
      return {
        value: result === null ? attachedImage(file) : { result },
        label: named && file.name ? { literal: file.name } : say("choose.picture", { position: index + 1 }),
      };
    }),
    ignored: [
      ...files.flatMap((file) => unusable(file) ?? []),
      ...previews.map((name) => say("slack.file-preview", { name })),
    ],
    notes: usable.filter(isHeic).map((file) => say("slack.heic", { name: nameOf(file) })),
  };
}

/** What a message of ours is about: a picture when it shows just that, the job when it shows several of it; null when it is not ours or about several jobs. */
export function resultIn(message: SlackMessage, botUserId: string): string | null {
  if (message.user !== botUserId) return null;
  const shown = (message.files ?? []).flatMap((file) => resultOf(file, message, botUserId) ?? []);
  return commonSubject(shown) ?? (shown.length > 0 ? null : commonSubject(subjectsIn(message.blocks ?? [])));
}

/** The picture's id at the end of a result's file name, `a-red-fox-k3f9qax2m4-2.png`. Anybody can name a file so, but only the bot can have uploaded it. */
function resultOf(file: SlackFile, message: SlackMessage, botUserId: string): string | null {
  if ((file.user ?? message.user) !== botUserId) return null;
  const found = /(?:^|[-_])([0-9a-z]{10})-([1-9]\d?)(?:-painted|-small)?\.[a-z0-9]+$/.exec(file.name ?? "");
  return found?.[1] === undefined ? null : pictureId(found[1], Number(found[2]));
}

function commonSubject(ids: readonly string[]): string | null {
  const subjects = ids.flatMap((id) => parseSubject(id) ?? []);
  const [first] = subjects;
  if (!first || subjects.some(({ jobId }) => jobId !== first.jobId)) return null;
  const positions = new Set(subjects.flatMap(({ position }) => position ?? []));
  const [only, ...others] = positions;
  return only === undefined || others.length > 0 ? first.jobId : pictureId(first.jobId, only);
}

/** What our buttons and menus would act on. */
function subjectsIn(block: unknown): readonly string[] {
  if (Array.isArray(block)) return block.flatMap(subjectsIn);
  if (typeof block !== "object" || block === null) return [];
  const pressed = "action_id" in block ? readAction(String(block.action_id)) : null;
  if (pressed?.kind === "command") return "value" in block ? [String(block.value)] : [];
  if (pressed?.kind !== "choice") return Object.values(block).flatMap(subjectsIn);
  const options: unknown = "options" in block ? block.options : [];
  return Array.isArray(options) ? options.map((option) => String(option?.value)) : [];
}

function hasId(file: SlackFile): file is SlackFile & { readonly id: string } {
  return file.id !== undefined;
}
