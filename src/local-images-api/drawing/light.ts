import { type Color, chroma, fromHue, hue, lighten, lightness, mix, multiply, saturate } from "./color.ts";
import type { Hour } from "./lexicon.ts";
import type { Random } from "./random.ts";
import type { Wish } from "./words.ts";

/** The light of a scene: everything that is painted takes its colour from here. */
export interface Light {
  /** Sky colours from the zenith to the horizon. */
  readonly sky: readonly Color[];
  /** What distance fades to. */
  readonly haze: Color;
  /** The colour of lit sides. */
  readonly key: Color;
  /** The colour of shadows, and of things against the light. */
  readonly shadow: Color;
  /** How far local colours are drowned in the shadow colour: 0.05 at noon, 0.6 at night. */
  readonly ambience: number;
  /** How bright lamps and windows glow, 0 to 1. */
  readonly lamps: number;
  readonly orb: "sun" | "moon" | "none";
  readonly orbColor: Color;
  /** Height of sun or moon above the horizon, as a part of the sky. */
  readonly orbHeight: number;
  /** 0 to 1. */
  readonly stars: number;
}

type Recipe = Omit<Light, "haze"> & { readonly haze?: Color };

const noon = { key: "#fff4dc", shadow: "#39507a", ambience: 0.06, lamps: 0, orb: "sun", stars: 0 } as const;
const dawn = { key: "#ffe3c4", shadow: "#5a4f80", ambience: 0.2, lamps: 0.25, orb: "sun", stars: 0 } as const;
const dusk = { key: "#ffb98a", shadow: "#251f4d", ambience: 0.42, lamps: 1, orb: "sun", stars: 0.35 } as const;
const sunset = { key: "#ffc078", shadow: "#3b2350", ambience: 0.34, lamps: 0.6, orb: "sun", stars: 0 } as const;
const night = { key: "#b9cdf2", shadow: "#0b1233", ambience: 0.6, lamps: 1, orb: "moon", stars: 1 } as const;

const recipes: { readonly [hour in Hour]: readonly Recipe[] } = {
  noon: [
    { ...noon, sky: ["#3d8ccc", "#74b5df", "#b1dcec", "#e6f2e8"], orbColor: "#fff6d6", orbHeight: 0.78 },
    { ...noon, sky: ["#4b9fc4", "#87c6d6", "#c4e3d8", "#f7eed2"], orbColor: "#fff3c4", orbHeight: 0.7 },
    { ...noon, sky: ["#5a8fd6", "#8fb9e8", "#c6dcf0", "#f9ece0"], orbColor: "#fff8e2", orbHeight: 0.75 },
  ],
  dawn: [
    { ...dawn, sky: ["#5b82b4", "#9cb3cd", "#ecc6c2", "#ffd9b0", "#fff0cc"], orbColor: "#fff1c9", orbHeight: 0.2 },
    { ...dawn, sky: ["#6c6fae", "#ad98c9", "#f0b4b8", "#ffd0ab", "#fff0d0"], orbColor: "#ffe9c0", orbHeight: 0.16 },
    { ...dawn, sky: ["#3f7d93", "#83b3b4", "#cfd5b8", "#f9deb0", "#fff1cf"], orbColor: "#fff4cf", orbHeight: 0.24 },
  ],
  dusk: [
    { ...dusk, sky: ["#1b1e4d", "#40306f", "#8c4a80", "#e3796c", "#ffc680"], orbColor: "#ffe2a6", orbHeight: 0.1 },
    { ...dusk, sky: ["#132f52", "#2d5577", "#7b8696", "#e6a083", "#ffd8a0"], orbColor: "#fff0c4", orbHeight: 0.12 },
    { ...dusk, sky: ["#2a1a4c", "#5d2a73", "#b54070", "#f4735c", "#ffc46b"], orbColor: "#ffe08a", orbHeight: 0.12 },
    { ...dusk, sky: ["#1c2350", "#3b4a86", "#8a78a8", "#e9a0a0", "#ffd3b0"], orbColor: "#fff2d8", orbHeight: 0.16 },
  ],
  sunset: [
    { ...sunset, sky: ["#3c3a7a", "#8f4f86", "#e2655f", "#ff9d58", "#ffe08c"], orbColor: "#fff0b0", orbHeight: 0.2 },
    { ...sunset, sky: ["#345c86", "#86819b", "#e88c6f", "#ffb45e", "#ffe6a0"], orbColor: "#fff6c8", orbHeight: 0.24 },
    { ...sunset, sky: ["#5c2d62", "#a83f64", "#ee6a4e", "#ffa64d", "#ffdf86"], orbColor: "#ffedaa", orbHeight: 0.18 },
  ],
  night: [
    { ...night, sky: ["#070b26", "#111c48", "#21376a", "#43608f"], orbColor: "#fbf3d8", orbHeight: 0.7 },
    { ...night, sky: ["#05131f", "#0c2b3d", "#16505b", "#438280"], orbColor: "#f3f7df", orbHeight: 0.66 },
    { ...night, sky: ["#0e0a29", "#241b51", "#453478", "#80609f"], orbColor: "#ffeedd", orbHeight: 0.72 },
  ],
};

