import { lighten, mix } from "../color.ts";
import { across, downward, type Figure, type Look, tone } from "../figure.ts";
import type { Pen } from "../pen.ts";
import { outline } from "../shapes.ts";

function eye(pen: Pen, x: number, y: number, radius: number): void {
  pen.circle(x, y, radius, "#1d1720");
  pen.circle(x + radius * 0.3, y - radius * 0.4, radius * 0.34, "#ffffff", 0.9);
}

function bird(pen: Pen, look: Look): void {
  const back = tone(look, look.color ?? look.random.pick(["#4a7fb0", "#b5653f", "#5b8a6a", "#c9953e"]));
  const breast = tone(look, look.color === null ? "#e8894f" : mix(look.color, "#fff3e0", 0.5));
  const white = tone(look, "#fbf4e8");
  const wood = tone(look, "#6b4a38");
  pen.line("M-66 -8C-30 -14 20 -4 70 -16", wood.dark, 5);
  pen.line("M30 -9C42 -16 48 -24 60 -28M-40 -11C-48 -18 -52 -22 -62 -24", wood.dark, 2.4);
  const leaf = tone(look, look.season === "autumn" ? "#d98e32" : "#6b9a5a");
  for (const [x, y, turn] of [
    [60, -28, -30],
    [68, -17, 10],
    [-62, -24, 200],
    [44, -18, -70],
  ] as const)
    pen.at(x, y, 1, () => pen.shape("M0 0C4 -6 12 -6 16 0C12 6 4 6 0 0Z", leaf.base), turn);
  pen.shape(outline("-22,-34 -44,-20 -58,-6 -62,2 -50,0 -34,-10 -18,-20"), back.dark);
  const body = outline("-28,-30 -22,-50 -6,-66 4,-82 20,-90 36,-86 42,-74 40,-58 34,-38 22,-20 4,-12 -14,-14 -26,-20");
  pen.shape(body, across(pen, look, back, -28, 42));
  pen.inside(body, () => {
    pen.shape(outline("24,-74 44,-70 44,-50 34,-30 20,-14 2,-10 10,-30 14,-50"), downward(pen, -74, -12, breast));
    pen.shape(outline("6,-20 20,-18 12,-6 -8,-6"), white.base);
  });
  const wing = outline("4,-58 12,-46 8,-30 -8,-20 -28,-14 -44,-10 -34,-24 -22,-42 -8,-56");
  pen.shape(wing, across(pen, look, tone(look, mix(look.color ?? "#3a5f86", "#20283a", 0.3)), -40, 12));
  pen.line("M6 -42Q-8 -30 -28 -22M4 -34Q-6 -26 -20 -19", back.light, 1.2, 0.6);
  pen.shape("M40 -78L54 -73L40 -69Z", tone(look, "#e8a83c").base);
  eye(pen, 31, -77, 3);
  pen.line("M8 -13V-8M16 -15V-9M8 -8l5 1M16 -9l5 1", tone(look, "#8a5f3a").dark, 1.6);
}

function owl(pen: Pen, look: Look): void {
  const coat = tone(look, look.color ?? "#8a6546");
  const cream = tone(look, "#f2e0c0");
  const gold = tone(look, "#f0b03c");
  const body = outline("0,-94 18,-92 28,-80 30,-56 28,-28 18,-8 0,-2 -18,-8 -28,-28 -30,-56 -28,-80 -18,-92");
  pen.shape(body, across(pen, look, coat, -30, 30));
  pen.shape("M-24 -84L-29 -100L-10 -93ZM24 -84L29 -100L10 -93Z", coat.base);
  pen.shape(outline("0,-58 14,-54 19,-36 13,-16 0,-9 -13,-16 -19,-36 -14,-54"), cream.base);
  for (let row = 0; row < 5; row++)
    for (let column = -2 + (row % 2) * 0.5; column <= 2; column++)
      pen.line(`M${column * 6 - 2.4} ${-48 + row * 8}q2.4 3.4 4.8 0`, coat.dark, 1.2, 0.8);
  for (const flip of [1, -1] as const) {
    pen.at(0, 0, [flip, 1], () => {
      pen.shape(outline("26,-62 33,-44 31,-22 20,-8 18,-24 20,-44"), coat.dark);
      pen.line("M27 -48Q27 -32 22 -18M30 -44Q30 -30 26 -18", coat.light, 1, 0.5);
      pen.circle(11, -74, 12, cream.light);
      pen.circle(11, -74, 7.6, gold.light);
      eye(pen, 11, -74, 4.8);
      pen.line("M5 -3l-1 4M9 -4v5M13 -4l1 4", gold.dark, 2);
    });
  }
  pen.shape("M-3.6 -70H3.6L0 -60Z", gold.dark);
  pen.shape("M-24 -88Q-8 -92 0 -76Q8 -92 24 -88Q10 -96 0 -88Q-10 -96 -24 -88Z", coat.dark);
}

