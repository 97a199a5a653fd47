import { MessageFlags } from "discord.js";
import type { Answer } from "#core/answer.ts";
import type { DiscordAddress } from "./address.ts";
import type { Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";
import { attachmentIds, type PostedJson, readPosted } from "./posted.ts";
import { channelMessage, interactionMessage } from "./routes.ts";
import { tokenLives } from "./rungs.ts";

/** What the file of an unfinished picture is called; nothing else is. */
export const previewName = "preview";

/** The message of an address as it is now; null when there is none that can be read. Rejects with a `Trouble` when nobody can tell just now. */
export async function lookAt(calls: Calls, address: DiscordAddress, now: number): Promise<PostedJson | null> {
  try {
    if (tokenLives(address, now)) {
      return readPosted(await calls.interaction({ method: "GET", ...interactionMessage(address) }));
    }
    if (address.message === null) return null;
    return readPosted(await calls.bot({ method: "GET", ...channelMessage(address.channel, address.message) }));
  } catch (error) {
    if (error instanceof Trouble && (error.verdict === "later" || error.status >= 500)) throw error;
    return null;
  }
}

/** Whether a message only says how far something is: it has no components of the new kind and no picture but an unfinished one. */
export function isStatus(message: PostedJson): boolean {
  if (((message.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0) return false;
  return (message.attachments ?? []).every(({ filename }) => filename.startsWith(`${previewName}.`));
}

/** Whether a message may be written over with this answer: it is a status, or shows one of the very same pictures already. */
export function isOwnOrStatus(message: PostedJson, { images }: Answer): boolean {
  const names = [...attachmentIds(message).keys()];
  return isStatus(message) || images.some(({ pictureId }) => names.some((name) => shows(name, pictureId)));
}

/** File names carry the picture's id, followed by the ending or by what was done to it. */
function shows(name: string, pictureId: string): boolean {
  return name.includes(`${pictureId}.`) || name.includes(`${pictureId}-`);
}
