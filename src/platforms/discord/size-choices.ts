import { type Message, say, type Text } from "#core/message.ts";
import { nearestSize, parseSize, type Size, type SizeRules, shapes, sizeFault, sizeText } from "#core/size.ts";

/** A size that can be chosen: what is sent, and what people read. */
export interface SizeChoice {
  readonly value: string;
  readonly label: Text;
}

/** Height for each pixel of width: the shapes that pictures usually have. */
const heights = [1, 2 / 3, 3 / 4, 9 / 16, 3 / 2, 4 / 3, 16 / 9];

/** The named shapes. */
export const shapeChoices: readonly SizeChoice[] = Object.entries(shapes).map(([name, size]) => ({
  value: name,
  label: { literal: `${name} · ${sizeText(size)}` },
}));

/** Sizes that fit what somebody has typed so far, all of them valid: shapes by name or pixels, a ratio, a width, or the size nearest to what was typed. */
export function sizeChoices(typed: string, rules: SizeRules): readonly SizeChoice[] {
  const wanted = typed.trim().toLowerCase();
  // With fewer digits somebody is still in the middle of it.
  const whole = /\d{3}\D+\d{3}/.test(wanted) ? parseSize(wanted) : null;
  const named = shapeChoices.filter(
    ({ value, label }) => value.startsWith(wanted) || ("literal" in label && label.literal.includes(` ${wanted}`)),
  );
  if (whole) return distinct([...named, ...exactly(whole, wanted, rules)]);
  return distinct([...named, ...[...ofRatio(wanted, rules), ...ofWidth(wanted, rules)].map((size) => choice(size))]);
}

function exactly(size: Size, typed: string, rules: SizeRules): readonly SizeChoice[] {
  const nearest = sizeFault(size, rules) ? nearestSize(size, rules, size.width * size.height) : size;
  if (sizeText(nearest) === sizeText(size)) return [choice(size)];
  return [choice(nearest, say("choose.nearest-size", { size: sizeText(nearest), given: typed }))];
}

/** `16:9`, small, usual and large. */
function ofRatio(typed: string, rules: SizeRules): readonly Size[] {
  const [, width = "", height = ""] = /^([1-9]\d?)\s*:\s*([1-9]\d?)$/.exec(typed) ?? [];
  if (width === "") return [];
  const shape = { width: Number(width), height: Number(height) };
  return [1024 * 1024, 1536 * 1024, 2560 * 1440, 3840 * 2160].map((pixels) => nearestSize(shape, rules, pixels));
}

/** `1536` or `1536x8`: the usual heights for that width, as far as they begin with what is typed. */
function ofWidth(typed: string, rules: SizeRules): readonly Size[] {
  const [, digits = "", height = ""] = /^(\d{3,4})(?:\s*[x×*]\s*(\d*))?$/.exec(typed) ?? [];
  const width = Number(digits);
  if (width === 0) return [];
  const sizes = heights.map((ratio) => nearestSize({ width, height: width * ratio }, rules, width * width * ratio));
  const begun = sizes.filter((size) => sizeText(size).startsWith(height === "" ? digits : `${digits}x${height}`));
  return begun.length > 0 || digits.length < 4 ? begun : sizes;
}

function choice(size: Size, label: Message | null = null): SizeChoice {
  return { value: sizeText(size), label: label ?? { literal: sizeText(size) } };
}

function distinct(choices: readonly SizeChoice[]): readonly SizeChoice[] {
  const pixels = ({ value }: SizeChoice) => sizeText(parseSize(value) ?? shapes.square);
  return choices.filter((one, index) => choices.findIndex((other) => pixels(other) === pixels(one)) === index);
}
