import { lighten, mix } from "../color.ts";
import { across, type Figure, glow, type Look, type Tone, tone } from "../figure.ts";
import type { Paint, Pen } from "../pen.ts";
import { outline } from "../shapes.ts";

/** A gradient for round things: bright where the light falls, dark at the far lower edge. */
function round(pen: Pen, look: Look, shades: Tone, radius: number): Paint {
  return pen.radial(look.side * radius * 0.35, -radius * 1.35, radius * 1.6, [
    [0, lighten(shades.light, 0.06)],
    [0.35, shades.base],
    [0.8, shades.dark],
    [1, shades.deep],
  ]);
}

function leafAndStalk(pen: Pen, look: Look, y: number): void {
  const green = tone(look, "#5c8f4a");
  pen.line(`M0 ${y + 6}Q1 ${y - 4} 6 ${y - 12}`, tone(look, "#5b4030").base, 3.4);
  pen.shape(
    outline(`3,${y - 4} 14,${y - 16} 32,${y - 16} 40,${y - 10} 26,${y - 2} 12,${y}`),
    across(pen, look, green, 0, 40),
  );
  pen.line(`M5 ${y - 4}Q20 ${y - 10} 36 ${y - 10}`, green.dark, 0.9, 0.7);
}

function apple(pen: Pen, look: Look): void {
  const red = tone(look, look.color ?? "#c8352f");
  const path = outline("0,-82 18,-88 36,-80 44,-58 38,-28 22,-4 8,0 0,-3 -8,0 -22,-4 -38,-28 -44,-58 -36,-80 -18,-88");
  pen.shape(path, round(pen, look, red, 44));
  pen.inside(path, () => {
    pen.ellipse(0, -84, 18, 6, red.deep, 0.6);
    for (let fleck = 0; fleck < 22; fleck++)
      pen.circle(look.random.between(-36, 36), look.random.between(-74, -10), 0.8, "#ffe2a8", 0.5);
  });
  leafAndStalk(pen, look, -84);
  pen.at(look.side * 22, -60, 1, () => pen.ellipse(0, 0, 6, 14, "#ffffff", 0.35), look.side * 20);
}

function orange(pen: Pen, look: Look): void {
  const peel = tone(look, look.color ?? "#ee8a2c");
  pen.circle(0, -44, 44, round(pen, look, peel, 44));
  for (let dot = 0; dot < 60; dot++) {
    const angle = dot * 2.4;
    const reach = 41 * Math.sqrt(dot / 60);
    pen.circle(Math.cos(angle) * reach, -44 + Math.sin(angle) * reach, 0.8, peel.deep, 0.3);
  }
  leafAndStalk(pen, look, -84);
  pen.at(look.side * 18, -64, 1, () => pen.ellipse(0, 0, 6, 12, "#ffffff", 0.3), look.side * 40);
}

function pear(pen: Pen, look: Look): void {
  const skin = tone(look, look.color ?? "#c9c04a");
  const path = outline(
    "0,-92 12,-88 16,-72 20,-56 36,-38 36,-16 22,-2 0,1 -22,-2 -36,-16 -36,-38 -20,-56 -16,-72 -12,-88",
  );
  pen.shape(path, round(pen, look, skin, 40));
  pen.inside(path, () => {
    pen.ellipse(-look.side * 26, -24, 20, 26, tone(look, "#d98a4a").base, 0.35);
    for (let fleck = 0; fleck < 40; fleck++)
      pen.circle(look.random.between(-34, 34), look.random.between(-86, -4), 0.7, skin.deep, 0.4);
  });
  leafAndStalk(pen, look, -92);
  pen.at(look.side * 14, -40, 1, () => pen.ellipse(0, 0, 5, 13, "#ffffff", 0.32), look.side * 16);
}

function lemon(pen: Pen, look: Look): void {
  const peel = tone(look, look.color ?? "#f2d23c");
  pen.at(
    0,
    -38,
    1,
    () => {
      const path = outline(
        "-56,0 -48,-8 -40,-22 -16,-35 14,-35 38,-22 47,-8 56,-3 57,4 47,9 38,23 14,35 -16,35 -40,22 -48,8",
      );
      pen.at(0, 44, 1, () => undefined);
      pen.shape(
        path,
        pen.radial(look.side * 14, -18, 66, [
          [0, lighten(peel.light, 0.06)],
          [0.4, peel.base],
          [1, peel.dark],
        ]),
      );
      pen.inside(path, () => {
        for (let dot = 0; dot < 60; dot++)
          pen.circle(look.random.between(-50, 50), look.random.between(-32, 32), 0.9, peel.deep, 0.25);
      });
      pen.at(look.side * 16, -16, 1, () => pen.ellipse(0, 0, 13, 5, "#ffffff", 0.36), -16);
    },
    -12,
  );
}

