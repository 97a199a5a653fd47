import type { Figure } from "./figure.ts";
import type { PlaceName } from "./lexicon.ts";
import { pairUp, type Spot } from "./pairs.ts";
import type { Scene, Stage } from "./scene.ts";
import { figures } from "./subjects/figures.ts";
import type { Wanted } from "./words.ts";

const crowdScale = [1, 1, 0.82, 0.72, 0.62, 0.55, 0.5];

function heightOf(scene: Scene, stage: Stage, wanted: Wanted, figure: Figure): number {
  const giants = scene.wish.subjects.some((other) => other !== wanted && figures[other.name].giant);
  const company = scene.wish.subjects.length > 1 ? 0.86 : 1;
  const beside = giants && !figure.giant ? 0.5 : company;
  const crowd = crowdScale[Math.min(wanted.count, crowdScale.length - 1)] ?? 0.5;
  const height = figure.size * wanted.scale * scene.reach * stage.scale * beside * crowd;
  const widest = scene.width * (wanted.count > 1 ? 0.42 : 0.78);
  return Math.min(height, (widest / figure.width) * 100);
}

/** Sideways places for n of a kind: around the middle, never evenly. */
function spread(scene: Scene, wanted: Wanted, wide: number, middle: number): { x: number; depth: number }[] {
  const random = scene.random.fork(`spread ${wanted.name}`);
  if (wanted.count === 1) return [{ x: middle, depth: 0 }];
  const gap = Math.min(wide * 1.02 + 14, (scene.width * 0.94) / wanted.count);
  const total = gap * (wanted.count - 1);
  const last = Math.max(scene.width - total - wide * 0.5 - 10, scene.width * 0.05);
  const start = Math.min(Math.max(middle - total / 2, wide * 0.5 + 10), last);
  return Array.from({ length: wanted.count }, (_, index) => ({
    x: start + gap * index + random.between(-0.12, 0.12) * gap,
    depth: index === Math.floor(wanted.count / 2) ? 0.6 : random.between(-1, 0.5),
  }));
}

interface Foot {
  readonly y: number;
  readonly grounded: boolean;
}

function footOf(
  scene: Scene,
  stage: Stage,
  place: PlaceName,
  wanted: Wanted,
  x: number,
  height: number,
  index: number,
): Foot {
  const { home } = figures[wanted.name];
  const random = scene.random.fork(`line ${wanted.name} ${index}`);
  if (place === "space") {
    const y = stage.standAt(x) + (height - scene.reach * 0.5) * 0.5 + random.between(-30, 30) * index;
    return { y, grounded: false };
  }
  if (home === "air") {
    const free = place === "room" || place === "abstract" ? scene.height * 0.5 : scene.horizon * 0.62;
    const y = free + height * 0.35 + (wanted.count > 1 ? random.between(-0.24, 0.2) * scene.horizon : 0);
    return { y: Math.max(y, height * 1.04 + 12), grounded: false };
  }
  if (home === "deep" && place === "underwater") {
    const y = scene.height * random.between(0.4, 0.56) + height * (0.1 + (index % 3) * 0.5);
    return { y, grounded: false };
  }
  if (home === "deep" && stage.floatAt !== null) return { y: stage.floatAt + height * 0.25, grounded: false };
  if (home === "water" && stage.floatAt !== null) return { y: stage.floatAt, grounded: false };
  return { y: stage.standAt(x), grounded: place !== "underwater" };
}

function placeGroup(
  scene: Scene,
  stage: Stage,
  place: PlaceName,
  wanted: Wanted,
  middle: number,
  main: boolean,
): Spot[] {
  const figure = figures[wanted.name];
  const height = heightOf(scene, stage, wanted, figure);
  const toOpen: 1 | -1 = scene.focusX > scene.width / 2 ? -1 : 1;
  const back: 1 | -1 = toOpen === 1 ? -1 : 1;
  return spread(scene, wanted, (figure.width / 100) * height, middle).map(({ x, depth }, index): Spot => {
    const size = height * (1 + depth * 0.16);
    const foot = footOf(scene, stage, place, wanted, x, size, index);
    const sunk = figure.home === "air" || place === "space" ? 0 : depth * height * 0.14;
    const nearer = !main && !figure.giant && foot.grounded ? scene.height * 0.035 : 0;
    const facing = main ? toOpen : x < scene.focusX ? 1 : -1;
    return {
      ...{ wanted, figure, x, height: size, order: 0, lean: 0, word: wanted.word, grounded: foot.grounded },
      y: Math.min(foot.y + sunk + nearer, scene.height * 0.985),
      flip: wanted.count > 1 && index % 3 === 2 ? back : facing,
    };
  });
}

/** Decides where every subject goes; groups, holders and what is held belong together. */
export function lay(scene: Scene, stage: Stage, place: PlaceName): Spot[] {
  const { wish, width, focusX } = scene;
  const groups: (readonly Spot[])[] = [];
  const main = wish.subjects.find((wanted) => figures[wanted.name].giant) ?? wish.subjects[0];
  const away = width - focusX;
  let others = 0;
  for (const wanted of wish.subjects) {
    const partner = wanted.name === "lamp" ? 0 : groups.length - 1;
    const pair = pairUp(scene, groups[partner] ?? [], wanted, figures[wanted.name], place);
    if (pair !== null) {
      groups[partner] = pair.first;
      groups.push([pair.second]);
      continue;
    }
    if (wanted !== main) others++;
    const middle =
      wanted === main ? focusX : others === 1 ? away : focusX + (away - focusX) * (others === 2 ? 0.5 : 1.6);
    groups.push(placeGroup(scene, stage, place, wanted, middle, wanted === main));
  }
  return groups.flat();
}
