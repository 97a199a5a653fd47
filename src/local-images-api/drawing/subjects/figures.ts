import type { Figure } from "../figure.ts";
import type { SubjectName } from "../nouns.ts";
import { aircraft } from "./aircraft.ts";
import { food } from "./food.ts";
import { houses } from "./houses.ts";
import { people } from "./people.ts";
import { plants } from "./plants.ts";
import { sitting } from "./sitting.ts";
import { standing } from "./standing.ts";
import { things } from "./things.ts";
import { towers } from "./towers.ts";
import { vehicles } from "./vehicles.ts";
import { winged } from "./winged.ts";

/** Every figure by its name. */
export const figures: { readonly [name in SubjectName]: Figure } = {
  ...towers,
  ...houses,
  ...sitting,
  ...standing,
  ...winged,
  ...plants,
  ...vehicles,
  ...aircraft,
  ...things,
  ...food,
  ...people,
};
