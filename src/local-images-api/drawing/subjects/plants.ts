import { lighten, mix } from "../color.ts";
import { across, downward, type Figure, type Look, type Tone, tone } from "../figure.ts";
import { drawFir, drawTree } from "../foliage.ts";
import { lit } from "../light.ts";
import type { Pen } from "../pen.ts";
import { blob, curve, outline } from "../shapes.ts";

function tree(pen: Pen, look: Look): void {
  const leaves =
    look.color ?? (look.season === "autumn" ? "#cc7a30" : look.season === "spring" ? "#efb3c2" : "#5c8f52");
  const trunk = lit(look.light, "#5f4635");
  pen.line("M0 -30Q-14 -44 -20 -56M0 -34Q14 -46 20 -58M0 -40V-66", trunk, 3.4);
  if (look.season === "winter") {
    pen.shape("M-5 1Q-2.4 -30 -2 -56H2Q2.4 -30 6 1Z", trunk);
    const branch = (x: number, y: number, angle: number, long: number, thick: number): void => {
      if (long < 5) return;
      const [endX, endY] = [x + Math.cos(angle) * long, y + Math.sin(angle) * long];
      pen.line(`M${x.toFixed(1)} ${y.toFixed(1)}L${endX.toFixed(1)} ${endY.toFixed(1)}`, trunk, thick);
      if (look.snowy)
        pen.line(
          `M${x.toFixed(1)} ${(y - thick * 0.5).toFixed(1)}L${endX.toFixed(1)} ${(endY - thick * 0.5).toFixed(1)}`,
          lit(look.light, "#ffffff"),
          thick * 0.5,
        );
      branch(endX, endY, angle - look.random.between(0.25, 0.55), long * 0.74, thick * 0.68);
      branch(endX, endY, angle + look.random.between(0.25, 0.55), long * 0.74, thick * 0.68);
    };
    branch(0, -40, -1.57, 18, 3.6);
    branch(0, -34, -2.2, 17, 3);
    branch(0, -36, -0.9, 17, 3);
    return;
  }
  drawTree(pen, look.random, 0, 1, 100, lit(look.light, leaves), trunk);
  for (let index = 0; index < 60; index++) {
    const angle = look.random.next() * 6.28;
    const reach = look.random.next() ** 0.5;
    pen.circle(
      Math.cos(angle) * reach * 34,
      -66 + Math.sin(angle) * reach * 28,
      look.random.between(0.8, 2.2),
      lighten(lit(look.light, leaves), look.random.between(-0.07, 0.12)),
      0.8,
    );
  }
}

function pine(pen: Pen, look: Look): void {
  const snow = look.snowy ? lit(look.light, "#f6f9ff") : null;
  drawFir(pen, look.random, 0, 1, 100, lit(look.light, look.color ?? "#2f6650"), snow);
  if (!look.word.includes("christmas")) return;
  for (let index = 0; index < 26; index++) {
    const part = look.random.between(0.08, 0.8);
    const x = look.random.between(-1, 1) * 19 * (1 - part);
    pen.circle(
      x,
      -12 - part * 84,
      1.7,
      lit(look.light, look.random.pick(["#e0503f", "#f2c548", "#5aa0d8", "#f2f0e8"])),
    );
  }
  pen.circle(
    0,
    -99,
    7,
    pen.radial(0, -99, 7, [
      [0, "#fff3b0", 0.9],
      [1, "#fff3b0", 0],
    ]),
  );
  pen.circle(0, -99, 2.2, "#ffe48a");
}

function palm(pen: Pen, look: Look): void {
  const bark = tone(look, "#8a6a4a");
  const leaf = tone(look, look.color ?? "#4f9458");
  const [topX, topY] = [16, -78];
  pen.shape("M-6 2C-4 -30 4 -58 14 -79L19 -77C10 -54 5 -28 6 2Z", across(pen, look, bark, -4, 16));
  for (let ring = 1; ring < 13; ring++) pen.line(`M${-5 + ring * 1.5} ${-ring * 6}q5 2 9 0.4`, bark.deep, 0.9, 0.5);
  for (const [index, angle] of [-176, -150, -120, -86, -52, -24, 4, 30].entries()) {
    const turn = (angle * Math.PI) / 180;
    const long = 36 + (index % 3) * 4;
    const [endX, endY] = [topX + Math.cos(turn) * long, topY + Math.sin(turn) * long * 0.62 + 13];
    const [midX, midY] = [topX + Math.cos(turn) * long * 0.6, topY + Math.sin(turn) * long * 0.8 - 7];
    const color = index % 2 === 0 ? leaf.dark : leaf.base;
    pen.shape(
      `M${topX} ${topY}Q${midX.toFixed(1)} ${(midY - 6).toFixed(1)} ${endX.toFixed(1)} ${endY.toFixed(1)}Q${midX.toFixed(1)} ${(midY + 7).toFixed(1)} ${topX} ${topY}Z`,
      color,
    );
    for (let part = 0.25; part < 1; part += 0.1) {
      const u = 1 - part;
      const x = u * u * topX + 2 * u * part * midX + part * part * endX;
      const y = u * u * topY + 2 * u * part * midY + part * part * endY;
      pen.line(
        `M${x.toFixed(1)} ${y.toFixed(1)}q${(Math.cos(turn) * 3).toFixed(1)} 4 ${(Math.cos(turn) * 4 - 1).toFixed(1)} ${(9 * (1.1 - part * 0.5)).toFixed(1)}`,
        color,
        1.7,
      );
    }
  }
  for (const [x, y] of [
    [12, -75],
    [18, -73],
    [21, -77],
  ] as const)
    pen.circle(x, y, 3.2, tone(look, "#6b4630").base);
}

