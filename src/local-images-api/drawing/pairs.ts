import type { Figure } from "./figure.ts";
import type { PlaceName } from "./lexicon.ts";
import type { Scene } from "./scene.ts";
import type { Wanted } from "./words.ts";

/** Where one figure goes: its foot, its height, and whether it is mirrored. */
export interface Spot {
  readonly wanted: Wanted;
  readonly figure: Figure;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly flip: 1 | -1;
  /** Behind (-1) to before (1) the others at the same depth. */
  readonly order: number;
  readonly grounded: boolean;
  readonly word: string;
  /** Turned by this many degrees around its foot. */
  readonly lean: number;
}

const holders = new Set("cat dog fox bear rabbit owl penguin person astronaut robot snowman".split(" "));
const carried = new Set(
  "book cup lantern heart apple orange pear lemon cake guitar flower rose tulip sunflower mushroom fish teapot crown".split(
    " ",
  ),
);
const flowers = new Set("flower rose tulip sunflower".split(" "));

/** What two subjects that belong together become: the first ones moved, and the second one placed. */
export interface Pair {
  readonly first: readonly Spot[];
  readonly second: Spot;
}

/** How two subjects belong together: in a vase, under a lamp, riding, holding; null when they merely stand side by side. */
export function pairUp(
  scene: Scene,
  group: readonly Spot[],
  wanted: Wanted,
  figure: Figure,
  place: PlaceName,
): Pair | null {
  const [first] = group;
  if (first === undefined || wanted.count > 1) return null;
  const base = { wanted, figure, flip: first.flip, word: wanted.word, grounded: false, order: 0, lean: 0 } as const;
  const { relation, name } = wanted;
  const middle = group.reduce((sum, spot) => sum + spot.x, 0) / group.length;
  if (name === "vase" && flowers.has(first.wanted.name)) {
    const height = scene.reach * 0.36;
    const x = group.length > 1 ? scene.focusX : middle;
    const mouth = first.y - height * 0.8;
    const blooms = group.map((spot, index): Spot => {
      const part = group.length === 1 ? 0 : index / (group.length - 1) - 0.5;
      const tall = scene.reach * (group.length === 1 ? 0.44 : 0.4) * (1 - Math.abs(part) * 0.32 + (index % 2) * 0.08);
      return {
        ...spot,
        x: x + part * height * 0.2,
        y: mouth,
        height: tall,
        lean: part * 62,
        grounded: false,
        order: index % 2 === 0 ? -1 : -2,
      };
    });
    return { first: blooms, second: { ...base, x, y: first.y, height, order: 1, grounded: true } };
  }
  if (name === "lamp" && relation === "under" && place === "room") {
    const foot = first.y - Math.min(first.height * 1.2, first.y - scene.height * 0.13);
    return {
      first: group,
      second: { ...base, x: first.x, y: foot, height: scene.reach * 0.28, order: -1, word: "pendant" },
    };
  }
  if (name === "umbrella" && holders.has(first.wanted.name)) {
    const height = first.height * 0.98;
    const x = first.x + first.height * (first.wanted.name === "person" ? 0.14 : 0.1) * first.flip;
    return { first: group, second: { ...base, x, y: first.y - first.height * 0.36, height, order: 1 } };
  }
  if (
    (relation === "on" || relation === "in") &&
    figure.seat !== undefined &&
    !first.figure.giant &&
    group.length === 1
  ) {
    const widest = Math.min(scene.reach * figure.size * 1.1, ((scene.width * 0.7) / figure.width) * 100);
    const height = Math.min(widest, scene.reach * 0.44);
    const rider = Math.min(first.height * 0.72, height * 0.9, scene.reach * 0.8 - (height * figure.seat) / 100);
    const water = figure.home === "water";
    return {
      first: [
        {
          ...first,
          x: water ? first.x - height * 0.16 * first.flip : first.x,
          y: first.y - (height * figure.seat) / 100,
          height: rider,
          grounded: false,
          order: 1,
        },
      ],
      second: { ...base, x: first.x, y: first.y, height, grounded: !water },
    };
  }
  if (carried.has(name) && holders.has(first.wanted.name)) {
    const reading = name === "book";
    const height = first.height * (reading ? 0.32 : 0.42);
    const x = first.x + (reading ? 0 : first.height * 0.46 * first.flip);
    return {
      first: group,
      second: { ...base, x, y: first.y + first.height * (reading ? 0.11 : 0.07), height, order: 1, grounded: true },
    };
  }
  return null;
}
