import { lighten, mix } from "../color.ts";
import { across, downward, type Figure, glow, type Look, tone } from "../figure.ts";
import type { Pen } from "../pen.ts";
import { curve, outline } from "../shapes.ts";

function sheen(pen: Pen, look: Look, x: number, y: number, width: number, height: number): void {
  pen.at(x * look.side, y, 1, () => pen.ellipse(0, 0, width, height, "#ffffff", 0.34), 24 * look.side);
}

function steam(pen: Pen, look: Look, x: number, y: number): void {
  const color = mix("#ffffff", look.light.key, 0.2);
  for (const [dx, tall] of [
    [-9, 26],
    [0, 34],
    [9, 24],
  ] as const) {
    pen.line(
      curve([
        [x + dx, y],
        [x + dx - 4, y - tall * 0.35],
        [x + dx + 4, y - tall * 0.7],
        [x + dx, y - tall],
      ]),
      color,
      2.6,
      0.34,
    );
  }
}

function vase(pen: Pen, look: Look): void {
  const clay = tone(look, look.color ?? look.random.pick(["#4f7f9a", "#c98a5c", "#7a9a86", "#b56a5c"]));
  const body = outline(
    "-17,-92 -14,-84 -15,-74 -30,-54 -36,-34 -30,-12 -20,0 20,0 30,-12 36,-34 30,-54 15,-74 14,-84 17,-92",
  );
  pen.shape(body, across(pen, look, clay, -36, 36));
  pen.inside(body, () => {
    pen.rect(-40, -46, 80, 3, lighten(clay.light, 0.1), 0.7);
    pen.rect(-40, -24, 80, 3, lighten(clay.light, 0.1), 0.7);
    for (let x = -36; x < 40; x += 10)
      pen.line(`M${x} -28L${x + 5} -40L${x + 10} -28`, lighten(clay.light, 0.1), 1.6, 0.6);
    sheen(pen, look, 20, -44, 5, 20);
  });
  pen.ellipse(0, -92, 18, 4, clay.deep);
}

function cup(pen: Pen, look: Look): void {
  const glaze = tone(look, look.color ?? look.random.pick(["#f1e8da", "#5f8fa3", "#d9765a", "#e3b23f"]));
  const drink = tone(look, "#6a4128");
  steam(pen, look, -4, -74);
  pen.ellipse(-4, -3, 56, 8, tone(look, "#f3ece0").dark);
  pen.ellipse(-4, -5.4, 54, 6.8, tone(look, "#f6f0e6").light);
  pen.line("M34 -54C60 -58 60 -22 28 -22", glaze.dark, 8);
  pen.shape("M-42 -62H34C34 -34 28 -10 12 -6H-20C-36 -10 -42 -34 -42 -62Z", across(pen, look, glaze, -42, 34));
  pen.ellipse(-4, -62, 38, 8.4, glaze.light);
  pen.ellipse(-4, -61, 33.6, 6.6, drink.base);
  pen.shape(
    "M-14 -62C-10 -66 -2 -64 -3 -60C-4 -64 6 -66 8 -61C6 -57 -6 -57 -14 -62Z",
    tone(look, "#e8cfa8").light,
    0.9,
  );
  sheen(pen, look, 22, -40, 4, 15);
}

function teapot(pen: Pen, look: Look): void {
  const glaze = tone(look, look.color ?? look.random.pick(["#4f86a0", "#c9584a", "#6a9a7c"]));
  steam(pen, look, 66, -72);
  pen.line("M-36 -66C-66 -72 -68 -26 -34 -24", glaze.dark, 8);
  pen.shape("M34 -30C50 -34 52 -58 66 -70L60 -74C46 -68 44 -54 32 -52Z", glaze.base);
  pen.shape(
    outline("0,-80 26,-74 43,-52 43,-30 30,-8 0,-1 -30,-8 -43,-30 -43,-52 -26,-74"),
    across(pen, look, glaze, -43, 43),
  );
  pen.ellipse(0, -76, 26, 5.4, glaze.dark);
  pen.shape("M-23 -77C-18 -90 18 -90 23 -77Q0 -71 -23 -77Z", downward(pen, -90, -72, glaze));
  pen.circle(0, -92, 6, glaze.base);
  sheen(pen, look, 20, -52, 7, 16);
  for (const [x, y] of [
    [-14, -32],
    [0, -26],
    [14, -32],
  ] as const)
    for (let turn = 0; turn < 5; turn++)
      pen.at(x, y, 1, () => pen.ellipse(0, -4.2, 2.6, 4, "#fdf3e0", 0.85), turn * 72);
}

