import type { Color } from "./color.ts";
import { spellEmoji } from "./emoji.ts";
import {
  counts,
  type Handle,
  type Hour,
  type Meaning,
  type Mood,
  meanings,
  type PlaceName,
  type Relation,
  type Season,
  type SkyThing,
  type Style,
  skyWords,
  type Weather,
  waterWords,
} from "./lexicon.ts";
import { type SubjectName, subjectWords } from "./nouns.ts";

/** One kind of thing to draw. */
export interface Wanted {
  readonly name: SubjectName;
  /** The word that was used: a wolf is drawn as a grey fox. */
  readonly word: string;
  readonly count: number;
  readonly color: Color | null;
  /** How it stands to what was named before it: "a cat under a lamp". */
  readonly relation: Relation | null;
  /** Times the usual size. */
  readonly scale: number;
}

/** What was understood of a prompt. */
export interface Wish {
  readonly subjects: readonly Wanted[];
  readonly places: readonly PlaceName[];
  readonly hour: Hour | null;
  readonly weathers: ReadonlySet<Weather>;
  readonly season: Season | null;
  readonly skyThings: ReadonlySet<SkyThing>;
  readonly moods: ReadonlySet<Mood>;
  readonly styles: readonly Style[];
  /** Colours that belong to no noun. */
  readonly theme: readonly Color[];
  readonly skyColor: Color | null;
  readonly waterColor: Color | null;
  /** What an edit does, from its verbs. */
  readonly verbs: ReadonlySet<"add" | "remove">;
  readonly handles: ReadonlySet<Handle>;
  /** All words, lower case, at most 400. */
  readonly words: readonly string[];
  /** True when not one word was understood. */
  readonly strange: boolean;
}

/** Longer prompts are read no further; the seed still takes all of them. */
const maxCharacters = 4_000;
const maxWords = 400;
const maxSubjects = 4;

type Found =
  | Meaning
  | { readonly is: "subject"; readonly value: SubjectName }
  | { readonly is: "count"; value: number };

function singulars(word: string): string[] {
  const forms = [word];
  if (word.endsWith("ies")) forms.push(`${word.slice(0, -3)}y`);
  if (word.endsWith("es")) forms.push(word.slice(0, -2));
  if (word.endsWith("s") && word.length > 3) forms.push(word.slice(0, -1));
  return forms;
}

function look(phrase: string): Found | null {
  const digits = /^\d{1,3}$/.test(phrase) ? Number(phrase) : counts.get(phrase);
  if (digits !== undefined && digits > 0 && digits < 100 && !meanings.has(phrase))
    return { is: "count", value: digits };
  for (const form of singulars(phrase)) {
    const subject = subjectWords.get(form);
    if (subject !== undefined) return { is: "subject", value: subject };
    const meaning = meanings.get(form);
    if (meaning !== undefined) return meaning;
  }
  return null;
}

/** Colours of things whose name already says them. */
const wordColors: ReadonlyMap<string, Color> = new Map([
  ["wolf", "#7d838c"],
  ["wolves", "#7d838c"],
  ["coyote", "#a5896a"],
  ["raven", "#2b2a30"],
  ["crow", "#2b2a30"],
  ["dove", "#f4f1ea"],
  ["seagull", "#eef0ef"],
  ["gull", "#eef0ef"],
  ["polar bear", "#f1efe6"],
  ["unicorn", "#f6eef2"],
  ["einhorn", "#f6eef2"],
  ["taxi", "#f2c230"],
  ["shark", "#6f8796"],
  ["poppy", "#d2392f"],
  ["poppies", "#d2392f"],
  ["cherry", "#b3202c"],
  ["cherries", "#b3202c"],
  ["peach", "#f4a582"],
  ["knight", "#8d9299"],
]);

