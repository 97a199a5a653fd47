import { type Answer, type AnswerImage, answer } from "./answer.ts";
import type { PictureRecord } from "./command.ts";
import { jobFacts } from "./facts.ts";
import { type Message, say, type Text } from "./message.ts";
import type { Job } from "./rows.ts";

/** What people are told of a job once all its pictures have ended: also when only some of them succeeded, and why the others did not. */
export function resultAnswer(job: Job, records: readonly PictureRecord[]): Answer {
  const finished = records.filter(({ picture }) => picture.state === "rendered");
  const missing = records.filter(({ picture }) => picture.state !== "rendered");
  const text: Text[] = [];
  if (missing.length === 0) text.push(say("result.count", { count: records.length }));
  else if (finished.length > 0) {
    text.push(say("result.partial", { finished: finished.length, count: records.length }));
  }
  text.push(...reasons(missing, records.length > 1));
  text.push(...withoutRepeats([...job.request.notes, ...finished.flatMap(({ picture }) => picture.notes)]));

  const uncertain = missing.some(({ picture }) => picture.state === "unknown");
  return answer({
    jobId: job.id,
    text,
    images: finished.flatMap(answerImage),
    facts: finished.length > 0 ? jobFacts(job, records) : [],
    buttons: [
      ...(uncertain ? ["retry"] : []),
      ...(finished.length > 0 ? ["again", "vary", "edit", "upscale", "info"] : []),
    ].map((command) => ({ command, subject: job.id })),
    problem: missing[0]?.picture.failure?.code ?? null,
  });
}

/** The picture as an answer shows it; none when it was never finished or was deleted. */
export function answerImage({ job, picture, image }: PictureRecord): readonly AnswerImage[] {
  if (!image || image.deletedAt !== null) return [];
  return [
    {
      pictureId: picture.id,
      key: image.key,
      format: image.format,
      fileName: `${slug(job.request.prompt) || job.command}-${picture.id}.${image.format}`,
      alt: clip(job.request.prompt, 1000),
      width: image.size.width,
      height: image.size.height,
      bytes: image.bytes,
      asFile: false,
    },
  ];
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