function book(pen: Pen, look: Look): void {
  const cover = tone(look, look.color ?? look.random.pick(["#a83f3a", "#35607f", "#3f7a63", "#8a5a9a"]));
  const page = tone(look, "#fbf3e0");
  pen.shape("M-92 -12L-78 -84L0 -74L78 -84L92 -12L0 4Z", cover.dark);
  pen.shape("M-86 -14C-62 -22 -24 -18 0 -4V-72C-22 -86 -54 -90 -74 -86Z", downward(pen, -90, -6, page));
  pen.shape(
    "M86 -14C62 -22 24 -18 0 -4V-72C22 -86 54 -90 74 -86Z",
    pen.linear(
      [0, 0],
      [86, 0],
      [
        [0, page.dark],
        [0.2, page.base],
        [1, page.light],
      ],
    ),
  );
  for (let line = 0; line < 6; line++) {
    const y = -76 + line * 9;
    const half = 1 + line * 0.03;
    pen.line(
      `M${-66 * half} ${y}Q${-36 * half} ${y - 3} -10 ${y + 9}M${66 * half} ${y}Q${36 * half} ${y - 3} 10 ${y + 9}`,
      page.deep,
      1.5,
      0.55,
    );
  }
  pen.line("M0 -72V-4", page.deep, 1.4, 0.6);
  pen.shape("M8 -70L18 -74L22 -8L16 -12L10 -4Z", tone(look, "#d2483c").base, 0.9);
}

function lamp(pen: Pen, look: Look): void {
  const shade = tone(look, look.color ?? "#e8a84a");
  const brass = tone(look, "#a8804a");
  const strength = 0.55 + look.light.lamps * 0.4;
  if (look.word === "pendant") {
    pen.line("M0 -44V-900", tone(look, "#3a2e2a").base, 2.4);
    const cone = pen.linear(
      [0, 0],
      [0, 220],
      [
        [0, "#ffe9b0", 0.5 * strength],
        [1, "#ffe2a0", 0],
      ],
    );
    pen.shape("M-58 -6H58L150 220H-150Z", cone);
    pen.shape("M-14 -48H14L60 -6Q0 6 -60 -6Z", across(pen, look, shade, -60, 60));
    pen.ellipse(0, -5, 58, 6, mix(shade.light, "#fff6d8", 0.6));
    pen.circle(0, -1, 10, "#fffbe8");
    glow(pen, 0, 0, 190, "#ffe2a0", strength);
    return;
  }
  if (/street|post/.test(look.word)) {
    pen.line("M0 2V-86", tone(look, "#2f343c").base, 3.4);
    pen.shape("M-8 2H8L4 -8H-4Z", tone(look, "#2f343c").base);
    pen.shape("M-7 -96H7L5 -82H-5Z", mix("#fff0c0", shade.light, 0.3));
    pen.shape("M-9 -95Q0 -106 9 -95Z", tone(look, "#2f343c").dark);
    glow(pen, 0, -89, 60, "#ffdf9a", strength);
    return;
  }
  glow(pen, 0, -70, 150, "#ffdc94", strength * 0.8);
  pen.shape(
    "M-26 -46L-90 10H90L26 -46Z",
    pen.linear(
      [0, -46],
      [0, 10],
      [
        [0, "#ffe9b0", 0.32],
        [1, "#ffe9b0", 0],
      ],
    ),
  );
  pen.rect(-2.4, -48, 4.8, 46, across(pen, look, brass, -3, 3));
  pen.ellipse(0, -2, 20, 5, brass.dark);
  pen.ellipse(0, -4, 19, 4, brass.light);
  pen.ellipse(0, -30, 5, 7, brass.base);
  pen.shape(
    "M-16 -98H16L32 -48Q0 -42 -32 -48Z",
    pen.linear(
      [0, -98],
      [0, -46],
      [
        [0, shade.base],
        [0.7, mix(shade.light, "#fff3cc", 0.5)],
        [1, "#fff6dc"],
      ],
    ),
  );
  pen.line("M-16 -98H16M-32 -48Q0 -42 32 -48", shade.dark, 1.6);
}

