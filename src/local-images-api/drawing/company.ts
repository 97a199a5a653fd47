import type { PlaceName } from "./lexicon.ts";
import type { SubjectName } from "./nouns.ts";
import type { Random } from "./random.ts";
import type { Wanted, Wish } from "./words.ts";

function guest(name: SubjectName, word: string, scale: number, color: string | null = null): Wanted {
  return { name, word, count: 1, color, relation: null, scale };
}

const guests: { readonly [place in PlaceName]?: readonly (readonly Wanted[])[] } = {
  hills: [
    [guest("tree", "tree", 0.8)],
    [guest("cabin", "cabin", 0.62)],
    [guest("balloon", "balloon", 0.6)],
    [guest("deer", "deer", 0.5)],
    [guest("person", "stroller", 0.42)],
    [guest("windmill", "windmill", 0.72)],
  ],
  mountains: [
    [guest("cabin", "cabin", 0.56)],
    [guest("deer", "deer", 0.46)],
    [guest("balloon", "balloon", 0.62)],
    [guest("person", "stroller", 0.4)],
    [guest("tent", "tent", 0.6)],
  ],
  lake: [[guest("sailboat", "sailboat", 0.62)], [guest("balloon", "balloon", 0.6)], [guest("deer", "deer", 0.5)]],
  coast: [[guest("sailboat", "sailboat", 0.7)], [guest("lighthouse", "lighthouse", 0.8)], [guest("palm", "palm", 0.9)]],
  desert: [[guest("cactus", "cactus", 0.7)], [guest("balloon", "balloon", 0.55)], [guest("person", "stroller", 0.34)]],
  island: [[guest("palm", "palm", 1)]],
  underwater: [[guest("fish", "fish", 0.9)], [guest("turtle", "turtle", 0.8)]],
  space: [[guest("rocket", "rocket", 0.6)], [guest("astronaut", "astronaut", 0.6)]],
  moon: [[guest("astronaut", "astronaut", 0.6)], [guest("rocket", "rocket", 0.7)]],
  room: [
    [guest("cup", "cup", 1)],
    [guest("tulip", "tulip", 1), guest("vase", "vase", 1)],
    [guest("book", "book", 1), guest("lamp", "lamp", 1)],
  ],
};

/** Whom to invite when the words name a place, or nothing known, but nobody to look at. */
export function withCompany(wish: Wish, place: PlaceName, random: Random): Wish {
  if (wish.subjects.length > 0) return wish;
  if (place === "city" && (wish.weathers.has("rain") || wish.weathers.has("storm"))) {
    const umbrella = guest("umbrella", "umbrella", 1, random.pick(["#d8362e", "#d8362e", "#f0b42c", "#2f9fb5"]));
    return { ...wish, subjects: [guest("person", "stroller", 0.78), umbrella] };
  }
  const choices = guests[place];
  return choices === undefined ? wish : { ...wish, subjects: random.pick(choices) };
}
