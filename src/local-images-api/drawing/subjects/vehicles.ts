import { lighten, mix } from "../color.ts";
import { across, downward, type Figure, glow, type Look, pane, tone } from "../figure.ts";
import type { Pen } from "../pen.ts";
import { outline } from "../shapes.ts";

function sailboat(pen: Pen, look: Look): void {
  const hull = tone(look, look.color ?? look.random.pick(["#8a4b36", "#f2ece0", "#33566e", "#b5483c"]));
  // Light falls through sails: they stay brighter than what else stands against the sun.
  const through = { ...look, light: { ...look.light, ambience: look.light.ambience * 0.35 } };
  const sail = tone(through, "#fdf3e0");
  const wood = tone(look, "#5b4030");
  pen.line("M0 -8V-100", wood.base, 1.5);
  pen.shape("M2 -97C20 -76 30 -46 34 -17H2Z", across(pen, look, sail, 0, 36));
  pen.line("M2 -72Q12 -70 20 -72M2 -46Q16 -43 29 -46", sail.dark, 0.8, 0.8);
  pen.shape(
    "M-2 -90C-8 -64 -18 -36 -32 -18H-2Z",
    across(pen, look, tone(through, mix(look.color ?? "#f4d9b8", "#f8e8cf", 0.55)), -32, 0),
  );
  pen.line("M-2 -16H36", wood.dark, 1.4);
  pen.shape("M0 -100l10 3l-10 3.4Z", tone(look, "#d2492f").base);
  pen.shape("M-40 -13H40C38 -4 32 3 26 4H-26C-33 2 -38 -5 -40 -13Z", downward(pen, -13, 4, hull));
  pen.rect(-40, -14.6, 80, 2.6, lighten(hull.light, 0.05), 1, 1);
  pen.shape("M-38 -8H38L37 -6H-37Z", tone(look, "#fdf6ea").base, 0.85);
  glow(pen, 0, -97, 10, "#ffe2a0", look.light.lamps * 0.6);
}

function ship(pen: Pen, look: Look): void {
  const hull = tone(look, look.color ?? "#6b4430");
  const sail = tone(look, /pirate/.test(look.word) ? "#3a3a44" : "#f8ecd4");
  const wood = tone(look, "#4a3428");
  for (const [x, top] of [
    [-32, -84],
    [2, -100],
    [34, -86],
  ] as const)
    pen.line(`M${x} -18V${top}`, wood.base, 2);
  pen.line("M44 -26L76 -46", wood.base, 1.8);
  for (const [x, y, half, tall] of [
    [-32, -80, 15, 22],
    [-32, -54, 18, 24],
    [2, -94, 17, 26],
    [2, -64, 21, 30],
    [34, -82, 15, 22],
    [34, -56, 17, 24],
  ] as const) {
    pen.shape(
      `M${x - half} ${y}H${x + half}Q${x + half + 7} ${y + tall * 0.5} ${x + half + 1} ${y + tall}Q${x} ${y + tall - 5} ${x - half + 2} ${y + tall}Q${x - half + 8} ${y + tall * 0.5} ${x - half} ${y}Z`,
      across(pen, look, sail, x - half, x + half + 7),
    );
    pen.line(`M${x - half - 2} ${y}H${x + half + 2}`, wood.dark, 1.4);
  }
  pen.shape("M46 -28L76 -46L38 -60Z", sail.base, 0.95);
  pen.shape("M2 -100l12 3l-12 4Z", tone(look, "#c8392f").base);
  pen.shape(
    "M-62 -34L-50 -32L-46 -22H44L66 -32C62 -14 54 0 44 5H-44C-56 -2 -61 -16 -62 -34Z",
    downward(pen, -34, 5, hull),
  );
  pen.line("M-58 -20Q0 -8 58 -22M-55 -12Q0 0 54 -13", hull.deep, 1, 0.6);
  pen.line("M-61 -33L-49 -31L-45 -21H44L66 -31", tone(look, "#d9a44c").base, 1.7);
  for (let x = -36; x < 44; x += 12) pen.rect(x, -14, 4.4, 4, pane(look), 1, 1);
  glow(pen, -58, -38, 14, "#ffd58a", look.light.lamps * 0.8);
}

function wheel(pen: Pen, look: Look, x: number, radius: number): void {
  const tyre = tone(look, "#26262c");
  pen.circle(x, -radius, radius, tyre.base);
  pen.circle(x, -radius, radius * 0.56, tone(look, "#cfd3d6").base);
  pen.circle(x, -radius, radius * 0.2, tyre.base);
}

function car(pen: Pen, look: Look): void {
  const paint = tone(look, look.color ?? look.random.pick(["#d2483c", "#3f7fae", "#e0a93c", "#5a9a86"]));
  const chrome = tone(look, "#e4e6e6");
  const { lamps } = look.light;
  if (lamps > 0.3)
    pen.shape(
      "M96 -34L210 -52V2L96 -24Z",
      pen.linear(
        [96, 0],
        [210, 0],
        [
          [0, "#fff0c0", 0.55 * lamps],
          [1, "#fff0c0", 0],
        ],
      ),
    );
  const body = outline(
    "-96,-18 -98,-34 -88,-46 -62,-52 -50,-70 -34,-86 0,-91 28,-86 50,-66 58,-54 84,-48 97,-38 99,-20 90,-14 -86,-13",
  );
  pen.shape(body, downward(pen, -91, -12, paint));
  pen.inside(body, () => {
    pen.rect(-100, -38, 200, 3, chrome.base, 0.85);
    pen.rect(-100, -24, 200, 14, look.light.shadow, 0.3);
    pen.ellipse(look.side * 20, -88, 60, 9, "#ffffff", 0.28);
  });
  const glass = pane(look);
  pen.shape(outline("-48,-56 -40,-72 -28,-80 -6,-83 -6,-55"), mix(glass, "#dff0f4", 0.35));
  pen.shape(outline("2,-55 2,-83 24,-79 40,-66 47,-55"), mix(glass, "#dff0f4", 0.35));
  pen.line("M-2 -52V-20M-2 -46h8", paint.dark, 1.4, 0.8);
  for (const x of [-58, 56]) {
    pen.circle(x, -15, 21, paint.deep);
    wheel(pen, look, x, 17.4);
  }
  pen.ellipse(93, -33, 4.6, 6, mix("#fff3cf", chrome.light, 0.2));
  glow(pen, 95, -33, 26, "#fff0c0", lamps);
  pen.rect(-99, -36, 6, 9, "#e0463a", 1, 2);
  pen.rect(86, -20, 18, 4.4, chrome.base, 1, 2);
  pen.rect(-104, -20, 18, 4.4, chrome.base, 1, 2);
}