function cactus(pen: Pen, look: Look): void {
  const green = tone(look, look.color ?? "#4f8a5c");
  const arms = ["M-9 -34H-20Q-30 -34 -30 -46V-58", "M9 -26H22Q31 -26 31 -38V-70"];
  for (const arm of arms) pen.line(arm, green.dark, 12);
  for (const arm of arms) pen.line(arm, green.base, 9);
  const trunk = "M-11 2V-84C-11 -104 11 -104 11 -84V2Z";
  pen.shape(trunk, across(pen, look, green, -11, 11));
  for (const x of [-6.6, -2.2, 2.2, 6.6]) pen.line(`M${x} 0V-88`, green.deep, 0.8, 0.5);
  for (let y = -8; y > -92; y -= 8)
    for (const x of [-8.6, -4.4, 0, 4.4, 8.6]) pen.line(`M${x} ${y}l-1.2 -1.6M${x} ${y}l1.2 -1.6`, "#fff4d8", 0.5, 0.7);
  const bloom = tone(look, "#e8608a");
  for (const [x, y] of [
    [0, -98],
    [31, -76],
    [-30, -64],
  ] as const)
    for (const turn of [-40, 0, 40]) pen.at(x, y, 1, () => pen.ellipse(0, -3, 2.2, 4.4, bloom.base), turn);
}

function stem(pen: Pen, look: Look, top: number): Tone {
  const green = tone(look, "#5b8f4e");
  pen.line(
    curve([
      [0, 2],
      [2.4, top * 0.4],
      [0, top],
    ]),
    green.dark,
    2.8,
  );
  pen.shape(outline("1,-18 14,-26 24,-42 12,-38 3,-28"), green.base);
  pen.shape(outline("1,-28 -12,-34 -20,-48 -9,-46 0,-36"), green.dark);
  return green;
}

function petals(
  pen: Pen,
  count: number,
  x: number,
  y: number,
  near: number,
  long: number,
  wide: number,
  color: string,
  turn: number,
): void {
  for (let index = 0; index < count; index++) {
    pen.at(
      x,
      y,
      1,
      () =>
        pen.shape(
          `M0 ${-near}C${wide} ${-near - long * 0.3} ${wide * 0.8} ${-near - long * 0.85} 0 ${-near - long}C${-wide * 0.8} ${-near - long * 0.85} ${-wide} ${-near - long * 0.3} 0 ${-near}Z`,
          color,
        ),
      turn + (index * 360) / count,
    );
  }
}

function flower(pen: Pen, look: Look): void {
  const color = tone(look, look.color ?? look.random.pick(["#e0607f", "#8f6ac8", "#f4f0e6", "#e87a4a", "#5a8fd0"]));
  const heart = tone(look, "#f0b83c");
  stem(pen, look, -76);
  petals(pen, 9, 0, -78, 4, 17, 6.4, color.dark, 20);
  petals(pen, 9, 0, -78, 3, 15.6, 6, color.base, 0);
  petals(pen, 9, 0, -78, 2, 10, 3, color.light, 6);
  pen.circle(0, -78, 6, heart.base);
  pen.circle(look.side * 1.4, -79.6, 3.4, heart.light);
}

function rose(pen: Pen, look: Look): void {
  const red = tone(look, look.color ?? "#c8324a");
  const green = stem(pen, look, -68);
  for (const y of [-14, -44, -56]) pen.shape(`M1 ${y}l4 -3l-3 5Z`, green.dark);
  for (const turn of [-70, -25, 25, 70])
    pen.at(0, -66, 1, () => pen.shape("M0 0C5 -4 5 -14 0 -18C-5 -14 -5 -4 0 0Z", green.base), turn);
  pen.shape(outline("0,-62 16,-66 22,-80 16,-94 4,-99 -10,-97 -20,-88 -21,-76 -13,-65"), downward(pen, -99, -62, red));
  pen.shape(outline("-21,-82 -8,-78 0,-64 -12,-64 -20,-72"), red.light, 0.75);
  pen.shape(outline("22,-82 10,-80 2,-64 14,-65 21,-73"), red.dark, 0.9);
  pen.shape(outline("-14,-90 0,-98 14,-91 12,-80 0,-74 -12,-80"), red.base);
  pen.line("M-8 -88C-4 -95 8 -95 9 -88C9 -81 -2 -80 -3 -86C-3 -90 4 -91 4.4 -87.6", red.deep, 1.5);
  pen.line("M-14 -86C-12 -76 10 -74 15 -86", red.deep, 1.2, 0.7);
}

