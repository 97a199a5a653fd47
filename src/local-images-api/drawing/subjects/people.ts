import { lighten, mix } from "../color.ts";
import { across, downward, type Figure, glow, type Look, tone } from "../figure.ts";
import type { Pen } from "../pen.ts";
import { outline } from "../shapes.ts";

const skins = ["#f0c8a0", "#d9a071", "#a86f48", "#7a4b32"] as const;

function person(pen: Pen, look: Look): void {
  const coat = tone(
    look,
    look.color ??
      (look.word === "stroller"
        ? "#4a5878"
        : look.random.pick(["#c8453b", "#3d6a8c", "#d9a03c", "#4f7f64", "#8a4f6a"])),
  );
  const skin = tone(look, look.random.pick(skins));
  const hair = tone(look, look.random.pick(["#3a2820", "#6b4226", "#1f1b22", "#b07a3c"]));
  const trousers = tone(look, "#37415a");
  const boot = tone(look, "#3a2a26");
  const gown = /woman|girl|lady|princess|dancer|witch|frau|mädchen|wizard|monk/.test(look.word);
  if (gown) {
    pen.shape(outline("-6,-68 6,-68 12,-40 20,-10 18,0 -18,0 -20,-10 -12,-40"), across(pen, look, coat, -20, 20));
    pen.line("M-7 -10L-10 -1M2 -20L3 -1M9 -12L12 -1", coat.dark, 1, 0.6);
  } else {
    pen.shape("M-9 -36L-8 -3H-1L0 -30L2 -3H9L9 -36Z", trousers.base);
    pen.shape("M-10 -5H-1V1H-11ZM2 -5H9L12 1H2Z", boot.base);
    pen.shape(outline("-10,-70 0,-73 10,-70 13,-54 13,-30 0,-27 -13,-30 -13,-54"), across(pen, look, coat, -13, 13));
    pen.line("M0 -71V-29", coat.dark, 0.9, 0.7);
  }
  pen.line("M-10 -66C-17 -56 -17 -46 -14 -37M10 -66C17 -56 17 -46 14 -37", coat.dark, 6.6);
  pen.circle(-14, -35, 3, skin.base);
  pen.circle(14, -35, 3, skin.base);
  pen.rect(-3, -77, 6, 8, skin.dark);
  pen.shape(
    outline("-10,-73 0,-76.6 10,-73 9,-69 0,-67.6 -9,-69"),
    tone(look, mix(look.color ?? "#f2e0b8", "#fff3d8", 0.4)).base,
  );
  if (gown)
    pen.shape(outline("0,-99 9,-96 12,-84 11,-68 7,-66 8,-80 0,-84 -8,-80 -7,-66 -11,-68 -12,-84 -9,-96"), hair.base);
  if (look.word === "stroller") {
    pen.shape(outline("0,-98.6 8,-96 9.8,-87 9,-77 5,-74 -5,-74 -9,-77 -9.8,-87 -8,-96"), hair.base);
    return;
  }
  pen.ellipse(0, -86, 8, 9.4, skin.base);
  pen.shape(outline("0,-98.6 8,-96 9.6,-88 6,-91 0,-92.4 -6,-91 -9.6,-88 -8,-96"), hair.base);
  pen.circle(-2.9, -85.6, 0.95, hair.deep);
  pen.circle(2.9, -85.6, 0.95, hair.deep);
  pen.line("M-2.2 -81Q0 -79.4 2.2 -81", hair.deep, 0.7);
  pen.circle(-4.8, -82.8, 1.4, "#e8806a", 0.35);
  pen.circle(4.8, -82.8, 1.4, "#e8806a", 0.35);
  if (/wizard|witch/.test(look.word)) {
    pen.shape("M-19 -92Q0 -86 19 -92L7 -97L2 -122L-8 -97Z", tone(look, "#3a2f5c").base);
  } else if (/king|queen|prince/.test(look.word)) {
    pen.shape("M-8 -95L-9 -104L-4 -99L0 -106L4 -99L9 -104L8 -95Z", tone(look, "#e8b53c").light);
  } else if (look.snowy || /hiker|travel|wander|fisher/.test(look.word)) {
    pen.shape("M-9.6 -91C-10 -102 10 -102 9.6 -91Q0 -94.4 -9.6 -91Z", tone(look, "#c8453b").base);
    pen.circle(0, -100.6, 2.6, tone(look, "#fbf3e4").base);
  }
}