function cake(pen: Pen, look: Look): void {
  const sponge = tone(look, "#d9a066");
  const icing = tone(look, look.color ?? look.random.pick(["#f3b6c2", "#fdf3e4", "#9fd0cc"]));
  const plate = tone(look, "#f1ebe0");
  pen.ellipse(0, -2, 70, 9, plate.dark);
  pen.ellipse(0, -4.6, 68, 8, plate.light);
  for (const [half, bottom, tall] of [
    [54, -6, 34],
    [38, -40, 26],
  ] as const) {
    pen.shape(
      `M${-half} ${bottom - tall}V${bottom}Q0 ${bottom + 9} ${half} ${bottom}V${bottom - tall}Z`,
      across(pen, look, sponge, -half, half),
    );
    pen.shape(
      `M${-half} ${bottom - tall * 0.5}Q0 ${bottom - tall * 0.5 + 9} ${half} ${bottom - tall * 0.5}V${bottom - tall * 0.34}Q0 ${bottom - tall * 0.34 + 9} ${-half} ${bottom - tall * 0.34}Z`,
      tone(look, "#b8434f").base,
    );
    pen.ellipse(0, bottom - tall, half, half * 0.15, icing.light);
    let drip = `M${-half} ${bottom - tall}`;
    for (let x = -half; x < half; x += half / 4)
      drip += `q${half / 16} ${look.random.between(7, 14).toFixed(1)} ${half / 8} ${look.random.between(3, 5).toFixed(1)}t${half / 8} -4`;
    pen.shape(`${drip}Q0 ${bottom - tall + 12} ${-half} ${bottom - tall}Z`, across(pen, look, icing, -half, half));
  }
  for (const x of [-22, -8, 8, 22]) {
    pen.rect(x - 1.8, -84, 3.6, 18, tone(look, look.random.pick(["#e0607f", "#4f9ac0", "#e8b53c"])).base);
    pen.shape(`M${x} -94C${x + 3.4} -89 ${x + 3} -85 ${x} -84C${x - 3} -85 ${x - 3.4} -89 ${x} -94Z`, "#ffd46a");
    glow(pen, x, -89, 20, "#ffcf6a", 0.7);
  }
  for (let berry = 0; berry < 9; berry++)
    pen.circle(-48 + berry * 12, -41 + 6 * Math.cos((berry - 4) / 3), 4, tone(look, "#c8323f").base);
}

function guitar(pen: Pen, look: Look): void {
  const wood = tone(look, look.color ?? "#c27a3c");
  const dark = tone(look, "#4a2f22");
  pen.at(
    0,
    0,
    1,
    () => {
      pen.rect(-3.4, -94, 6.8, 48, dark.base);
      pen.rect(-5.4, -102, 10.8, 12, dark.dark, 1, 2);
      pen.shape(
        outline("0,-56 14,-54 19,-44 15,-34 22,-22 24,-10 14,1 0,3 -14,1 -24,-10 -22,-22 -15,-34 -19,-44 -14,-54"),
        across(pen, look, wood, -24, 24),
      );
      pen.circle(0, -30, 7.4, dark.deep);
      pen.line("M-7.4 -30A7.4 7.4 0 1 1 7.4 -30A7.4 7.4 0 1 1 -7.4 -30", tone(look, "#ecd0a0").base, 1.2);
      pen.rect(-9, -11, 18, 3, dark.base);
      for (const x of [-2, -0.7, 0.7, 2]) pen.line(`M${x} -94V-10`, mix("#f6f0e0", look.light.key, 0.3), 0.35);
    },
    12,
  );
}

export const food = {
  apple: { draw: apple, width: 90, size: 0.3, home: "table", giant: false },
  orange: { draw: orange, width: 90, size: 0.3, home: "table", giant: false },
  pear: { draw: pear, width: 76, size: 0.34, home: "table", giant: false },
  lemon: { draw: lemon, width: 114, size: 0.28, home: "table", giant: false },
  cake: { draw: cake, width: 140, size: 0.42, home: "table", giant: false },
  guitar: { draw: guitar, width: 60, size: 0.56, home: "table", giant: false },
} satisfies Record<string, Figure>;
