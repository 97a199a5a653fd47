import { mix } from "../color.ts";
import { across, type Figure, glow, type Look, pane, tone } from "../figure.ts";
import type { Pen } from "../pen.ts";
import { polygon } from "../shapes.ts";

function cottage(pen: Pen, look: Look, x: number, width: number, height: number): void {
  const wall = tone(look, "#f0e7d8");
  const roof = tone(look, look.snowy ? "#eef3f8" : "#a8483c");
  pen.rect(x, -height, width, height + 3, across(pen, look, wall, x, x + width));
  pen.shape(
    polygon([
      [x - 1.5, -height + 0.5],
      [x + width * 0.2, -height * 1.75],
      [x + width * 0.8, -height * 1.75],
      [x + width + 1.5, -height + 0.5],
    ]),
    across(pen, look, roof, x, x + width),
  );
  pen.rect(x + width * 0.62, -height * 1.98, 2, height * 0.5, tone(look, "#8c5a4a").dark);
  for (const part of [0.2, 0.6]) {
    pen.rect(x + width * part, -height * 0.72, width * 0.18, height * 0.36, pane(look));
    glow(pen, x + width * (part + 0.09), -height * 0.55, 5, "#ffcf7a", look.light.lamps * 0.5);
  }
}

function lighthouse(pen: Pen, look: Look): void {
  const { lamps } = look.light;
  const body = "M-8.6 2C-7.4 -24 -6.2 -50 -5.6 -73H5.6C6.2 -50 7.4 -24 8.6 2Z";
  const white = tone(look, "#f6f0e4");
  const band = tone(look, look.color ?? "#c63d36");
  const iron = tone(look, "#2f3542");
  if (lamps > 0.2) {
    for (const [far, spread] of [
      [-190, 15],
      [150, 11],
    ] as const) {
      const beam = pen.linear(
        [0, 0],
        [far, 0],
        [
          [0, "#fff2c0", 0.62 * lamps],
          [0.35, "#ffe9b0", 0.24 * lamps],
          [1, "#ffe2a0", 0],
        ],
      );
      pen.shape(
        polygon([
          [0, -82.5],
          [far, -84 - spread],
          [far, -80 + spread * 0.4],
          [0, -79],
        ]),
        beam,
      );
    }
  }
  cottage(pen, look, look.side > 0 ? -29 : 7, 22, 11);
  pen.shape(body, across(pen, look, white, -8, 8));
  pen.inside(body, () => {
    const paint = across(pen, look, band, -8, 8);
    for (const top of [-73, -44.5, -16]) {
      pen.shape(`M-12 ${top}Q0 ${top + 2.2} 12 ${top}V${top + 14}Q0 ${top + 16.2} -12 ${top + 14}Z`, paint);
    }
    const shade = pen.linear(
      [9 * look.side, 0],
      [-9 * look.side, 0],
      [
        [0, look.light.key, 0.26],
        [0.35, look.light.key, 0],
        [0.5, look.light.shadow, 0],
        [1, look.light.shadow, 0.55],
      ],
    );
    pen.rect(-12, -80, 24, 90, shade);
  });
  for (const [x, y] of [
    [1.2, -53],
    [-0.4, -26],
  ] as const) {
    pen.rect(x - 1.2, y, 2.4, 4.4, pane(look), 1, 1.2);
  }
  pen.shape("M-2.6 2V-5.4Q0 -9 2.6 -5.4V2Z", iron.dark);
  pen.shape("M-8.4 -73H8.4L6.4 -70.4H-6.4Z", iron.dark);
  pen.line("M-8.2 -76.6H8.2M-8 -73V-76.6M-4 -73V-76.6M4 -73V-76.6M8 -73V-76.6", iron.base, 0.6);
  const room = mix(tone(look, "#a9d3dd").base, "#fff0b8", lamps);
  pen.rect(-4.4, -86, 8.8, 13, room);
  pen.line("M-4.4 -73V-86M-1.5 -73V-86M1.5 -73V-86M4.4 -73V-86M-4.4 -79.5H4.4", iron.base, 0.55);
  pen.shape("M-5.8 -86H5.8C5.6 -90.6 2.4 -94 0 -94.6C-2.4 -94 -5.6 -90.6 -5.8 -86Z", across(pen, look, band, -6, 6));
  pen.circle(0, -95.4, 1.2, band.dark);
  pen.line("M0 -95V-100", iron.base, 0.7);
  glow(pen, 0, -80.5, 46, "#ffe3a0", lamps * 0.8);
  if (lamps > 0.2) pen.circle(0, -80.5, 3, "#fffbe6", lamps);
}

function tower(pen: Pen, look: Look): void {
  const wall = tone(look, look.color ?? "#e6d8c3");
  const roof = tone(look, look.snowy ? "#eef3f8" : "#54708a");
  pen.rect(-30, -34, 34, 36, across(pen, look, wall, -30, 4));
  pen.shape("M-34 -33L-13 -56L7 -33Z", across(pen, look, roof, -34, 7));
  pen.rect(0, -62, 20, 64, across(pen, look, wall, 0, 20));
  pen.shape("M-2.5 -61L10 -96L22.5 -61Z", across(pen, look, roof, -2, 22));
  pen.line("M10 -95V-100", roof.deep, 0.8);
  pen.circle(10, -52, 4.6, tone(look, "#f7f0df").light);
  pen.line("M10 -52V-55.4M10 -52L12.4 -51", roof.deep, 0.7);
  for (const x of [-24, -15, -6]) pen.shape(`M${x - 2.4} -10V-21Q${x} -26 ${x + 2.4} -21V-10Z`, pane(look));
  pen.shape("M7.4 -30V-38Q10 -43 12.6 -38V-30Z", pane(look));
  pen.shape("M5.6 2V-10Q10 -18 14.4 -10V2Z", tone(look, "#6b4631").dark);
  glow(pen, -15, -16, 20, "#ffcf7a", look.light.lamps * 0.5);
}

