import type { Answer } from "./answer.ts";
import type { PictureRecord } from "./command.ts";
import { type Message, say, type Text } from "./message.ts";
import { dollars } from "./money.ts";
import type { Job, Picture } from "./rows.ts";
import { sizeText } from "./size.ts";

type Facts = Answer["facts"];

/** What a result's caption says: prompt, model, size, quality, time and cost. */
export function jobFacts(job: Job, records: readonly PictureRecord[]): Facts {
  const { request } = job;
  const pictures = records.map(({ picture }) => picture);
  const settledAt = Math.max(...pictures.map((picture) => picture.settledAt ?? job.createdAt));
  return [
    { label: say("fact.prompt"), value: promptText(request) },
    { label: say("fact.model"), value: { literal: request.model } },
    { label: say("fact.size"), value: { literal: sizeText(request.size) } },
    { label: say("fact.quality"), value: { literal: request.quality } },
    { label: say("fact.time"), value: say("value.seconds", { seconds: seconds(settledAt - job.createdAt) }) },
    { label: say("fact.cost"), value: cost(pictures) },
  ];
}

/** The words that a job was asked with, or that they were deleted. */
function promptText({ prompt }: Job["request"]): Text {
  return prompt === "" ? say("value.deleted") : { literal: prompt };
}

/** What these pictures cost together; `about` as soon as one of them is an estimate. */
function cost(pictures: readonly Picture[]): Message {
  const priced = pictures.filter((picture) => picture.costMicros !== null);
  if (priced.length === 0) return say("value.cost-unknown");
  const micros = priced.reduce((sum, picture) => sum + (picture.costMicros ?? 0), 0);
  if (micros === 0) return say("value.cost-free");
  const exact = priced.length === pictures.length && priced.every(isExact);
  return exact ? say("value.cost", { amount: dollars(micros) }) : say("value.cost-about", { amount: dollars(micros) });
}

/** What did not cost anything cannot be off. */
function isExact({ costMicros, costSource }: Picture): boolean {
  return costMicros === 0 || costSource !== "estimate";
}

function seconds(milliseconds: number): number {
  return milliseconds < 10_000 ? Math.round(milliseconds / 100) / 10 : Math.round(milliseconds / 1000);
}
