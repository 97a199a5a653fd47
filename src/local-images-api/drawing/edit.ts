import sharp from "sharp";
import { addSubjects, type Field } from "./additions.ts";
import { combine } from "./combining.ts";
import type { Order } from "./composition.ts";
import { draw, orderFor } from "./draw.ts";
import { applyFinish, type Finish, finishFor, plainFinish } from "./finish.ts";
import { coverage, type Mask, ovalMask, skyMask, without } from "./masks.ts";
import { applyConditions } from "./overlays.ts";
import { paintScene } from "./painting.ts";
import { hash } from "./random.ts";
import { over, pipeline, type RawPicture, toRaw, withoutAlpha } from "./raster.ts";
import { blendBy, compare, impression, tint } from "./retouch.ts";
import { applyStyle } from "./treatments.ts";
import type { Wanted } from "./words.ts";

/** A quiet finish that leaves a picture as it is but for a breath of grain. */
const quiet: Finish = {
  ...plainFinish,
  grain: 4,
  vignette: 0.05,
  bloom: 0,
  saturation: 1.02,
  contrast: 1.01,
  shadows: ["#000000", 0],
  lights: ["#ffffff", 0],
};
/** Before a style: clearer colours, no grain that a style would only smear. */
const lively: Finish = { ...quiet, grain: 0, saturation: 1.3, contrast: 1.16 };
/** What an edit must at least change (mean of 255) and keep (correlation of brightness). */
const leastDifference = 7;
const leastCorrelation = 0.45;

/** A regrade of its own for words that say nothing else. */
function regrade(order: Order): Finish {
  const random = order.random.fork("regrade");
  const [shadow, light] = random.pick([
    ["#1c2a6e", "#ffcf8a"],
    ["#4a1c5e", "#ffd9b0"],
    ["#0f4a52", "#ffe0a0"],
    ["#5a2a1a", "#cfeaff"],
    ["#123a2a", "#ffd0d8"],
  ] as const);
  return {
    ...plainFinish,
    bloom: 0.4,
    vignette: 0.3,
    saturation: 1.2,
    contrast: 1.08,
    shadows: [shadow, 0.4],
    lights: [light, 0.3],
  };
}

const gifts = ["butterfly", "balloon", "lantern", "flower", "sailboat", "bird"] as const;

/** The figures an edit puts into the picture; words that say nothing known bring a small surprise. */
function toAdd(order: Order): readonly Wanted[] {
  const { wish } = order;
  if (wish.strange && wish.verbs.size === 0) {
    const name = order.random.fork("gift").pick(gifts);
    return [{ name, word: name, count: name === "butterfly" ? 3 : 1, color: null, relation: "add", scale: 1 }];
  }
  if (wish.verbs.has("remove") && !wish.verbs.has("add")) return [];
  const linked = wish.subjects.filter((subject) => subject.relation !== null);
  if (wish.verbs.has("add") || linked.length === wish.subjects.length) return wish.subjects;
  const nothingElse =
    wish.hour === null &&
    wish.season === null &&
    wish.weathers.size === 0 &&
    wish.styles.length === 0 &&
    wish.moods.size === 0 &&
    wish.handles.size === 0 &&
    wish.theme.length === 0;
  return nothingElse ? wish.subjects.filter((subject) => subject.color === null) : linked;
}

function whole(picture: RawPicture): Mask {
  return { data: Buffer.alloc(picture.width * picture.height, 255), width: picture.width, height: picture.height };
}

/** The words carried out on the whole picture. */
async function carryOut(base: RawPicture, order: Order, seed: string): Promise<RawPicture> {
  const { wish } = order;
  const seen = await impression(base);
  const sky = await skyMask(base);
  const added = toAdd(order);
  let understood = added.length > 0 && !wish.strange;
  const applied = await applyConditions(base, order, sky);
  let current = applied.picture;
  understood ||= applied.changed;
  if (wish.skyColor !== null) {
    await tint(current, wish.skyColor, 0.86, sky);
    understood = true;
  }
  if (wish.waterColor !== null)
    await tint(current, wish.waterColor, 0.75, await ovalMask(current.width, current.height, 0.5, 0.85, 0.9, 0.4));
  for (const [index, color] of wish.theme.slice(0, 2).entries())
    await tint(current, color, index === 0 ? 0.66 : 0.25, null);
  for (const subject of wish.subjects) {
    if (subject.color !== null && !added.includes(subject)) {
      await tint(
        current,
        subject.color,
        0.78,
        without(await ovalMask(current.width, current.height, 0.5, 0.55, 0.42, 0.46), sky),
      );
      understood = true;
    }
  }
  understood ||=
    wish.theme.length > 0 ||
    wish.waterColor !== null ||
    wish.moods.size > 0 ||
    wish.styles.length > 0 ||
    wish.handles.size > 0;
  if (wish.places.length > 0 && !applied.changed && wish.skyColor === null && wish.waterColor === null) {
    const { picture } = await paintScene({ ...order, company: false, wish: { ...wish, subjects: [] } });
    const wide =
      coverage(sky) > 0.12
        ? sky
        : without(whole(current), await ovalMask(current.width, current.height, 0.5, 0.56, 0.36, 0.44));
    current = withoutAlpha(await over(current, await toRaw(pipeline(picture).ensureAlpha(0.55)), "soft-light"));
    await blendBy(current, picture, wide, 0.88);
    understood = true;
  }
  if (wish.verbs.has("remove")) {
    const smooth = await toRaw(
      pipeline(current)
        .resize(24, 24, { fit: "fill" })
        .blur(2)
        .resize(current.width, current.height, { fit: "fill", kernel: "cubic" }),
    );
    await blendBy(current, smooth, await ovalMask(current.width, current.height, 0.5, 0.55, 0.26, 0.3));
    understood = true;
  }
  if (wish.handles.has("blur"))
    current = await toRaw(pipeline(current).blur(Math.max(3, Math.min(current.width, current.height) / 90)));
  if (wish.handles.has("sharpen"))
    current = await toRaw(pipeline(current).sharpen({ sigma: 2, m1: 1.5, m2: 4 }).linear(1.12, -12));
  if (wish.handles.has("mirror")) current = await toRaw(pipeline(current).flop());
  if (added.length > 0) current = await addSubjects(current, order, added, seen, null);
  current = await applyFinish(
    current,
    finishFor(
      wish.moods,
      understood ? (wish.styles.length > 0 ? lively : { ...quiet, grain: 5, vignette: 0.1 }) : regrade(order),
    ),
    hash(seed),
  );
  for (const style of wish.styles) current = await applyStyle(current, style, seed);
  return current;
}

