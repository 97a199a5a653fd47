import type { Options } from "#core/option.ts";

/** The choices that every command offers which paints from words or edits. */
export const pictureOptions = {
  size: { kind: "size", description: "Shape or WIDTHxHEIGHT in pixels", rank: 20, short: "s" },
  count: { kind: "integer", description: "How many pictures", min: 1, max: 10, rank: 21, short: "n" },
  quality: {
    kind: "choice",
    description: "Finer costs more and takes longer",
    choices: "qualities",
    rank: 22,
    short: "q",
  },
  model: { kind: "choice", description: "Which image model paints", choices: "models", rank: 30, short: "m" },
  format: { kind: "choice", description: "File format", choices: ["png", "jpeg", "webp"], rank: 31, short: "f" },
  compression: { kind: "integer", description: "How much quality jpeg and webp keep", min: 0, max: 100, rank: 32 },
  background: {
    kind: "choice",
    description: "What is behind the subject",
    choices: ["auto", "opaque", "transparent"],
    rank: 33,
    short: "b",
  },
  moderation: { kind: "choice", description: "How strict the safety check is", choices: ["auto", "low"], rank: 34 },
  private: { kind: "flag", description: "Show the result to you alone", rank: 23, short: "p" },
} as const satisfies Options;
