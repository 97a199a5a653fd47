import { arrange, lineUp } from "./arrangement.ts";
import { withCompany } from "./company.ts";
import { choosePlace, type Order, setScene } from "./composition.ts";
import type { PlaceName } from "./lexicon.ts";
import { createPen, type Pen } from "./pen.ts";
import { abstract } from "./places/abstract.ts";
import { city } from "./places/city.ts";
import { coast } from "./places/coast.ts";
import { moon, space } from "./places/cosmos.ts";
import { hills } from "./places/hills.ts";
import { room, underwater } from "./places/indoors.ts";
import { island } from "./places/island.ts";
import { lake } from "./places/lake.ts";
import { desert, mountains } from "./places/wild.ts";
import { applyMirror, over, type RawPicture, renderMarkup } from "./raster.ts";
import type { Scene, Stage } from "./scene.ts";
import { paintSky } from "./skies.ts";
import { paintWeather } from "./weather.ts";

const places: { readonly [name in PlaceName]: (scene: Scene, pen: Pen) => Stage } = {
  ...{ abstract, city, coast, desert, hills, island, lake, moon, mountains, room, space, underwater },
  forest: hills,
  road: hills,
};

/** Paints a whole scene, opaque. */
export async function paintScene(order: Order): Promise<{ readonly picture: RawPicture; readonly scene: Scene }> {
  const place = choosePlace(order.wish, order.random.fork("place"));
  const scene = setScene(
    { ...order, wish: order.company ? withCompany(order.wish, place, order.random.fork("company")) : order.wish },
    place,
  );
  const behind = createPen("a");
  if (place !== "room" && place !== "underwater" && place !== "abstract")
    paintSky(scene, behind, order.wish.styles.includes("minimal"));
  const stage = places[place](scene, behind);
  const before = createPen("b");
  stage.middle(before);
  arrange(scene, stage, place, before);
  stage.front(before);
  paintWeather(scene, before, place);
  const { width, height } = order;
  if (stage.mirror === null) {
    return { picture: await renderMarkup(behind.markup() + before.markup(), width, height, scene), scene };
  }
  const ground = await renderMarkup(behind.markup(), width, height, scene);
  await applyMirror(ground, stage.mirror, width / scene.width);
  return { picture: await over(ground, await renderMarkup(before.markup(), width, height, scene)), scene };
}

/** Where the paint is, as parts of a rendered sheet; null when there is none. */
function painted(picture: RawPicture): { left: number; top: number; right: number; bottom: number } | null {
  const { data, width, height } = picture;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((data[(y * width + x) * 4 + 3] ?? 0) < 40) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (right < 0) return null;
  return { left: left / width, top: top / height, right: right / width, bottom: bottom / height };
}

/** How much of the sheet is left empty around cut-out subjects. */
const cutOutMargin = 0.07;

/** Paints only the subjects, in daylight unless an hour is asked for, and fits them to the sheet; null when the words name none. */
export async function paintSubjects(order: Order): Promise<RawPicture | null> {
  if (order.wish.subjects.length === 0) return null;
  const { width, height } = order;
  const wish = { ...order.wish, hour: order.wish.hour ?? "noon" };
  const scene = setScene({ ...order, wish }, "abstract");
  const pen = createPen("s");
  lineUp(scene, pen);
  const markup = pen.markup();
  // First a small proof with room on all sides, to see how far the figures really reach.
  const room = { left: -scene.width / 2, top: -scene.height / 2, width: scene.width * 2, height: scene.height * 2 };
  const reach = painted(await renderMarkup(markup, 200, Math.max(8, Math.round((200 * height) / width)), room));
  if (reach === null) return null;
  const [left, top] = [room.left + reach.left * room.width, room.top + reach.top * room.height];
  const [wide, tall] = [(reach.right - reach.left) * room.width, (reach.bottom - reach.top) * room.height];
  const scale = Math.max(wide / scene.width, tall / scene.height) / (1 - 2 * cutOutMargin);
  const sheet = { width: scene.width * scale, height: scene.height * scale };
  return renderMarkup(markup, width, height, {
    ...sheet,
    left: left + wide / 2 - sheet.width / 2,
    top: top + tall / 2 - sheet.height / 2,
  });
}
