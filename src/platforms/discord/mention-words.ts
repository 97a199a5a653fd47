import type { APIMessage, GatewayMessageCreateDispatchData } from "discord.js";
import type { Command } from "#core/command.ts";
import type { ImageValue } from "#core/image-value.ts";
import type { RawValues } from "#core/invocation.ts";
import { type Message, say } from "#core/message.ts";
import type { ThreadResult } from "#core/studio.ts";
import { parseSubject } from "#core/subject.ts";
import { pickedIn, pictureMeant } from "#core/thread-reply.ts";
import { picturesIn } from "./message-pictures.ts";

/** What somebody said to the bot, as a command. */
export interface Spoken {
  readonly command: string;
  readonly values: RawValues;
}

export interface Said {
  readonly message: GatewayMessageCreateDispatchData;
  /** The bot's own id. */
  readonly application: string;
  readonly commands: readonly Command[];
  /** The newest result in the thread where it was said. */
  readonly inThread: ThreadResult | null;
}

/**
 * Reads what somebody said: with pictures, their own or those of the message that they reply to, or in the thread of a
 * result, it is an edit; otherwise a picture is painted. The name of a command may come first.
 */
export function spokenTo(said: Said): Spoken | { readonly refused: Message } {
  const { message, application, commands, inThread } = said;
  const text = wordsTo(message, application);
  const [first = "", ...others] = text.split(" ");
  const named = commands.find(
    ({ name, triggers }) =>
      triggers.includes("mention") && name === first.replace(/^[/!]/, "").replace(/:$/, "").toLowerCase(),
  );
  // What is for the asker alone (help) cannot be said in front of everybody; how to ask for it can.
  if (named && !named.paints) return { refused: say("mention.how") };
  const prompt = named ? others.join(" ") : text;
  const own = picturesIn(message, application).map(({ value }) => value);
  const quoted = message.referenced_message ? quotedIn(message.referenced_message, application) : null;
  const pictures = own.length > 0 ? own : (quoted?.pictures ?? []);
  const [image, ...references] = pictures;
  if (named?.name === "blend" && pictures.length > 0)
    return { command: "blend", values: { images: pictures, ...(prompt === "" ? {} : { prompt }) } };
  if (prompt === "") return { refused: say("mention.how") };
  if (named?.name === "imagine")
    return { command: "imagine", values: { prompt, ...(pictures.length > 0 ? { references: pictures } : {}) } };
  if (image) return { command: "edit", values: { prompt, image, ...(references.length > 0 ? { references } : {}) } };
  const under = quoted?.result ?? inThread;
  if (!under) return { command: "imagine", values: { prompt } };
  const { position, words } = pickedIn(prompt);
  const meant = pictureMeant(under, position);
  return "which" in meant ? { refused: meant.which } : { command: "edit", values: { prompt: words, image: meant } };
}

/** Whether words have the bot's name among them. */
export function names(content: string, application: string): boolean {
  return nameOf(application).test(content);
}

function nameOf(application: string): RegExp {
  return new RegExp(`<@!?${application}>`, "g");
}

/** Its words, without the bot's name. */
function wordsTo({ content }: Pick<APIMessage, "content">, application: string): string {
  return content.replaceAll(nameOf(application), " ").replace(/\s+/g, " ").trim();
}

/** Of a message that is replied to, the result that it shows, or else its pictures. */
function quotedIn(
  message: APIMessage,
  application: string,
): { readonly result: ThreadResult | null; readonly pictures: readonly ImageValue[] } {
  const pictures = picturesIn(message, application).map(({ value }) => value);
  const shown = pictures.flatMap((value) => ("result" in value ? (parseSubject(value.result) ?? []) : []));
  const [first] = shown;
  if (!first || shown.length < pictures.length || shown.some(({ jobId }) => jobId !== first.jobId))
    return { result: null, pictures };
  return { result: { jobId: first.jobId, positions: shown.flatMap(({ position }) => position ?? []) }, pictures: [] };
}