/** Reads a prompt: any text, any length, any script. */
export function readWords(prompt: string): Wish {
  const words = (
    spellEmoji(prompt.slice(0, maxCharacters))
      .toLowerCase()
      .normalize("NFC")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).slice(0, maxWords);
  const subjects: Wanted[] = [];
  const places: PlaceName[] = [];
  const weathers = new Set<Weather>();
  const skyThings = new Set<SkyThing>();
  const moods = new Set<Mood>();
  const styles: Style[] = [];
  const theme: Color[] = [];
  const verbs = new Set<"add" | "remove">();
  const handles = new Set<Handle>();
  const aims: { skyColor: Color | null; waterColor: Color | null } = { skyColor: null, waterColor: null };
  let hour: Hour | null = null;
  let season: Season | null = null;
  let count = 1;
  let color: Color | null = null;
  let colorAge = 0;
  let relation: Relation | null = null;
  let understood = 0;

  let lastNoun: { readonly kind: "sky" | "water" | "subject"; readonly index: number } | null = null;
  let colorIndex = 0;

  /** A colour that no noun follows belongs to the noun shortly before it ("make the sky purple"), or to all. */
  const releaseColor = () => {
    if (color === null) return;
    const subject = subjects[subjects.length - 1];
    const near = lastNoun !== null && colorIndex - lastNoun.index <= 4;
    if (near && lastNoun?.kind === "sky") aims.skyColor = color;
    else if (near && lastNoun?.kind === "water") aims.waterColor = color;
    else if (near && subject !== undefined && subject.color === null) {
      subjects[subjects.length - 1] = { ...subject, color };
    } else theme.push(color);
    color = null;
  };
  for (let index = 0; index < words.length; ) {
    let length = Math.min(4, words.length - index);
    let phrase = "";
    let found: Found | null = null;
    for (; length > 0 && found === null; length--) {
      phrase = words.slice(index, index + length).join(" ");
      found = look(phrase);
    }
    index += length + 1;
    if (color !== null && ++colorAge > 4) releaseColor();
    for (const [kind, nouns] of [["sky", skyWords] as const, ["water", waterWords] as const]) {
      if (!nouns.has(phrase)) continue;
      if (color === null) lastNoun = { kind, index };
      else aims[kind === "sky" ? "skyColor" : "waterColor"] = color;
      color = null;
    }
    if (found === null) continue;
    understood += found.is === "relation" || found.is === "count" ? 0 : 1;
    if (relation === "not" && found.is !== "relation" && found.is !== "color") {
      relation = null;
      continue;
    }
    switch (found.is) {
      case "subject": {
        const { value: name } = found;
        if (subjects.length < maxSubjects && !subjects.some((known) => known.name === name)) {
          const plural = phrase.endsWith("s") && subjectWords.get(phrase) === undefined ? 3 : 1;
          const own = color ?? wordColors.get(phrase) ?? wordColors.get(phrase.replace(/s$/, "")) ?? null;
          subjects.push({
            name,
            word: phrase,
            count: Math.min(count > 1 ? count : plural, 12),
            color: own,
            relation,
            scale: 1,
          });
          lastNoun = color === null && own === null ? { kind: "subject", index } : null;
          color = null;
        }
        count = 1;
        relation = null;
        break;
      }
      case "count":
        count = found.value;
        break;
      case "color":
        releaseColor();
        color = found.value;
        colorIndex = index;
        colorAge = 0;
        break;
      case "relation":
        relation = found.value;
        if (found.value === "add" || found.value === "remove") verbs.add(found.value);
        break;
      case "place":
        if (!places.includes(found.value)) places.push(found.value);
        relation = null;
        break;
      case "hour":
        hour = found.value;
        break;
      case "season":
        season = found.value;
        break;
      case "weather":
        weathers.add(found.value);
        break;
      case "sky":
        skyThings.add(found.value);
        break;
      case "mood":
        moods.add(found.value);
        break;
      case "handle":
        handles.add(found.value);
        break;
      case "style":
        if (!styles.includes(found.value)) styles.push(found.value);
        break;
    }
  }
  releaseColor();
  const icy = subjects.some(({ name }) => name === "snowman" || name === "penguin");
  if (icy && season === null && hour === null && weathers.size === 0) season = "winter";
  return {
    subjects,
    places,
    hour,
    weathers,
    season,
    skyThings,
    moods,
    styles,
    theme,
    ...aims,
    verbs,
    handles,
    words,
    strange: understood === 0,
  };
}
