import { mix } from "../color.ts";
import { across, type Figure, glow, type Look, pane, tone } from "../figure.ts";
import type { Pen } from "../pen.ts";

function smoke(pen: Pen, look: Look, x: number, y: number): void {
  const color = mix(look.light.haze, "#ffffff", 0.5);
  for (let puff = 0; puff < 6; puff++) {
    pen.circle(
      x + puff * 2.6 + look.random.between(-1, 1),
      y - puff * 5.2,
      2.4 + puff * 1.15,
      color,
      0.42 - puff * 0.06,
    );
  }
}

function windowAt(pen: Pen, look: Look, x: number, y: number, width: number, height: number): void {
  const frame = tone(look, "#fbf6ea");
  glow(pen, x + width / 2, y + height / 2, width * 2.2, "#ffcf7a", look.light.lamps * 0.5);
  pen.rect(x - 1.2, y - 1.2, width + 2.4, height + 2.4, frame.base);
  pen.rect(x, y, width, height, pane(look));
  pen.line(`M${x + width / 2} ${y}v${height}M${x} ${y + height / 2}h${width}`, frame.base, 0.9);
  pen.rect(x - 2, y + height + 0.8, width + 4, 1.8, look.snowy ? tone(look, "#ffffff").light : frame.dark);
}

function house(pen: Pen, look: Look): void {
  const wall = tone(look, look.color ?? look.random.pick(["#e9dcc6", "#d98f6b", "#9fb8b4", "#e6c987"]));
  const roof = tone(look, look.snowy ? "#f4f7fb" : look.random.pick(["#7a4038", "#5b6273", "#8f4d38"]));
  const trim = tone(look, "#fbf6ea");
  const wood = tone(look, "#6d4a36");
  smoke(pen, look, 25, -99);
  pen.rect(20, -96, 9, 28, across(pen, look, tone(look, "#9a5f4c"), 20, 29));
  if (look.snowy) pen.rect(18.6, -98.6, 11.8, 4, tone(look, "#ffffff").light, 1, 2);
  pen.shape("M-44 3V-46L-1 -84L42 -46V3Z", across(pen, look, wall, -44, 42));
  pen.line("M-44 -10H42M-44 -22H42M-44 -34H42", wall.dark, 0.5, 0.45);
  const under = pen.linear(
    [0, -46],
    [0, -26],
    [
      [0, look.light.shadow, 0.3],
      [1, look.light.shadow, 0],
    ],
  );
  pen.shape("M-44 -46H42V-26H-44Z", under);
  pen.shape("M-55 -41L-1 -92L53 -41L46.5 -37L-1 -80L-48.5 -37Z", across(pen, look, roof, -55, 53));
  pen.line("M-48.5 -37L-1 -80L46.5 -37", trim.base, 1.6);
  windowAt(pen, look, -33, -33, 15, 16);
  windowAt(pen, look, 17, -33, 15, 16);
  windowAt(pen, look, -6.5, -62, 11, 11);
  pen.rect(-9, -31, 16, 34, trim.base);
  pen.rect(-7.2, -29, 12.4, 32, across(pen, look, tone(look, "#3f6472"), -7, 5));
  pen.circle(2.6, -13, 1, tone(look, "#e8c46a").light);
  pen.shape("M-12 3H10L8.5 -0.5H-10.5Z", trim.dark);
  if (look.snowy) {
    pen.shape("M-46 4Q-36 -5 -22 1Q-16 4 -12 4ZM10 4Q20 -5 32 -1Q42 0 46 4Z", tone(look, "#ffffff").light);
  } else {
    const leaf = tone(look, "#5c8a52");
    for (const [x, radius] of [
      [-39, 6],
      [-31, 7.4],
      [-22, 5.4],
      [18, 6],
      [27, 7.6],
      [37, 6.4],
    ] as const) {
      pen.circle(x, -radius * 0.5, radius, leaf.dark);
      pen.circle(x + look.side * 1.4, -radius * 0.75, radius * 0.75, leaf.base);
    }
  }
  pen.shape("M-6 3H4L10 8H-14Z", wood.light, 0.3);
}