function lantern(pen: Pen, look: Look): void {
  const iron = tone(look, look.color ?? "#3a3f4a");
  glow(pen, 0, -42, 120, "#ffc46a", 0.9);
  pen.line("M-13 -82Q0 -108 13 -82", iron.base, 2.4);
  pen.shape("M-16 -76L0 -90L16 -76L22 -70H-22Z", iron.base);
  pen.shape(
    "M-18 -70H18L22 -10H-22Z",
    pen.radial(0, -34, 44, [
      [0, "#fff6d0"],
      [0.4, "#ffd27a", 0.95],
      [1, "#d98a3c", 0.75],
    ]),
  );
  pen.shape("M-6 -12V-26H6V-12Z", tone(look, "#f6ead2").light);
  pen.shape("M0 -46C5 -38 5 -32 0 -28C-5 -32 -5 -38 0 -46Z", "#fffbe6");
  pen.line("M-18 -70L-22 -10M18 -70L22 -10M0 -70V-48", iron.base, 2);
  pen.rect(-26, -11, 52, 11, iron.dark, 1, 3);
}

function umbrella(pen: Pen, look: Look): void {
  const cloth = tone(look, look.color ?? "#d2392f");
  const wood = tone(look, "#6b4630");
  pen.line("M0 -92V-8C0 4 -14 4 -13 -6", wood.base, 2.8);
  const dome =
    "M-56 -52C-52 -84 -26 -96 0 -96C26 -96 52 -84 56 -52C47 -58 38 -58 30 -52C20 -58 9 -58 0 -52C-9 -58 -20 -58 -30 -52C-38 -58 -47 -58 -56 -52Z";
  pen.shape(dome, across(pen, look, cloth, -56, 56));
  pen.inside(dome, () => {
    pen.shape("M0 -97C-16 -88 -28 -70 -30 -50H0Z", cloth.dark, 0.4);
    pen.shape("M0 -97C16 -88 28 -70 30 -50H58V-97Z", look.side > 0 ? cloth.light : cloth.dark, 0.35);
  });
  pen.line("M0 -96C-16 -88 -28 -70 -30 -52M0 -96C16 -88 28 -70 30 -52M0 -96V-52", cloth.deep, 0.9, 0.6);
  pen.line("M0 -96V-101", wood.dark, 2);
}

function heart(pen: Pen, look: Look): void {
  const red = tone(look, look.color ?? "#d8384a");
  const path =
    "M0 -4C-30 -26 -52 -46 -52 -70C-52 -88 -38 -99 -24 -98C-12 -97 -4 -90 0 -82C4 -90 12 -97 24 -98C38 -99 52 -88 52 -70C52 -46 30 -26 0 -4Z";
  pen.shape(
    path,
    pen.radial(look.side * 18, -74, 88, [
      [0, red.light],
      [0.5, red.base],
      [1, red.dark],
    ]),
  );
  sheen(pen, look, 28, -80, 7, 13);
}

function crown(pen: Pen, look: Look): void {
  const gold = tone(look, look.color ?? "#e8b53c");
  const path = "M-52 -8L-62 -78L-32 -46L0 -96L32 -46L62 -78L52 -8Q0 4 -52 -8Z";
  pen.shape(path, across(pen, look, gold, -60, 60));
  pen.inside(path, () => pen.rect(-60, -24, 120, 6, gold.dark, 0.5));
  for (const [x, y] of [
    [-62, -80],
    [0, -98],
    [62, -80],
  ] as const)
    pen.circle(x, y, 6, gold.light);
  for (const [x, color] of [
    [-32, "#3f7fc0"],
    [0, "#d2392f"],
    [32, "#3f9a6a"],
  ] as const) {
    pen.ellipse(x, -14, 6.4, 5, tone(look, color).base);
    pen.ellipse(x + 1.6, -15.6, 1.8, 1.2, "#ffffff", 0.7);
  }
  glow(pen, 30 * look.side, -70, 34, "#fff6d0", 0.35);
}

export const things = {
  vase: { draw: vase, width: 74, size: 0.42, home: "table", giant: false, seat: 88 },
  cup: { draw: cup, width: 116, size: 0.34, home: "table", giant: false, seat: 64 },
  teapot: { draw: teapot, width: 136, size: 0.36, home: "table", giant: false },
  book: { draw: book, width: 190, size: 0.26, home: "table", giant: false, seat: 44 },
  lamp: { draw: lamp, width: 70, size: 0.54, home: "table", giant: false },
  lantern: { draw: lantern, width: 54, size: 0.38, home: "table", giant: false },
  umbrella: { draw: umbrella, width: 114, size: 0.46, home: "ground", giant: false },
  heart: { draw: heart, width: 106, size: 0.46, home: "air", giant: false },
  crown: { draw: crown, width: 134, size: 0.34, home: "table", giant: false },
} satisfies Record<string, Figure>;
