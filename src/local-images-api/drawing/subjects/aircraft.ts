import { mix } from "../color.ts";
import { across, downward, type Figure, glow, type Look, pane, tone } from "../figure.ts";
import type { Pen } from "../pen.ts";
import { outline } from "../shapes.ts";

function rocket(pen: Pen, look: Look): void {
  const skin = tone(look, "#f2efe8");
  const trim = tone(look, look.color ?? "#d8483c");
  pen.shape(
    "M-9 -14C-14 8 -5 22 0 36C5 22 14 8 9 -14Z",
    pen.linear(
      [0, -14],
      [0, 36],
      [
        [0, "#fff2b0"],
        [0.4, "#ffa63c", 0.9],
        [1, "#ff5a3c", 0],
      ],
    ),
  );
  glow(pen, 0, 2, 40, "#ffb24a", 0.7);
  pen.shape(
    "M-13 -42C-26 -34 -28 -20 -26 -6L-11 -16ZM13 -42C26 -34 28 -20 26 -6L11 -16Z",
    across(pen, look, trim, -28, 28),
  );
  const body = "M0 -100C15 -84 19 -60 17 -38C16 -28 13 -20 10 -14H-10C-13 -20 -16 -28 -17 -38C-19 -60 -15 -84 0 -100Z";
  pen.shape(body, across(pen, look, skin, -18, 18));
  pen.inside(body, () => {
    pen.rect(-20, -102, 40, 23, across(pen, look, trim, -12, 12));
    pen.rect(-20, -24, 40, 5, trim.base);
  });
  pen.circle(0, -58, 8.4, trim.dark);
  pen.circle(0, -58, 6.2, mix(tone(look, "#8fd0e6").light, "#ffe9a8", look.light.lamps * 0.3));
  pen.ellipse(-2, -60.4, 2, 1.4, "#ffffff", 0.8);
  pen.circle(0, -38, 4, trim.dark);
  pen.circle(0, -38, 2.6, tone(look, "#8fd0e6").base);
  pen.shape("M-2.4 -34H2.4L3.4 -8H-3.4Z", trim.dark);
}

function balloon(pen: Pen, look: Look): void {
  const colors =
    look.color === null
      ? look.random.pick([
          ["#e0553f", "#f4e3c0", "#e8a23c"],
          ["#3f7fae", "#f6ead2", "#e8744f"],
          ["#8a5fa8", "#f6d9b0", "#e0607f"],
        ])
      : [look.color, "#f6ead2", mix(look.color, "#f2c230", 0.35)];
  const shape = "M0 -100C24 -100 37 -83 37 -64C37 -45 20 -31 8 -21H-8C-20 -31 -37 -45 -37 -64C-37 -83 -24 -100 0 -100Z";
  pen.shape(shape, tone(look, colors[0] ?? "#e0553f").base);
  pen.inside(shape, () => {
    for (const [index, half] of [37, 29, 18.5, 7].entries()) {
      const color = tone(look, colors[index % 3] ?? "#e0553f").base;
      pen.shape(
        `M0 -100C${half * 1.3} -100 ${half} -83 ${half} -64C${half} -45 ${half * 0.5} -31 ${half * 0.22} -20H${-half * 0.22}C${-half * 0.5} -31 ${-half} -45 ${-half} -64C${-half} -83 ${-half * 1.3} -100 0 -100Z`,
        color,
      );
    }
    pen.rect(-40, -69, 80, 7, tone(look, colors[1] ?? "#f4e3c0").light, 0.75);
    const [bright, dim] = look.side > 0 ? [30, -38] : [-30, 38];
    pen.rect(
      -40,
      -104,
      80,
      90,
      pen.linear(
        [bright, -90],
        [dim, -40],
        [
          [0, "#fff6dc", 0.4],
          [0.4, "#fff6dc", 0],
          [0.55, look.light.shadow, 0],
          [1, look.light.shadow, 0.5],
        ],
      ),
    );
    pen.rect(
      -40,
      -50,
      80,
      32,
      pen.radial(0, -18, 34, [
        [0, "#ffd27a", 0.5 * (0.3 + look.light.lamps)],
        [1, "#ffd27a", 0],
      ]),
    );
  });
  const rope = tone(look, "#6b5140");
  pen.line("M-7.4 -21L-5 -8M7.4 -21L5 -8M-2.4 -21L-1.8 -8M2.4 -21L1.8 -8", rope.base, 0.6);
  pen.shape("M-6 -9H6L5 0.6H-5Z", across(pen, look, tone(look, "#a8703f"), -6, 6));
  pen.rect(-6.6, -10, 13.2, 2.2, rope.base, 1, 1);
}

function airplane(pen: Pen, look: Look): void {
  const skin = tone(look, "#f4f2ec");
  const trim = tone(look, look.color ?? "#3f7fae");
  pen.at(
    0,
    -50,
    1,
    () => {
      pen.shape("M-76 -8L-100 -46L-82 -46L-54 -10Z", trim.base);
      pen.shape("M10 -2L-34 -48L-18 -48L40 -4Z", skin.dark);
      const body = outline("-92,-10 -60,-16 0,-18 60,-16 86,-8 94,0 86,9 50,14 -20,13 -70,2");
      pen.shape(body, downward(pen, -18, 14, skin));
      pen.inside(body, () => {
        pen.rect(-100, 4, 200, 14, trim.base);
        pen.shape("M66 -16L88 -7L72 -4H58Z", pane(look));
      });
      for (let x = -52; x < 52; x += 11) pen.rect(x, -9, 5, 6.4, pane(look), 1, 2.4);
      pen.shape("M24 6L-46 46L-24 46L52 8Z", across(pen, look, skin, -46, 52));
      pen.rect(-4, 26, 24, 9, trim.dark, 1, 4);
      pen.shape("M-78 -2L-100 14L-88 14L-62 0Z", skin.dark);
    },
    -8,
  );
}

export const aircraft = {
  rocket: { draw: rocket, width: 60, size: 0.58, home: "space", giant: true },
  balloon: { draw: balloon, width: 76, size: 0.44, home: "air", giant: false },
  airplane: { draw: airplane, width: 200, size: 0.26, home: "air", giant: false },
} satisfies Record<string, Figure>;