/** Sees to it that the result differs from the original and still derives from it. */
async function balanced(base: RawPicture, result: RawPicture, order: Order, mirrored: boolean): Promise<RawPicture> {
  const original = await impression(base);
  let current = result;
  for (let round = 0; round < 3; round++) {
    const { correlation, difference } = compare(original, await impression(current));
    if (difference < leastDifference)
      current = await applyFinish(
        current,
        { ...regrade(order), grain: 0, brightness: original.brightness > 0.5 ? 0.9 : 1.14 },
        hash("balance"),
      );
    else if (correlation < leastCorrelation && !mirrored) {
      await blendBy(current, base, whole(base), 0.3);
    } else break;
  }
  return current;
}

/** The edit mask at the wanted size: 255 where to paint, with a soft edge, and the field it covers. */
async function readMask(
  mask: Buffer,
  width: number,
  height: number,
): Promise<{ readonly mask: Mask; readonly field: Field }> {
  const alpha = await sharp(mask)
    .resize(width, height, { fit: "cover" })
    .ensureAlpha()
    .extractChannel("alpha")
    .negate()
    .blur(Math.max(1, Math.min(width, height) / 260))
    .raw()
    .toBuffer();
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) {
      if ((alpha[y * width + x] ?? 0) < 128) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const empty = right <= left || bottom <= top;
  const field = empty
    ? { x: 0.3, y: 0.3, width: 0.4, height: 0.4 }
    : { x: left / width, y: top / height, width: (right - left) / width, height: (bottom - top) / height };
  return { mask: { data: alpha, width, height }, field };
}

/** Repaints only what the mask opens; the rest gets a breath of grain. */
async function repaint(base: RawPicture, order: Order, maskImage: Buffer, seed: string): Promise<RawPicture> {
  const { width, height } = base;
  const { mask, field } = await readMask(maskImage, width, height);
  const result = await applyFinish(base, quiet, hash(seed));
  const { wish } = order;
  const smooth = await toRaw(
    pipeline(base).resize(20, 20, { fit: "fill" }).blur(1.4).resize(width, height, { fit: "fill", kernel: "cubic" }),
  );
  let patch: RawPicture;
  if (wish.subjects.length > 0 && !wish.verbs.has("remove")) {
    patch = await applyFinish(
      await addSubjects(smooth, order, wish.subjects.slice(0, 2), await impression(base), field),
      { ...quiet, grain: 6 },
      hash(seed),
    );
  } else if (wish.verbs.has("remove")) {
    patch = await applyFinish(smooth, { ...quiet, grain: 6 }, hash(seed));
  } else {
    const { picture } = await paintScene({ ...order, company: false });
    patch = await applyFinish(picture, finishFor(wish.moods), hash(seed));
  }
  for (const style of wish.styles) patch = await applyStyle(patch, style, seed);
  await blendBy(result, patch, mask);
  return result;
}

/**
 * Redraws given pictures after words: the result visibly derives from the first image. Images are encoded (PNG, JPEG
 * or WebP); the mask is a PNG of the first image's size whose transparent pixels say where to edit. Returns RGBA when
 * transparent, otherwise RGB. Throws what sharp throws when an image cannot be read.
 */
export async function redraw(request: {
  prompt: string;
  images: readonly Buffer[];
  mask: Buffer | null;
  width: number;
  height: number;
  variation: number;
  transparent: boolean;
  detail: "low" | "medium" | "high";
}): Promise<RawPicture> {
  const [first, ...others] = request.images;
  if (first === undefined) return draw(request);
  const { width, height, mask } = request;
  const order = orderFor(request);
  const seed = `${request.prompt} ${request.variation}`;
  const upright = sharp(first).rotate().resize(width, height, { fit: "cover" });
  const alpha = request.transparent
    ? await upright.clone().ensureAlpha().extractChannel("alpha").raw().toBuffer()
    : null;
  const base = await toRaw(upright.flatten({ background: "#ffffff" }));
  let result: RawPicture;
  if (mask !== null) {
    result = await repaint(base, order, mask, seed);
  } else {
    const { handles } = order.wish;
    const how = handles.has("blend") ? "blend" : handles.has("restyle") ? "restyle" : "inset";
    const combined = await combine(base, others, how, seed);
    // The grader works in place on what it is given, and the original is compared with the result later.
    const worked: RawPicture = { ...combined, data: Buffer.from(combined.data) };
    result = await balanced(base, await carryOut(worked, order, seed), order, handles.has("mirror"));
  }
  if (alpha === null) return result;
  const data = Buffer.allocUnsafe(width * height * 4);
  for (let index = 0; index < width * height; index++) {
    result.data.copy(data, index * 4, index * 3, index * 3 + 3);
    data[index * 4 + 3] = alpha[index] ?? 255;
  }
  return { data, width, height, channels: 4 };
}