const storm: Recipe = {
  ...{ sky: ["#28323f", "#434f5c", "#69767e", "#a9ada2"], key: "#d4d9d6", shadow: "#1d2733", ambience: 0.36 },
  ...{ lamps: 0.8, orb: "none", orbColor: "#ffffff", orbHeight: 0.6, stars: 0 },
};
const rainyDay: Recipe = {
  ...{ sky: ["#3a5064", "#5b7587", "#8ba0a6", "#c6cbc2"], key: "#dfe6e6", shadow: "#24384c", ambience: 0.3 },
  ...{ lamps: 0.8, orb: "none", orbColor: "#ffffff", orbHeight: 0.6, stars: 0 },
};
const rainyCity: readonly Recipe[] = [
  {
    ...{ sky: ["#14203a", "#24405c", "#4b6b80", "#b08f86", "#eeb98a"], key: "#ffd2a0", shadow: "#0e1a33" },
    ...{ ambience: 0.5, lamps: 1, orb: "none", orbColor: "#ffe0b0", orbHeight: 0.2, stars: 0 },
  },
  {
    ...{ sky: ["#161a3a", "#2d2f5e", "#5d5485", "#a8759a", "#e8a59a"], key: "#ffc8b4", shadow: "#111432" },
    ...{ ambience: 0.5, lamps: 1, orb: "none", orbColor: "#ffe0d0", orbHeight: 0.2, stars: 0 },
  },
  {
    ...{ sky: ["#0e1c36", "#1d4062", "#48718f", "#b09d9c", "#f4c497"], key: "#ffdcae", shadow: "#0b1830" },
    ...{ ambience: 0.5, lamps: 1, orb: "none", orbColor: "#fff0c0", orbHeight: 0.2, stars: 0 },
  },
];
const snowyDay: readonly Recipe[] = [
  {
    ...{ sky: ["#5f93c4", "#94bcd8", "#cfdfe6", "#fde6cf"], key: "#fff3df", shadow: "#52709c", ambience: 0.14 },
    ...{ lamps: 0.5, orb: "sun", orbColor: "#fffaf0", orbHeight: 0.3, stars: 0 },
  },
  {
    ...{ sky: ["#6f86c0", "#a5acd8", "#e6c6d4", "#ffdcc0"], key: "#ffe9d2", shadow: "#5a5f9a", ambience: 0.18 },
    ...{ lamps: 0.6, orb: "sun", orbColor: "#fff4e0", orbHeight: 0.2, stars: 0 },
  },
  {
    ...{ sky: ["#4784a4", "#85b3c2", "#c9dfdb", "#fdeccb"], key: "#fff6e2", shadow: "#3f6a86", ambience: 0.14 },
    ...{ lamps: 0.5, orb: "sun", orbColor: "#fffbee", orbHeight: 0.26, stars: 0 },
  },
];
const foggy: readonly Recipe[] = [
  {
    ...{ sky: ["#8ea9bd", "#b6c6cd", "#dbdad2", "#f7e7cd"], key: "#f6f1e4", shadow: "#5f7480", ambience: 0.2 },
    ...{ lamps: 0.5, orb: "sun", orbColor: "#fffdf2", orbHeight: 0.45, stars: 0 },
  },
  {
    ...{ sky: ["#8b9cb8", "#b3b9cc", "#dccfd2", "#f6e2d0"], key: "#fbe8d8", shadow: "#565f85", ambience: 0.24 },
    ...{ lamps: 0.5, orb: "sun", orbColor: "#fff6e4", orbHeight: 0.4, stars: 0 },
  },
];
const cosmos: readonly Recipe[] = [
  { ...night, sky: ["#05060f", "#0c0e2a", "#1d1544", "#33205c"], orb: "none", orbColor: "#ffffff", orbHeight: 0.7 },
  { ...night, sky: ["#03070f", "#08152b", "#0f2c47", "#1c4f63"], orb: "none", orbColor: "#ffffff", orbHeight: 0.7 },
  { ...night, sky: ["#0a0512", "#1f0d2e", "#431a48", "#7a2f57"], orb: "none", orbColor: "#ffffff", orbHeight: 0.7 },
];

