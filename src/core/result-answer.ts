import {
  type Answer,
  type AnswerButton,
  type AnswerImage,
  answer,
  type ComingImage,
  type PostedMessage,
  type Result,
} from "./answer.ts";
import type { PictureRecord } from "./command.ts";
import { jobFacts } from "./facts.ts";
import { isForgotten } from "./forgotten.ts";
import { type Message, say, type Text } from "./message.ts";
import type { Transaction } from "./records.ts";
import type { ImageRow, Job } from "./rows.ts";

/** What people are told of a job once all its pictures have ended: also when only some of them succeeded, and why the others did not. */
export async function resultAnswer(
  rows: Pick<Transaction, "jobs" | "deliveries">,
  job: Job,
  records: readonly PictureRecord[],
): Promise<Answer> {
  const finished = records.filter(({ picture }) => picture.state === "rendered");
  const result = await resultOfJob(rows, job);
  // Painted before anybody could stop it, for somebody who asked to be forgotten meanwhile.
  if (isForgotten(job) && finished.length > 0 && finished.every((record) => answerImage(record).length === 0))
    return answer({ result, text: [say("forget.not-brought")], problem: "cancelled" });
  const missing = records.filter(({ picture }) => picture.state !== "rendered");
  const text: Text[] = [];
  if (missing.length === 0) text.push(say("result.count", { count: records.length }));
  else if (finished.length > 0) {
    text.push(say("result.partial", { finished: finished.length, count: records.length }));
  }
  text.push(...reasons(missing, records.length > 1));
  text.push(...withoutRepeats([...job.request.notes, ...finished.flatMap(({ picture }) => picture.notes)]));

  const uncertain = missing.some(({ picture }) => picture.state === "unknown");
  const images = finished.flatMap(answerImage);
  return answer({
    result,
    text,
    images,
    facts: finished.length > 0 ? jobFacts(job, records) : [],
    buttons: [
      // It is told to the asker alone, and what they get belongs where they asked.
      ...(uncertain ? [{ ...button("retry", job.id), forAll: job.replyTo.audience === "public" }] : []),
      ...(images.length > 0 ? resultButtons(job, images) : []),
    ],
    problem: missing[0]?.picture.failure?.code ?? null,
  });
}

/** What can be done with a result; of several pictures each can be looked at by itself, with buttons of its own. */
function resultButtons(job: Job, images: readonly AnswerImage[]): readonly AnswerButton[] {
  const [one, ...others] = images;
  const subject = one && others.length === 0 ? one.pictureId : job.id;
  return [
    ...["again", "vary", "edit", "upscale", "info"].map((command) => button(command, subject)),
    ...(others.length > 0 ? images.map(({ pictureId }) => button("info", pictureId)) : []),
    ...(job.replyTo.audience === "private" ? [button("share", job.id)] : []),
    button("remove", job.id),
  ];
}

function button(command: string, subject: string): AnswerButton {
  return { command, subject, forAll: false };
}

/** What an answer tells of the job whose result it brings. */
export async function resultOfJob(rows: Pick<Transaction, "jobs" | "deliveries">, job: Job): Promise<Result> {
  const parent = job.parentJobId === null ? null : await rows.jobs.find(job.parentJobId);
  return {
    jobId: job.id,
    prompt: job.request.prompt,
    asker: { id: job.actor.id, name: job.actor.name },
    parent: parent && { jobId: parent.id, posted: await postedForAll(rows, parent) },
  };
}

async function postedForAll({ deliveries }: Pick<Transaction, "deliveries">, job: Job): Promise<PostedMessage | null> {
  const delivery = await deliveries.ofJob(job.id);
  if (delivery?.replyTo.audience !== "public") return null;
  const [first] = (await deliveries.messages(delivery.id)).messages;
  return first ? { workspace: delivery.place.workspace, channel: first.channel, message: first.message } : null;
}

/** The picture as an answer shows it; none when it was never finished or was deleted. */
export function answerImage({ job, picture, image }: PictureRecord): readonly AnswerImage[] {
  if (!image || image.deletedAt !== null) return [];
  return [{ ...comingImage(job, picture, image), key: image.key }];
}

/** The same of what is not stored yet. */
export function comingImage(
  { command, request }: Job,
  picture: Pick<PictureRecord["picture"], "id">,
  { format, size, bytes }: Pick<ImageRow, "format" | "size" | "bytes">,
): ComingImage {
  return {
    pictureId: picture.id,
    format,
    fileName: `${slug(request.prompt) || command}-${picture.id}.${format}`,
    alt: clip(request.prompt, 1000),
    width: size.width,
    height: size.height,
    bytes,
    as: "picture",
    spoiler: request.spoiler,
  };
}

/** At most `length` characters, cut between words where there is one, and never inside a character. */
export function clip(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  if (characters.length <= length) return line;
  const cut = characters.slice(0, length - 1).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > length / 2 ? cut.slice(0, space) : cut}…`;
}

/** The first words in plain ASCII, for file names; empty when there are none. */
function slug(prompt: string): string {
  const plain = clip(prompt, 200).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .slice(0, 6)
    .join("-")
    .slice(0, 48)
    .replace(/-$/, "");
}

/** One sentence for all that failed alike, otherwise one for each, named by its position. */
function reasons(missing: readonly PictureRecord[], several: boolean): readonly Message[] {
  const failures = missing.flatMap(({ picture }) =>
    picture.failure ? [{ position: picture.position, text: picture.failure.text }] : [],
  );
  const [first] = failures;
  if (!first) return [];
  const alike = failures.every(({ text }) => sameMessage(text, first.text));
  if (alike || !several) return [first.text];
  return failures.map(({ position, text }) => say("result.missing", { position, reason: text }));
}

function sameMessage(a: Message, b: Message): boolean {
  return a.code === b.code && JSON.stringify(a.parameters) === JSON.stringify(b.parameters);
}

function withoutRepeats(notes: readonly Message[]): readonly Message[] {
  return notes.filter((note, index) => notes.findIndex((other) => sameMessage(other, note)) === index);
}
