import type { Tapped } from "./tap.ts";

/** One image request as it is kept: pictures in answers are cut off, as nothing is said of what is in them. */
export interface ImagesExchange extends Omit<Tapped, "body" | "answer"> {
  /** In base64. */
  readonly body: string;
  readonly answerType: string;
  /** The JSON of an answer, or of each event; none where it is neither. */
  readonly answers: readonly unknown[];
}

export function imagesExchange({ body, answer, ...rest }: Tapped): ImagesExchange {
  const text = answer.toString();
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, data = ""]) => data);
  const isStream = events.length > 0;
  return {
    ...rest,
    body: body.toString("base64"),
    answerType: isStream ? "text/event-stream" : "application/json",
    answers: (isStream ? events : [text]).flatMap(parsed),
  };
}

function parsed(text: string): readonly unknown[] {
  try {
    const cut = (name: string, value: unknown) =>
      name === "b64_json" && typeof value === "string" ? value.slice(0, 16) : value;
    return [JSON.parse(text, cut)];
  } catch {
    return [];
  }
}