function turret(pen: Pen, look: Look, x: number, half: number, top: number, roofHeight: number): void {
  const wall = tone(look, look.color ?? "#d3c3b2");
  const roof = tone(look, look.snowy ? "#e9eff6" : "#4d5f8e");
  pen.rect(x - half, top, half * 2, 4 - top, across(pen, look, wall, x - half, x + half));
  pen.rect(x - half - 1.2, top - 3, half * 2 + 2.4, 4.6, across(pen, look, wall, x - half - 1, x + half + 1));
  if (roofHeight > 0) {
    const peak = top - 3 - roofHeight;
    pen.shape(
      `M${x - half - 2.2} ${top - 2.6}Q${x - half * 0.4} ${top - roofHeight * 0.5} ${x} ${peak}Q${x + half * 0.4} ${top - roofHeight * 0.5} ${x + half + 2.2} ${top - 2.6}Z`,
      across(pen, look, roof, x - half, x + half),
    );
    pen.line(`M${x} ${peak + 1}V${peak - 4}`, roof.deep, 0.5);
    pen.shape(`M${x} ${peak - 4}l5 1.4l-5 1.6Z`, tone(look, "#c8453b").base);
  } else {
    for (let step = 0; step < 3; step++) {
      pen.rect(x - half - 1.2 + step * ((half * 2 + 0.6) / 2.6), top - 6, half * 0.6, 4, wall.base);
    }
  }
  pen.shape(`M${x - 1.3} ${top + 11}v-4.4q1.3 -2.4 2.6 0v4.4Z`, pane(look));
}

function castle(pen: Pen, look: Look): void {
  const wall = tone(look, look.color ?? "#d3c3b2");
  turret(pen, look, 4, 9, -66, 28);
  turret(pen, look, -15, 6, -54, 24);
  turret(pen, look, 21, 5.4, -48, 22);
  pen.rect(-34, -32, 70, 36, across(pen, look, wall, -34, 36));
  for (let x = -34; x < 34; x += 6) pen.rect(x, -35.4, 3.6, 4, wall.base);
  turret(pen, look, -36, 7.4, -42, 22);
  turret(pen, look, 38, 7.4, -38, 20);
  pen.shape("M-8 4V-13Q0 -27 8 -13V4Z", wall.deep);
  pen.shape("M-5.8 4V-12Q0 -22.5 5.8 -12V4Z", mix(tone(look, "#5a3b28").deep, "#ffb65e", look.light.lamps * 0.35));
  for (const x of [-24, -17, 17, 24]) pen.shape(`M${x - 1.2} -14v-4.6q1.2 -2.2 2.4 0v4.6Z`, pane(look));
  for (const [x, y] of [
    [0, -46],
    [8, -46],
    [4, -56],
  ] as const) {
    pen.shape(`M${x - 1.2} ${y}v-4q1.2 -2.2 2.4 0v4Z`, pane(look));
  }
  glow(pen, 0, -14, 34, "#ffc878", look.light.lamps * 0.35);
}

function windmill(pen: Pen, look: Look): void {
  const wall = tone(look, look.color ?? "#efe6d6");
  const cap = tone(look, "#8a4b3a");
  const wood = tone(look, "#5b4334");
  pen.shape("M-17 2L-9.5 -58H9.5L17 2Z", across(pen, look, wall, -16, 16));
  pen.shape("M-11 -56Q-10 -70 0 -71Q10 -70 11 -56Z", across(pen, look, cap, -11, 11));
  pen.shape("M-4 2V-11Q0 -16 4 -11V2Z", wood.dark);
  pen.rect(-2.4, -32, 4.8, 6, pane(look));
  pen.rect(-2, -48, 4, 5, pane(look));
  const turn = look.random.between(12, 34);
  for (let arm = 0; arm < 4; arm++) {
    pen.at(
      0,
      -60,
      1,
      () => {
        pen.line("M0 0V-42", wood.dark, 1.6);
        pen.rect(0.8, -41, 8, 31, tone(look, "#fbf5e6").light, 0.92);
        pen.line("M0.8 -41H8.8V-10H0.8M4.8 -41V-10M0.8 -35H8.8M0.8 -29H8.8M0.8 -23H8.8M0.8 -17H8.8", wood.base, 0.5);
      },
      turn + arm * 90,
    );
  }
  pen.circle(0, -60, 2.4, wood.deep);
}

export const towers = {
  lighthouse: { draw: lighthouse, width: 56, size: 0.62, home: "ground", giant: true },
  tower: { draw: tower, width: 60, size: 0.5, home: "ground", giant: true },
  castle: { draw: castle, width: 96, size: 0.46, home: "ground", giant: true },
  windmill: { draw: windmill, width: 80, size: 0.5, home: "ground", giant: true },
} satisfies Record<string, Figure>;