function sunflower(pen: Pen, look: Look): void {
  const gold = tone(look, look.color ?? "#f2b32e");
  const seed = tone(look, "#5b3a24");
  stem(pen, look, -70);
  petals(pen, 17, 0, -74, 7, 19, 5, gold.dark, 10);
  petals(pen, 17, 0, -74, 7, 17.6, 4.6, gold.base, 0);
  petals(pen, 17, 0, -74, 7, 12, 2, gold.light, 3);
  pen.circle(
    0,
    -74,
    12,
    pen.radial(0, -74, 12, [
      [0, seed.deep],
      [0.6, seed.base],
      [1, seed.dark],
    ]),
  );
  for (let index = 0; index < 70; index++) {
    const angle = index * 2.39996;
    const reach = 11 * Math.sqrt(index / 70);
    pen.circle(Math.cos(angle) * reach, -74 + Math.sin(angle) * reach, 0.62, index > 34 ? gold.dark : seed.light, 0.75);
  }
}

function tulip(pen: Pen, look: Look): void {
  const color = tone(look, look.color ?? look.random.pick(["#e0564a", "#f0b43c", "#d36fa0", "#8f5fb0"]));
  const green = tone(look, "#5f9a5a");
  pen.line(
    curve([
      [0, 2],
      [2, -30],
      [0, -66],
    ]),
    green.dark,
    3,
  );
  pen.shape(outline("0,2 -12,-22 -20,-54 -8,-38 1,-10"), green.base);
  pen.shape(outline("1,2 12,-18 22,-46 10,-34 2,-10"), green.dark);
  pen.shape("M-13 -96C-6 -90 6 -90 13 -96C15 -84 13 -70 0 -64C-13 -70 -15 -84 -13 -96Z", color.dark);
  pen.shape("M-16 -94C-19 -80 -16 -66 0 -63C-4 -74 -6 -86 -16 -94Z", color.base);
  pen.shape("M16 -94C19 -80 16 -66 0 -63C4 -74 6 -86 16 -94Z", color.base);
  pen.shape("M0 -100C10 -90 11 -74 0 -63C-11 -74 -10 -90 0 -100Z", downward(pen, -100, -63, color));
}

function mushroom(pen: Pen, look: Look): void {
  const cap = tone(look, look.color ?? "#cc3b33");
  const stalk = tone(look, "#f4ead6");
  const gills = tone(look, "#d9c3a4");
  const one = (): void => {
    pen.shape("M-13 2C-17 -6 -11 -20 -10 -50H10C11 -20 17 -6 13 2Q0 5 -13 2Z", across(pen, look, stalk, -14, 14));
    pen.shape("M-14 -44Q0 -36 14 -44L17 -36Q8 -30 0 -33Q-8 -30 -17 -36Z", stalk.light);
    pen.ellipse(0, -52, 40, 8.6, gills.dark);
    const dome = "M-46 -52C-46 -84 -22 -100 0 -100C22 -100 46 -84 46 -52C30 -60 -30 -60 -46 -52Z";
    pen.shape(dome, across(pen, look, cap, -46, 46));
    pen.inside(dome, () => {
      for (const [x, y, size] of [
        [-24, -76, 6],
        [-2, -88, 7],
        [22, -76, 5.6],
        [4, -69, 5],
        [-36, -60, 4.4],
        [36, -61, 4.6],
        [-12, -62, 3],
        [24, -93, 3.4],
      ] as const)
        pen.ellipse(x, y, size, size * 0.8, stalk.light, 0.95);
      pen.ellipse(look.side * 16, -90, 22, 8, "#ffffff", 0.16);
    });
  };
  pen.at(-34, 2, 0.44, one, -9);
  pen.at(36, 2, 0.32, one, 12);
  one();
  const moss = lit(look.light, "#5c8a52");
  for (let index = 0; index < 14; index++)
    pen.shape(
      blob(look.random, look.random.between(-46, 46), 2, look.random.between(4, 9), look.random.between(2, 4), 0.2),
      mix(moss, look.light.shadow, look.random.next() * 0.3),
    );
}

export const plants = {
  tree: { draw: tree, width: 84, size: 0.62, home: "ground", giant: true },
  pine: { draw: pine, width: 54, size: 0.62, home: "ground", giant: true },
  palm: { draw: palm, width: 90, size: 0.62, home: "ground", giant: true },
  cactus: { draw: cactus, width: 78, size: 0.52, home: "ground", giant: true },
  flower: { draw: flower, width: 50, size: 0.5, home: "ground", giant: false },
  rose: { draw: rose, width: 48, size: 0.52, home: "ground", giant: false },
  sunflower: { draw: sunflower, width: 60, size: 0.58, home: "ground", giant: false },
  tulip: { draw: tulip, width: 44, size: 0.5, home: "ground", giant: false },
  mushroom: { draw: mushroom, width: 110, size: 0.42, home: "ground", giant: false, seat: 96 },
} satisfies Record<string, Figure>;