function cabin(pen: Pen, look: Look): void {
  const log = tone(look, look.color ?? "#8a5b3c");
  const roof = tone(look, look.snowy ? "#f4f7fb" : "#4a5a4e");
  smoke(pen, look, 31, -98);
  pen.rect(26, -95, 10, 34, across(pen, look, tone(look, "#8f8577"), 26, 36));
  pen.shape("M-40 3V-44L0 -88L40 -44V3Z", across(pen, look, log, -40, 40));
  for (let y = -4; y > -82; y -= 7) {
    const half = y > -44 ? 40 : 40 - (-44 - y) * 0.9;
    pen.line(`M${-half} ${y}H${half}`, log.deep, 0.9, 0.6);
  }
  pen.shape("M-57 -31L0 -96L57 -31L49 -27L0 -82L-49 -27Z", across(pen, look, roof, -57, 57));
  windowAt(pen, look, -30, -32, 17, 15);
  windowAt(pen, look, -7, -62, 14, 12);
  pen.rect(6, -34, 18, 37, log.deep);
  pen.rect(8, -32, 14, 35, tone(look, "#b5713f").base);
  pen.circle(19, -14, 1.1, "#f2d28a");
  glow(pen, 15, -36, 14, "#ffc45e", look.light.lamps * 0.6);
  if (look.snowy) pen.shape("M-44 4Q-30 -6 -12 0Q4 5 22 0Q36 -4 46 4Z", tone(look, "#ffffff").light);
}

function tent(pen: Pen, look: Look): void {
  const cloth = tone(look, look.color ?? "#e0913c");
  const warm = look.light.lamps;
  glow(pen, 0, -40, 90, "#ffb95e", warm * 0.4);
  pen.shape("M-62 2L-6 -96L60 2Z", across(pen, look, cloth, -62, 60));
  pen.shape("M-62 2L-6 -96L8 2Z", mix(cloth.light, "#ffd98a", warm * 0.55));
  pen.shape("M-30 2L-6 -92L-2 2Z", mix(cloth.deep, "#fff0c0", warm * 0.75));
  pen.line("M-6 -96L-78 4M-6 -96L76 4", tone(look, "#f5ead4").base, 0.8, 0.6);
  pen.line("M-6 -96V-100", tone(look, "#4b3a2d").base, 1.6);
}

function bridge(pen: Pen, look: Look): void {
  const steel = tone(look, look.color ?? "#c4493a");
  pen.line("M-216 -98Q-144 -14 -72 -98Q0 -14 72 -98Q144 -14 216 -98", steel.base, 2);
  for (let x = -210; x <= 210; x += 6) {
    const along = ((((x + 72) % 144) + 144) % 144) - 72;
    const sag = -56 - 42 * (along / 72) ** 2;
    pen.line(`M${x} ${sag.toFixed(1)}V-32`, steel.base, 0.7, 0.8);
  }
  pen.rect(-420, -33, 840, 6, across(pen, look, steel, -220, 220));
  pen.rect(-420, -34.4, 840, 1.6, steel.light);
  for (const x of [-216, -72, 72, 216]) {
    pen.rect(x - 5, -100, 3.4, 104, across(pen, look, steel, x - 5, x + 5));
    pen.rect(x + 1.6, -100, 3.4, 104, steel.dark);
    for (const y of [-98, -80, -62, -46]) pen.rect(x - 5, y, 10, 3, steel.base);
    pen.rect(x - 8, -8, 16, 12, tone(look, "#8b8680").dark);
  }
  for (let x = -399; x < 400; x += 19) glow(pen, x, -36, 7, "#ffe2a0", look.light.lamps * 0.9);
}

export const houses = {
  house: { draw: house, width: 108, size: 0.42, home: "ground", giant: true },
  cabin: { draw: cabin, width: 114, size: 0.38, home: "ground", giant: true },
  tent: { draw: tent, width: 130, size: 0.3, home: "ground", giant: false },
  bridge: { draw: bridge, width: 250, size: 0.36, home: "water", giant: true },
} satisfies Record<string, Figure>;