function astronaut(pen: Pen, look: Look): void {
  const suit = tone(look, look.color ?? "#f2f0ec");
  const gray = tone(look, "#9aa0ab");
  const accent = tone(look, "#e0713c");
  pen.rect(-22, -72, 44, 38, gray.dark, 1, 7);
  for (const [x, foot] of [
    [-10, -15],
    [10, 15],
  ] as const) {
    pen.line(`M${x} -34L${foot * 0.86} -8`, suit.dark, 15);
    pen.line(`M${x} -34L${foot * 0.84} -9`, suit.base, 12.6);
    pen.ellipse(foot, -3, 10, 5, gray.base);
    pen.line(`M${foot * 0.86 - 6} -13h12`, accent.base, 2.6);
  }
  pen.line("M-18 -62C-30 -56 -34 -44 -31 -35", suit.dark, 12.6);
  pen.line("M18 -62C30 -66 36 -76 37 -85", suit.dark, 12.6);
  pen.line("M-18 -62C-30 -56 -34 -44 -31 -36", suit.base, 10.4);
  pen.line("M18 -62C30 -66 36 -76 37 -84", suit.light, 10.4);
  pen.circle(-31, -33, 6, gray.light);
  pen.circle(37, -87, 6, gray.light);
  pen.shape(outline("-16,-70 0,-73 16,-70 21,-54 19,-34 0,-29 -19,-34 -21,-54"), across(pen, look, suit, -21, 21));
  pen.rect(-11, -58, 22, 14, gray.base, 1, 3);
  for (const [x, color] of [
    [-6.6, "#e0503f"],
    [0, "#f2c548"],
    [6.6, "#58b0d8"],
  ] as const)
    pen.circle(x, -53.6, 2, tone(look, color).light);
  pen.rect(-8, -49.4, 16, 2.4, gray.deep, 1, 1);
  pen.line("M-19 -40Q0 -34 19 -40", accent.base, 2.4);
  pen.circle(0, -83, 19, across(pen, look, suit, -19, 19));
  pen.rect(-21, -88, 4, 11, gray.base, 1, 2);
  pen.rect(17, -88, 4, 11, gray.base, 1, 2);
  const visor = outline("0,-97 11,-94 15,-84 11,-74 0,-71 -11,-74 -15,-84 -11,-94");
  pen.shape(
    visor,
    pen.linear(
      [-12, -97],
      [12, -70],
      [
        [0, "#2a3f6e"],
        [0.5, "#16203f"],
        [1, "#6a3f5c"],
      ],
    ),
  );
  pen.inside(visor, () => {
    pen.shape("M-16 -78Q0 -70 16 -80V-66H-16Z", "#e8a86a", 0.5);
    pen.at(-5, -88, 1, () => pen.ellipse(0, 0, 2.6, 6, "#ffffff", 0.7), 28);
    pen.circle(6, -90, 1.6, "#ffffff", 0.75);
  });
  pen.line(
    "M0 -97C11 -97 15 -90 15 -84C15 -76 10 -71 0 -71C-10 -71 -15 -76 -15 -84C-15 -90 -11 -97 0 -97Z",
    tone(look, "#d9b25a").base,
    1.6,
  );
}