function pickRecipe(wish: Wish, random: Random): Recipe {
  const { weathers, hour, places } = wish;
  if (places.includes("space") || places.includes("moon"))
    return { ...random.pick(cosmos), ambience: 0.16, key: "#fff6e8" };
  const wet = weathers.has("rain") || weathers.has("storm");
  if (weathers.has("aurora") && hour === null) return random.pick(recipes.night);
  if (wet && places.includes("city") && hour !== "noon") return random.pick(rainyCity);
  if (hour !== null && !(wet && hour === "noon")) return random.pick(recipes[hour]);
  if (weathers.has("storm")) return storm;
  if (weathers.has("rain")) return rainyDay;
  if (weathers.has("fog")) return random.pick(foggy);
  if (weathers.has("snow") || wish.season === "winter") return random.pick(snowyDay);
  if (wish.skyThings.has("stars") || wish.skyThings.has("moon") || wish.skyThings.has("planet")) {
    return random.pick(recipes.night);
  }
  if (places.includes("room")) return random.pick(recipes[random.pick<Hour>(["noon", "dawn", "sunset"])]);
  if (wish.moods.has("golden")) return random.pick(recipes.sunset);
  if (wish.moods.has("neon") || wish.moods.has("dark")) return random.pick(recipes.dusk);
  if (wish.season === "autumn") return random.pick(random.chance(0.5) ? recipes.sunset : recipes.dawn);
  return random.pick(recipes[random.pick<Hour>(["noon", "noon", "dawn", "sunset", "dusk"])]);
}

function skyInColor(sky: readonly Color[], wanted: Color): Color[] {
  const colorful = chroma(wanted);
  return sky.map((color, index) => {
    const part = index / (sky.length - 1);
    const target = fromHue(
      lightness(color) * 0.65 + lightness(wanted) * 0.35,
      colorful * (1 - part * 0.45),
      hue(wanted),
    );
    return mix(color, target, 0.92 - part * 0.3);
  });
}

/** Chooses the light that the words ask for. */
export function lightFor(wish: Wish, random: Random): Light {
  const recipe = pickRecipe(wish, random);
  let sky = [...recipe.sky];
  let { stars, ambience } = recipe;
  if (wish.weathers.has("fog")) {
    const veil = sky[sky.length - 1] ?? "#dddddd";
    sky = sky.map((color) => mix(saturate(color, 0.75), veil, 0.35));
    stars *= 0.2;
  }
  if (wish.weathers.has("rain") || wish.weathers.has("storm")) stars = 0;
  if (wish.theme.length > 0) {
    sky = sky.map((color, index) => {
      const wanted = wish.theme[Math.floor((index / sky.length) * wish.theme.length)] ?? color;
      return mix(color, fromHue(lightness(color), Math.max(chroma(wanted), 0.02), hue(wanted)), 0.7);
    });
  }
  if (wish.skyColor !== null) sky = skyInColor(sky, wish.skyColor);
  if (wish.moods.has("dark")) {
    sky = sky.map((color) => lighten(color, -0.12));
    ambience = Math.min(0.65, ambience + 0.15);
  }
  let { shadow } = recipe;
  if (wish.places.includes("room")) {
    ambience *= 0.5;
    shadow = mix(shadow, "#6a4038", 0.55);
  }
  const horizon = sky[sky.length - 1] ?? "#ffffff";
  const beforeHorizon = sky[sky.length - 2] ?? horizon;
  return { ...recipe, sky, stars, ambience, shadow, haze: recipe.haze ?? mix(horizon, beforeHorizon, 0.6) };
}

/** The colour a thing of that colour has in this light; `distance` 0 is near, 1 is lost in the haze. */
export function lit(light: Light, local: Color, distance = 0): Color {
  const inLight = mix(local, multiply(local, light.key), 0.6);
  const drowned = mix(inLight, mix(light.shadow, multiply(inLight, light.shadow), 0.25), light.ambience);
  return distance > 0 ? mix(drowned, light.haze, distance) : drowned;
}
