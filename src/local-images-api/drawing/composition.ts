import type { Home } from "./figure.ts";
import type { PlaceName } from "./lexicon.ts";
import { lightFor } from "./light.ts";
import type { Random } from "./random.ts";
import type { Scene } from "./scene.ts";
import { figures } from "./subjects/figures.ts";
import type { Wanted, Wish } from "./words.ts";

const preferred: { readonly [home in Home]: readonly PlaceName[] } = {
  ground: ["hills", "hills", "mountains"],
  water: ["coast", "lake"],
  air: ["hills", "mountains", "lake"],
  table: ["room"],
  deep: ["underwater"],
  space: ["space"],
};

const ownPlace: { readonly [name in Wanted["name"]]?: PlaceName } = {
  lighthouse: "coast",
  palm: "island",
  cactus: "desert",
  penguin: "coast",
  whale: "coast",
  umbrella: "city",
  astronaut: "moon",
  bridge: "lake",
  heart: "abstract",
  crown: "abstract",
};

/** Chooses where the picture plays. */
export function choosePlace(wish: Wish, random: Random): PlaceName {
  const strongest: readonly PlaceName[] = ["moon", "underwater", "room", "island", "space"];
  for (const name of strongest) if (wish.places.includes(name)) return name;
  const asked = wish.places.find((name) => name !== "road");
  if (asked !== undefined) return asked;
  const [first] = wish.subjects;
  if (first !== undefined) {
    const outdoors = wish.weathers.size > 0 || wish.subjects.some((subject) => figures[subject.name].giant);
    if (!outdoors && wish.subjects.some((subject) => figures[subject.name].home === "table")) return "room";
    const floats = wish.subjects.some((subject) => figures[subject.name].home === "water");
    if (floats && ownPlace[first.name] === undefined) return random.pick(preferred.water);
    return (
      ownPlace[first.name] ??
      random.pick(preferred[outdoors && figures[first.name].home === "table" ? "ground" : figures[first.name].home])
    );
  }
  if (wish.places.includes("road")) return "hills";
  if (wish.weathers.size > 0 || wish.hour !== null || wish.season !== null || wish.skyThings.size > 0) {
    return random.pick<PlaceName>(["hills", "mountains", "lake", "coast"]);
  }
  return random.pick<PlaceName>(["mountains", "lake", "hills", "coast", "abstract", "desert", "hills"]);
}

/** One picture to make. */
export interface Order {
  readonly wish: Wish;
  readonly random: Random;
  readonly variation: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** How much small detail: 0.5 for low, 1 for medium, 1.6 for high. */
  readonly richness: number;
  /** Somebody to look at is invited where the words name nobody. */
  readonly company: boolean;
}

/** Sets up the sheet: where the horizon runs, where the eye rests, from where the light comes. */
export function setScene(order: Order, place: PlaceName): Scene {
  const { wish, random } = order;
  const scale = 1000 / Math.min(order.width, order.height);
  const [width, height] = [order.width * scale, order.height * scale];
  const slender = height / width;
  // Every second variation swaps sides, so that two pictures of one prompt never look alike.
  const right = random.fork("side").chance(0.5) !== (order.variation % 2 === 1);
  const calm = wish.subjects.length === 1 && place !== "coast";
  const offset = slender > 1.35 ? 0.1 : calm ? random.between(0.06, 0.14) : random.between(0.14, 0.2);
  const focusX = width * (right ? 0.5 + offset : 0.5 - offset);
  const horizon = height * (slender > 1.5 ? 0.68 : 0.6) * random.between(0.96, 1.05);
  const orbX = width * (right ? random.between(0.2, 0.36) : random.between(0.64, 0.8));
  const placed = wish.places.includes(place) ? wish : { ...wish, places: [...wish.places, place] };
  return {
    ...{ width, height, horizon, focusX, orbX, random, wish: placed, richness: order.richness },
    reach: Math.min(height * 0.96, width * 1.35),
    light: lightFor(placed, random.fork("light")),
    snowy: wish.weathers.has("snow") || wish.season === "winter",
    foggy: wish.weathers.has("fog"),
    autumn: wish.season === "autumn",
  };
}