function penguin(pen: Pen, look: Look): void {
  const coat = tone(look, look.color ?? "#2c3444");
  const white = tone(look, "#fbf7ee");
  const orange = tone(look, "#f0973a");
  pen.shape("M-16 -2Q-20 3 -4 2L-2 -4ZM16 -2Q20 3 4 2L2 -4Z", orange.base);
  const body = outline(
    "0,-98 13,-94 19,-82 20,-66 27,-44 27,-22 17,-5 0,-1 -17,-5 -27,-22 -27,-44 -20,-66 -19,-82 -13,-94",
  );
  pen.shape(body, across(pen, look, coat, -28, 28));
  pen.shape(
    outline("0,-66 12,-60 19,-40 18,-20 10,-7 0,-5 -10,-7 -18,-20 -19,-40 -12,-60"),
    across(pen, look, white, -20, 20),
  );
  pen.shape(outline("0,-80 7,-88 14,-82 12,-70 0,-64 -12,-70 -14,-82 -7,-88"), white.base);
  pen.shape(outline("24,-58 34,-42 36,-26 30,-24 25,-38"), coat.dark);
  pen.shape(outline("-24,-58 -34,-42 -36,-26 -30,-24 -25,-38"), coat.base);
  for (const x of [-6.4, 6.4]) eye(pen, x, -79, 2.2);
  pen.shape("M-4 -75H4L0 -69Z", orange.base);
  for (const x of [-11, 11]) pen.circle(x, -71.6, 2.4, tone(look, "#f3a6a0").base, 0.6);
}

function butterfly(pen: Pen, look: Look): void {
  const wing = tone(look, look.color ?? look.random.pick(["#e8843a", "#4f86c6", "#c65a8a", "#f0b93c"]));
  const dark = tone(look, "#2a2230");
  pen.at(
    0,
    -50,
    1,
    () => {
      for (const flip of [1, -1] as const) {
        pen.at(0, 0, [flip, 1], () => {
          const upper = outline("3,-6 10,-26 28,-44 48,-46 54,-34 48,-14 30,0 10,4");
          const lower = outline("4,4 20,4 36,14 40,28 32,42 20,40 10,26");
          for (const path of [lower, upper]) {
            pen.shape(path, dark.base);
            pen.inside(path, () => {
              const inner =
                path === upper
                  ? outline("3,-6 11,-24 27,-39 44,-41 48,-32 43,-15 28,-4 10,2")
                  : outline("4,5 19,7 32,15 35,27 29,37 21,35 11,24");
              pen.shape(
                inner,
                pen.linear(
                  [0, -46],
                  [50, 40],
                  [
                    [0, wing.light],
                    [0.5, wing.base],
                    [1, wing.dark],
                  ],
                ),
              );
              pen.line("M3 0Q22 -18 40 -38M3 0Q28 -12 50 -20M3 2Q24 14 34 34M3 2Q26 8 40 22", dark.base, 1.1, 0.75);
            });
          }
          for (const [x, y, size] of [
            [47, -39, 2],
            [50, -30, 1.8],
            [48, -21, 1.5],
            [36, 31, 1.6],
            [30, 38, 1.5],
          ] as const)
            pen.circle(x, y, size, "#fff6e4");
          pen.line("M1 -18Q6 -34 14 -40", dark.base, 1);
          pen.circle(14, -40, 1.6, dark.base);
        });
      }
      pen.shape(outline("0,-20 3,-14 3.4,4 1.6,26 0,30 -1.6,26 -3.4,4 -3,-14"), dark.deep);
    },
    look.random.between(-16, 16),
  );
}

function fish(pen: Pen, look: Look): void {
  const shark = look.word === "shark";
  const coat = tone(look, look.color ?? look.random.pick(["#f0883c", "#e8b53c", "#4f9ac0", "#e0607a"]));
  const fin = tone(look, lighten(mix(look.color ?? "#f0883c", "#ffe0a8", 0.35), 0));
  const white = tone(look, "#fff8ec");
  pen.shape(
    outline("-44,-50 -66,-76 -86,-86 -80,-62 -74,-50 -80,-36 -86,-16 -66,-26"),
    across(pen, look, fin, -86, -44),
  );
  pen.line("M-52 -52L-78 -76M-54 -50L-76 -52M-52 -47L-78 -26", coat.dark, 1.2, 0.5);
  pen.shape(outline("-20,-74 -6,-98 20,-96 34,-78"), fin.base);
  pen.shape(outline("-10,-24 -16,-6 2,-8 12,-22"), fin.dark);
  const body = outline("-54,-50 -40,-62 -16,-77 16,-80 44,-70 62,-54 64,-47 58,-40 36,-26 8,-18 -20,-24 -42,-40");
  pen.shape(body, downward(pen, -80, -18, coat));
  pen.inside(body, () => {
    pen.shape(outline("64,-40 30,-34 -10,-28 -50,-46 -40,-10 40,-10"), white.base, shark ? 0.95 : 0.55);
    if (!shark) {
      for (const x of [-26, 6])
        pen.shape(`M${x} -90Q${x + 16} -50 ${x} -10H${x + 11}Q${x + 27} -50 ${x + 11} -90Z`, white.light, 0.85);
      for (let row = 0; row < 4; row++)
        for (let column = 0; column < 6; column++)
          pen.line(`M${-34 + column * 9 + (row % 2) * 4.5} ${-64 + row * 9}q4 4 0 8`, coat.dark, 0.8, 0.35);
    }
  });
  pen.shape(outline("6,-46 -8,-36 -14,-26 4,-28 16,-36"), fin.light);
  pen.line("M36 -68Q28 -50 36 -34", coat.dark, 1.4, 0.6);
  pen.circle(46, -56, 6, white.light);
  eye(pen, 47, -56, 3.8);
  pen.line("M62 -45Q56 -42 52 -44", coat.deep, 1.3);
}