function robot(pen: Pen, look: Look): void {
  const metal = tone(look, look.color ?? look.random.pick(["#6fa3b0", "#d98a5c", "#8f9ac0"]));
  const dark = tone(look, "#353b4a");
  const lightColor = look.random.pick(["#7af0d8", "#ffd46a", "#ff8a7a"]);
  for (const x of [-13, 13]) {
    pen.line(`M${x} -30V-6`, dark.base, 7);
    for (const y of [-24, -18, -12]) pen.line(`M${x - 4} ${y}h8`, dark.light, 1);
    pen.shape(
      `M${x - 11} 1V-4Q${x - 10} -11 ${x} -11Q${x + 10} -11 ${x + 11} -4V1Z`,
      across(pen, look, metal, x - 11, x + 11),
    );
  }
  pen.line("M-24 -54C-36 -50 -38 -40 -36 -32M24 -54C36 -56 40 -66 38 -74", dark.base, 6);
  pen.line("M-40 -27Q-42 -34 -36 -34Q-30 -34 -32 -27M34 -80Q32 -73 38 -73Q44 -73 42 -80", metal.dark, 4);
  pen.rect(-25, -62, 50, 36, across(pen, look, metal, -25, 25), 1, 8);
  pen.rect(-15, -55, 30, 20, dark.base, 1, 4);
  pen.line("M-12 -45l5 0l3 -6l4 11l3 -5h8", lightColor, 1.6);
  pen.circle(-19, -33, 1.8, metal.deep);
  pen.circle(19, -33, 1.8, metal.deep);
  pen.rect(-5, -68, 10, 8, dark.base);
  pen.rect(-22, -93, 44, 27, across(pen, look, tone(look, lighten(look.color ?? "#dfe4e4", 0.02)), -22, 22), 1, 9);
  pen.rect(-17, -88, 34, 17, dark.deep, 1, 7);
  for (const x of [-8, 8]) {
    glow(pen, x, -80, 10, lightColor, 0.8);
    pen.ellipse(x, -80, 3.6, 4.6, lightColor);
    pen.circle(x + 1, -81.6, 1.2, "#ffffff", 0.9);
  }
  pen.line("M-4 -74.4Q0 -72.4 4 -74.4", lightColor, 1);
  pen.line("M0 -93V-98", dark.base, 1.8);
  pen.circle(0, -99, 3, "#ff7a5c");
  glow(pen, 0, -99, 10, "#ff7a5c", 0.7);
  pen.rect(-27, -85, 5, 11, metal.dark, 1, 2);
  pen.rect(22, -85, 5, 11, metal.dark, 1, 2);
}

function snowman(pen: Pen, look: Look): void {
  const snow = tone(look, "#fbfcff");
  const coal = tone(look, "#26262e");
  const scarf = tone(look, look.color ?? "#c8392f");
  const ball = (y: number, radius: number): void => {
    pen.circle(
      0,
      y,
      radius,
      pen.radial(look.side * radius * 0.4, y - radius * 0.4, radius * 1.5, [
        [0, snow.light],
        [0.5, mix(snow.base, "#dfe9f6", 0.4)],
        [1, mix(snow.dark, "#9fb6d8", 0.5)],
      ]),
    );
  };
  ball(-22, 25);
  pen.line("M-16 -54L-40 -68M-32 -63l-2 -9M16 -54L42 -64M34 -61l5 -8", tone(look, "#5b4030").base, 2.2);
  ball(-52, 18);
  ball(-77, 13.4);
  for (const y of [-60, -51, -42]) pen.circle(0, y, 1.7, coal.base);
  pen.shape("M-15 -67Q0 -60 15 -67L14 -62Q0 -55 -14 -62Z", scarf.base);
  pen.shape("M7 -62L15 -44L8 -42L3 -60Z", scarf.dark);
  pen.circle(-5, -80, 1.6, coal.base);
  pen.circle(5, -80, 1.6, coal.base);
  pen.shape("M0 -78.4L15 -75.4L0 -74Z", tone(look, "#f08a3c").base);
  for (const [x, y] of [
    [-5, -71.6],
    [-2, -70.2],
    [2, -70.2],
    [5, -71.6],
  ] as const)
    pen.circle(x, y, 0.9, coal.base);
  pen.rect(-17, -89.4, 34, 3.6, coal.base, 1, 1.6);
  pen.rect(-11, -104, 22, 16, downward(pen, -104, -88, coal), 1, 2);
  pen.rect(-11, -93.4, 22, 3.6, scarf.base);
}

export const people = {
  person: { draw: person, width: 40, size: 0.42, home: "ground", giant: false },
  astronaut: { draw: astronaut, width: 86, size: 0.48, home: "ground", giant: false },
  robot: { draw: robot, width: 88, size: 0.5, home: "ground", giant: false },
  snowman: { draw: snowman, width: 84, size: 0.5, home: "ground", giant: false },
} satisfies Record<string, Figure>;
