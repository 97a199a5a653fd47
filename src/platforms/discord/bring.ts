import { z } from "zod";
import type { Answer } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import { type Message, say } from "#core/message.ts";
import type { Journal } from "#core/platform.ts";
import type { Delivered, DeliveredMessage } from "#core/rows.ts";
import { filterOf, missingPermission, Trouble } from "./errors.ts";
import type { Ladder } from "./ladder.ts";
import { type MessagePart, richMessage } from "./message.ts";
import { inMessages, prepareImages, type UploadRoom } from "./pictures.ts";
import { plainMessage } from "./plain-message.ts";
import { delivered, readPosted } from "./posted.ts";
import { withoutWords } from "./without-words.ts";

export interface BringParts {
  readonly images: ImageStore;
  readonly tools: ImageTools;
  readonly locale: string;
  /** Where it belongs. */
  readonly channel: string;
  /** For one person alone, who may have it without the words that a filter refuses. */
  readonly alone: boolean;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** What is left of a message that was posted: which pictures it shows, and which it had to leave out. */
const step = z.object({
  message: z.object({
    channel: z.string(),
    message: z.string(),
    files: z.array(z.object({ file: z.string(), pictureId: z.string() })),
  }),
  left: z.array(z.string()),
});

/** Files are made smaller down to here before another way is tried, in bytes: Discord's limit was never lower. */
const smallestBytes = 8 * 1024 * 1024;

/**
 * Posts an answer by the first way that takes it. Every message is a step of the journal; those that are written down are
 * never posted again, whichever way they came.
 */
export async function bring(parts: BringParts, answer: Answer, journal: Journal, ladder: Ladder): Promise<Delivered> {
  const messages: DeliveredMessage[] = [];
  const handled = new Set<string>();
  for (let part = 1; ; part += 1) {
    const written = journal.done(`part ${part}`);
    if (written === null) break;
    const { message, left } = step.parse(JSON.parse(written));
    messages.push(message);
    for (const id of [...message.files.map(({ pictureId }) => pictureId), ...left]) handled.add(id);
  }

  const troubles: Trouble[] = [];
  let brought = answer;
  let withheld: readonly Message[] = [];
  let plain = false;
  let rung = ladder.next(null);
  let room: UploadRoom | null = null;
  let shrunk = false;

  while (rung) {
    const rest = brought.images.filter(({ pictureId }) => !handled.has(pictureId));
    if (messages.length > 0 && rest.length === 0) return { messages };
    const part = messages.length + 1;
    try {
      room ??= await rung.room(rest);
      const planned = inMessages(rest, room);
      const prepared = await prepareImages(parts, planned[0] ?? [], room);
      if (prepared.left.length > 0) parts.log("pictures left out", { pictures: prepared.left });
      const reason = rung.reason !== null && (part === 1 || troubles.length > 0) ? [rung.reason] : [];
      const notes = [...reason, ...withheld, ...prepared.notes];
      // A message to come may have to be split: how many there are is certain in the last one.
      const count = planned.length > 1 ? null : part;
      const said: MessagePart = { answer: brought, images: prepared.shown, notes, part, count, locale: parts.locale };
      const body = plain ? plainMessage(said) : richMessage(said);
      const message = delivered(readPosted(await rung.send(part, body)), body.shown);
      await journal.write(`part ${part}`, JSON.stringify({ message, left: prepared.left }));
      messages.push(message);
      for (const { pictureId } of planned[0] ?? []) handled.add(pictureId);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      troubles.push(error);
      parts.log("not posted this way", { way: rung.name, verdict: error.verdict, refusal: error.message });
      if (error.verdict === "later" || (plain && error.status >= 500)) throw putOff(error);
      if (error.verdict === "blocked") {
        if (!parts.alone || brought !== answer) throw blocked(error);
        brought = withoutWords(answer);
        withheld = [say("bring.without-words", { filter: filterOf(error) })];
      } else if (error.verdict === "plain" && !plain) plain = true;
      else if (error.verdict === "smaller" && !shrunk && room) {
        shrunk = true;
        room = halved(room);
      } else if ((error.verdict === "anew" || error.verdict === "closed") && rung.edits && part === 1)
        rung.edits = false;
      else {
        rung = ladder.next(error);
        room = null;
        shrunk = false;
      }
    }
  }
  throw kept(answer, troubles, parts.channel);
}

function halved({ fileBytes, requestBytes }: UploadRoom): UploadRoom {
  const half = (bytes: number) => Math.max(smallestBytes, Math.floor(bytes / 2));
  return { fileBytes: half(fileBytes), requestBytes: half(requestBytes) };
}

/** The core comes back to it; till then the person is not told anything that would soon be wrong. */
export function putOff({ retryAfterMs, message }: Trouble): AppError {
  return new AppError("delivery", say("bring.away"), { retryAfterMs, log: message });
}

/** No other way is tried: what a server does not want to read does not come by a back door. */
export function blocked(trouble: Trouble): AppError {
  return new AppError("delivery", say("bring.blocked", { filter: filterOf(trouble) }), { log: trouble.message });
}

function kept({ result }: Answer, troubles: readonly Trouble[], channel: string): AppError {
  const log = troubles.map(({ message }) => message).join("; ") || "there is no way to answer";
  const denied = troubles.find((trouble) => missingPermission(trouble) !== null);
  const permission = denied && missingPermission(denied);
  if (!result) return new AppError("delivery", say("bring.words"), { log });
  if (permission)
    return new AppError("delivery", say("bring.no-permission", { permission, channel: `<#${channel}>` }), { log });
  return new AppError("delivery", say("bring.kept", { id: result.jobId }), { log });
}