function train(pen: Pen, look: Look): void {
  const body = tone(look, look.color ?? "#2f5f52");
  const red = tone(look, "#b8433a");
  const brass = tone(look, "#dcb05a");
  const iron = tone(look, "#2c2c34");
  const steam = mix(look.light.haze, "#ffffff", 0.6);
  pen.rect(-200, -1, 360, 2.6, iron.base);
  for (let x = -196; x < 160; x += 12) pen.rect(x, 1, 6, 2.8, tone(look, "#5b4334").base);
  for (let puff = 0; puff < 12; puff++)
    pen.circle(
      52 - puff * 13 + look.random.between(-4, 4),
      -100 - puff * 4.6,
      8 + puff * 2.4,
      steam,
      0.7 - puff * 0.05,
    );
  for (const x of [-190, -104]) {
    pen.rect(x, -62, 78, 52, across(pen, look, red, x, x + 78), 1, 3);
    pen.rect(x - 3, -67, 84, 7, iron.base, 1, 3);
    for (const dx of [7, 30, 53]) {
      glow(pen, x + dx + 9, -43, 22, "#ffd38a", look.light.lamps * 0.5);
      pen.rect(x + dx, -53, 18, 20, pane(look), 1, 2);
    }
    for (const dx of [14, 62]) wheel(pen, look, x + dx, 9);
  }
  pen.rect(-22, -80, 34, 68, across(pen, look, body, -22, 12));
  pen.rect(-27, -86, 44, 8, iron.base, 1, 3);
  pen.rect(-15, -71, 20, 20, pane(look), 1, 2);
  pen.rect(10, -56, 68, 38, downward(pen, -56, -18, body), 1, 6);
  for (const x of [28, 46, 64]) pen.rect(x, -57, 2.8, 40, brass.base);
  pen.shape("M46 -56L43 -90H62L58 -56Z", iron.base);
  pen.rect(41, -95, 23, 6, brass.base, 1, 2);
  pen.shape("M24 -56V-64Q30 -72 36 -64V-56Z", brass.light);
  pen.circle(78, -37, 18, iron.dark);
  pen.circle(79, -37, 13, iron.base);
  pen.circle(81, -52, 5, "#fff3cf");
  glow(pen, 83, -52, 46, "#ffe6a8", look.light.lamps);
  pen.rect(-26, -19, 116, 8, red.base, 1, 2);
  pen.shape("M84 -12L102 0H80Z", iron.base);
  for (const [x, radius] of [
    [-10, 14],
    [24, 11],
    [48, 11],
    [70, 9],
  ] as const)
    wheel(pen, look, x, radius);
  pen.line("M-10 -14L48 -11", brass.base, 2.6);
}

function bicycle(pen: Pen, look: Look): void {
  const frame = tone(look, look.color ?? "#c8483c");
  const dark = tone(look, "#2a2a30");
  for (const x of [-46, 46]) {
    pen.line(`M${x - 32} -33A32 32 0 1 1 ${x + 32} -33A32 32 0 1 1 ${x - 32} -33`, dark.base, 3.6);
    for (let spoke = 0; spoke < 12; spoke++)
      pen.at(x, -33, 1, () => pen.line("M0 0V-31", tone(look, "#b9bdc2").base, 0.5, 0.8), spoke * 30);
    pen.circle(x, -33, 3, dark.base);
  }
  pen.line("M-46 -33L-16 -76L36 -76L-4 -33ZM-4 -33L-20 -84M46 -33L33 -90", frame.base, 4);
  pen.line("M33 -90Q22 -98 28 -92M33 -90Q46 -98 44 -88", dark.base, 3.4);
  pen.shape("M-34 -86Q-18 -92 -8 -85Q-18 -80 -34 -86Z", tone(look, "#6b4630").base);
  pen.circle(-4, -33, 8, dark.dark);
  pen.line("M-4 -33L6 -18M2 -18H12", dark.base, 2.4);
  const basket = tone(look, "#c99a5c");
  pen.shape("M36 -86H64L60 -64H40Z", basket.base);
  for (const [x, color] of [
    [42, "#e86a7a"],
    [50, "#f4c04a"],
    [58, "#8f7ad0"],
  ] as const)
    pen.circle(x, -89, 5, tone(look, color).base);
}

export const vehicles = {
  sailboat: { draw: sailboat, width: 84, size: 0.46, home: "water", giant: false, seat: 14 },
  ship: { draw: ship, width: 150, size: 0.52, home: "water", giant: true },
  car: { draw: car, width: 210, size: 0.24, home: "ground", giant: false, seat: 88 },
  train: { draw: train, width: 360, size: 0.24, home: "ground", giant: false },
  bicycle: { draw: bicycle, width: 160, size: 0.34, home: "ground", giant: false, seat: 86 },
} satisfies Record<string, Figure>;