function whale(pen: Pen, look: Look): void {
  const skin = tone(look, look.color ?? "#3f6a92");
  const under = tone(look, "#dfe8ec");
  const spray = mix("#ffffff", look.light.key, 0.2);
  pen.line("M40 -62C40 -80 34 -92 22 -94M40 -62C40 -82 48 -92 60 -93M40 -62V-88", spray, 3, 0.75);
  for (const [x, y] of [
    [18, -90],
    [64, -88],
    [40, -95],
    [28, -98],
    [53, -98],
  ] as const)
    pen.circle(x, y, 2.2, spray, 0.85);
  const tail = outline(
    "-72,-30 -86,-44 -92,-62 -110,-74 -122,-70 -112,-62 -106,-52 -118,-48 -124,-38 -104,-40 -88,-30 -76,-16",
  );
  pen.shape(tail, across(pen, look, skin, -122, -70));
  const body = outline("-88,-36 -66,-36 -36,-48 0,-60 40,-62 72,-52 88,-34 86,-16 66,-3 26,2 -20,0 -58,-8 -82,-24");
  pen.shape(body, downward(pen, -62, 0, skin));
  pen.inside(body, () => {
    pen.shape(outline("92,-22 60,-20 20,-14 -30,-8 -70,-12 -40,14 60,14 100,0"), under.base);
    for (let groove = 0; groove < 7; groove++)
      pen.line(
        `M${84 - groove * 3} ${-19 + groove * 3.2}Q30 ${-12 + groove * 3.4} ${-34 + groove * 6} ${-6 + groove * 1.6}`,
        skin.base,
        0.9,
        0.45,
      );
    for (let spot = 0; spot < 16; spot++)
      pen.circle(
        look.random.between(-60, 70),
        look.random.between(-60, -34),
        look.random.between(0.6, 1.6),
        "#ffffff",
        0.3,
      );
  });
  pen.shape(outline("20,-14 8,2 -8,16 -18,16 -8,2 2,-14"), skin.dark);
  eye(pen, 64, -27, 2.4);
  pen.line("M88 -26Q76 -20 60 -20", skin.deep, 1.2, 0.7);
}

function turtle(pen: Pen, look: Look): void {
  const skin = tone(look, "#8fae6a");
  const shell = tone(look, look.color ?? "#6b7a3f");
  for (const path of [
    "-40,-16 -54,-8 -58,0 -40,0 -30,-8",
    "26,-14 34,-4 34,2 46,2 44,-12",
    "-10,-14 -12,-2 -8,2 4,2 2,-12",
  ])
    pen.shape(outline(path), skin.dark);
  pen.shape(outline("40,-30 54,-44 68,-52 80,-46 82,-36 74,-28 60,-24 46,-14"), across(pen, look, skin, 40, 82));
  eye(pen, 72, -42, 2.2);
  pen.line("M80 -34Q74 -31 69 -33", skin.deep, 1);
  const dome = "M-54 -12C-54 -56 -28 -78 2 -78C34 -78 54 -52 54 -12Q0 -4 -54 -12Z";
  pen.shape(dome, downward(pen, -78, -8, shell));
  pen.inside(dome, () => {
    for (const [x, y] of [
      [0, -56],
      [-26, -40],
      [26, -40],
      [0, -24],
      [-46, -20],
      [46, -20],
      [-20, -72],
      [20, -72],
    ] as const) {
      pen.shape(
        `M${x - 12} ${y}L${x - 6} ${y - 11}H${x + 6}L${x + 12} ${y}L${x + 6} ${y + 11}H${x - 6}Z`,
        shell.light,
        0.6,
      );
    }
  });
  pen.shape("M-58 -12Q0 -2 58 -12Q56 -4 0 -2Q-56 -4 -58 -12Z", shell.dark);
}

export const winged = {
  bird: { draw: bird, width: 130, size: 0.42, home: "ground", giant: false },
  owl: { draw: owl, width: 66, size: 0.46, home: "ground", giant: false },
  penguin: { draw: penguin, width: 72, size: 0.44, home: "ground", giant: false },
  butterfly: { draw: butterfly, width: 110, size: 0.4, home: "air", giant: false },
  fish: { draw: fish, width: 150, size: 0.34, home: "deep", giant: false },
  whale: { draw: whale, width: 210, size: 0.34, home: "water", giant: false, seat: 60 },
  turtle: { draw: turtle, width: 140, size: 0.34, home: "ground", giant: false, seat: 76 },
} satisfies Record<string, Figure>;
