import { hue, mix } from "../color.ts";
import { across, downward, type Figure, type Look, type Tone, tone } from "../figure.ts";
import type { Paint, Pen } from "../pen.ts";
import { outline } from "../shapes.ts";

function eyes(pen: Pen, look: Look, y: number, apart: number, radius: number, iris?: string): void {
  const dark = mix("#1c1620", look.light.shadow, 0.2);
  for (const x of [-apart, apart]) {
    if (iris !== undefined) pen.ellipse(x, y, radius * 1.25, radius * 1.15, tone(look, iris).light);
    pen.ellipse(x, y, iris === undefined ? radius : radius * 0.62, radius, dark);
    pen.circle(x + radius * 0.35 * look.side, y - radius * 0.4, radius * 0.32, "#ffffff", 0.9);
  }
}

/** Forelegs grow out of the chest without an edge. */
function foreleg(pen: Pen, coat: Tone): Paint {
  return pen.linear(
    [0, -33],
    [0, 2],
    [
      [0, coat.base, 0],
      [0.4, coat.base],
      [1, coat.dark],
    ],
  );
}

/** Light along one edge and shade along the other, cut to the outline. */
function model(pen: Pen, look: Look, path: string, left: number, right: number): void {
  const [bright, dim] = look.side > 0 ? [right, left] : [left, right];
  const width = right - left;
  pen.inside(path, () => {
    pen.rect(
      left - 5,
      -120,
      width + 10,
      125,
      pen.linear(
        [bright, -60],
        [dim, -30],
        [
          [0, look.light.key, 0.34],
          [0.28, look.light.key, 0],
          [0.55, look.light.shadow, 0],
          [1, look.light.shadow, 0.4],
        ],
      ),
    );
    pen.rect(
      left - 5,
      -26,
      width + 10,
      32,
      pen.linear(
        [0, -26],
        [0, 4],
        [
          [0, look.light.shadow, 0],
          [1, look.light.shadow, 0.3],
        ],
      ),
    );
  });
}

function fur(pen: Pen, look: Look, count: number, area: readonly [number, number, number, number], paint: Paint): void {
  const [left, top, right, bottom] = area;
  for (let index = 0; index < count; index++) {
    const x = look.random.between(left, right);
    const y = look.random.between(top, bottom);
    pen.line(`M${x.toFixed(1)} ${y.toFixed(1)}q${look.random.between(-1.2, 1.2).toFixed(1)} 2 0 4`, paint, 0.5, 0.35);
  }
}

function foxHead(pen: Pen, look: Look, coat: Tone, white: Tone, sock: Tone): void {
  const ear = "M-22.5 -72C-25 -88 -23 -99 -19 -105C-12 -101 -6 -95 -3.4 -87Z";
  for (const flip of [1, -1] as const) {
    pen.at(0, 0, [flip, 1], () => {
      pen.shape(ear, across(pen, look, coat, -24, 24));
      pen.shape("M-21.8 -88C-22.2 -97 -21 -102 -19 -105C-16.6 -103.6 -14.6 -102 -12.8 -100.2Z", sock.base);
      pen.shape(
        "M-18.6 -80C-20 -88 -19.4 -94 -18 -97C-14.4 -94 -11.4 -90.6 -10 -87.4Z",
        mix(coat.deep, "#5b3340", 0.4),
      );
    });
  }
  const head = outline("0,-93 13,-89 22,-79 28,-65 20,-59 10,-52 0,-46 -10,-52 -20,-59 -28,-65 -22,-79 -13,-89");
  pen.shape(head, downward(pen, -92, -48, coat));
  pen.inside(head, () => {
    for (const flip of [1, -1] as const) {
      pen.at(0, 0, [flip, 1], () => {
        pen.shape("M34 -66C24 -70 14 -70 8 -62C5.4 -58.4 4.6 -55 0 -54V-40H34Z", downward(pen, -70, -46, white));
        pen.shape("M6.4 -78.5C10 -82.4 15 -82.4 18 -79.4C14 -79.6 10 -78.6 6.4 -78.5Z", coat.dark, 0.7);
      });
    }
    pen.shape("M-5 -70C-4 -62 -3.4 -57 0 -54.6C3.4 -57 4 -62 5 -70Z", coat.base, 0.75);
    pen.shape("M-2.6 -92C-2 -84 -1.4 -78 0 -74C1.4 -78 2 -84 2.6 -92Z", coat.dark, 0.5);
  });
  model(pen, look, head, -28, 28);
  eyes(pen, look, -72.5, 11, 2.9, "#e8a23c");
  pen.ellipse(0, -54.4, 4, 2.9, sock.deep);
  pen.ellipse(-0.9 * -look.side, -55.3, 1.2, 0.7, "#ffffff", 0.55);
  pen.line("M0 -51.6V-49.6M0 -49.6Q-2.6 -47.6 -5 -49.2M0 -49.6Q2.6 -47.6 5 -49.2", sock.deep, 0.7, 0.8);
}

function fox(pen: Pen, look: Look): void {
  const natural = "#d9622b";
  // A red fox is fox-red, not the red of a fire engine.
  const coat = tone(
    look,
    look.color === null ? natural : mix(look.color, natural, hue(look.color) < 60 && hue(look.color) > 0 ? 0.55 : 0),
  );
  const white = tone(look, "#fbf4e8");
  const sock = tone(look, mix(look.color ?? "#d9622b", "#2a1a1c", 0.82));
  const tail = outline(
    "8,-3 -14,-2 -36,-1 -54,-8 -64,-24 -62,-42 -52,-54 -46,-57 -45,-46 -38,-34 -26,-28 -12,-26 0,-20",
  );
  pen.shape(tail, across(pen, look, coat, -64, 0));
  pen.inside(tail, () => {
    pen.shape(
      "M-76 -62L-40 -66L-40 -42L-45.6 -45L-48 -38L-53 -41L-56.4 -33L-60.4 -37L-68 -28Z",
      downward(pen, -58, -30, white),
    );
    pen.shape("M-64 -22C-50 -8 -26 -6 4 -10V6H-64Z", coat.deep, 0.4);
  });
  model(pen, look, tail, -64, 4);
  const body = outline("-12,-62 -19,-48 -25,-32 -28,-14 -24,-2 -10,0.6 10,0.6 24,-2 28,-14 25,-32 19,-48 12,-62 0,-68");
  pen.shape(body, across(pen, look, coat, -28, 28));
  for (const flip of [1, -1] as const) {
    pen.at(0, 0, [flip, 1], () => {
      pen.shape(outline("28,-14 26,-25 18,-26 13,-16 13,-5 18,0.6 27,0.6 30,-5"), downward(pen, -28, 2, coat));
      pen.shape(outline("14,-1 20,-4.6 29,-4 31,0 27,1.6 16,1.6"), sock.base);
    });
  }
  model(pen, look, body, -28, 28);
  const bib = outline("-13,-58 -15,-46 -11,-34 -6,-25 0,-17 6,-25 11,-34 15,-46 13,-58");
  pen.shape(bib, downward(pen, -58, -16, white));
  pen.line(
    "M-8 -44q1.6 4 0 7M-2.6 -38q1.6 4 0 7M4 -42q1.4 4 0 7M8.6 -48q1.6 4 0 6M-4 -50q1 3 0 6",
    white.dark,
    0.8,
    0.7,
  );
  for (const flip of [1, -1] as const) {
    pen.at(0, 0, [flip, 1], () => {
      pen.shape("M1 -30C2 -18 1 -8 0.6 1.2H11C13.4 -4 12.6 -14 12 -31Z", foreleg(pen, coat));
      pen.shape(
        "M1.1 -15C3.4 -18 4.6 -14.4 6.4 -18C8 -14.6 10 -18 12.4 -14.6C12.8 -9 12.6 -4 11.6 0.8Q6 3.2 0.5 1.2Z",
        sock.base,
      );
      pen.line("M4.2 -1.4V1M7.8 -1.6V0.8", sock.deep, 0.6);
    });
  }
  fur(pen, look, 26, [-20, -50, 20, -14], coat.deep);
  foxHead(pen, look, coat, white, sock);
}

function cat(pen: Pen, look: Look): void {
  const coat = tone(look, look.color ?? look.random.pick(["#4d4a58", "#d08a4a", "#8d8a92", "#e9dcc8"]));
  const white = tone(look, "#f8f1e6");
  const pink = tone(look, "#e59a9a");
  pen.line("M20 -6C38 -2 50 -12 46 -28C43.6 -38 34 -38 35 -31", coat.dark, 8.6);
  pen.line("M20 -7C38 -4 48 -13 44.6 -28C42.6 -35 35.6 -36 35.4 -31", coat.base, 6);
  const body = outline("-10,-62 -16,-48 -22,-32 -26,-14 -22,-1 0,0.8 22,-1 26,-14 22,-32 16,-48 10,-62");
  pen.shape(body, across(pen, look, coat, -26, 26));
  for (const flip of [1, -1] as const) {
    pen.at(0, 0, [flip, 1], () => {
      pen.shape(outline("26,-12 24,-22 16,-23 11,-14 11,-4 16,0.6 25,0.6"), coat.base);
      for (const y of [-46, -38, -30])
        pen.line(`M${(22 + (y + 30) * 0.28).toFixed(1)} ${y}q-6 1 -9 4`, coat.deep, 2, 0.5);
    });
  }
  model(pen, look, body, -26, 26);
  pen.shape(outline("-10,-56 -11,-46 -7,-36 0,-30 7,-36 11,-46 10,-56"), downward(pen, -56, -30, white));
  for (const flip of [1, -1] as const) {
    pen.at(0, 0, [flip, 1], () => {
      pen.shape("M1 -32C1.6 -18 1.4 -8 1 1H10.6C12.4 -6 11.8 -18 11 -32Z", foreleg(pen, coat));
      pen.shape("M0.8 -4.6Q6 -8 11.4 -4.6Q13 1.4 10 1.4H1.4Z", white.base);
      pen.shape("M-20.6 -74C-22.4 -86 -21.6 -95 -19 -100C-12 -97 -6.4 -91 -4 -86Z", across(pen, look, coat, -22, 22));
      pen.shape("M-17.8 -81C-19 -88 -18.4 -92.6 -17.4 -95C-13.4 -92.6 -10.4 -89 -9 -86Z", pink.base);
    });
  }
  const head = outline("0,-89 12,-87 21,-79 24,-68 20,-58 10,-52 0,-50.6 -10,-52 -20,-58 -24,-68 -21,-79 -12,-87");
  pen.shape(head, downward(pen, -89, -50, coat));
  pen.inside(head, () => {
    pen.shape(outline("0,-66 6,-64 12,-58 10,-52 0,-49 -10,-52 -12,-58 -6,-64"), white.base);
    pen.line("M0 -90V-80M-5 -89.6V-82M5 -89.6V-82", coat.deep, 1.8, 0.55);
    pen.line("M-26 -68H-18M-25 -63H-18M26 -68H18M25 -63H18", coat.deep, 1.6, 0.5);
  });
  model(pen, look, head, -24, 24);
  eyes(pen, look, -70, 9.8, 3.7, "#b7c95a");
  pen.shape("M-2.4 -62.6H2.4L0 -59.8Z", pink.dark);
  pen.line("M0 -60V-58M0 -58Q-2.6 -55.6 -5 -57.2M0 -58Q2.6 -55.6 5 -57.2", coat.deep, 0.8);
  pen.line("M-12 -60L-29 -63M-12 -58L-28 -57M12 -60L29 -63M12 -58L28 -57", white.light, 0.5, 0.75);
}

function dog(pen: Pen, look: Look): void {
  const coat = tone(look, look.color ?? look.random.pick(["#c98f52", "#8a5f42", "#e2c79a"]));
  const white = tone(look, "#fbf3e6");
  const dark = tone(look, "#3a2a26");
  pen.line("M20 -8C36 -8 44 -20 42 -34", coat.dark, 7);
  const body = outline("-12,-62 -17,-48 -22,-30 -26,-13 -22,-1 0,0.8 22,-1 26,-13 22,-30 17,-48 12,-62");
  pen.shape(body, across(pen, look, coat, -26, 26));
  for (const flip of [1, -1] as const) {
    pen.at(0, 0, [flip, 1], () => {
      pen.shape(outline("27,-12 25,-23 17,-24 12,-14 12,-4 17,1 28,1"), coat.base);
    });
  }
  model(pen, look, body, -26, 26);
  pen.shape(outline("-12,-58 -12,-44 -7,-32 0,-24 7,-32 12,-44 12,-58"), downward(pen, -58, -24, white));
  for (const flip of [1, -1] as const) {
    pen.at(0, 0, [flip, 1], () => {
      pen.shape("M1 -31C2 -18 1.6 -8 1 1.2H12C13.8 -6 13 -18 12.4 -32Z", downward(pen, -31, 1, coat));
      pen.shape("M0.8 -5Q6 -9 12.6 -5Q14.4 1.6 11 1.6H1.4Z", white.base);
    });
  }
  pen.rect(-13, -55, 26, 4.4, tone(look, "#c8473f").base, 1, 2);
  pen.circle(0, -50, 2.6, tone(look, "#eac25a").light);
  const head = outline("0,-96 12,-94 20,-86 22,-74 17,-62 9,-54 0,-52 -9,-54 -17,-62 -22,-74 -20,-86 -12,-94");
  pen.shape(head, downward(pen, -96, -52, coat));
  pen.inside(head, () => {
    pen.shape(outline("0,-98 4,-86 5,-76 12,-68 13,-58 0,-50 -13,-58 -12,-68 -5,-76 -4,-86"), white.base);
  });
  model(pen, look, head, -22, 22);
  for (const flip of [1, -1] as const) {
    pen.at(0, 0, [flip, 1], () => {
      pen.shape(
        outline("12,-94 19,-96 26,-88 29,-74 26,-64 21,-64 18,-76"),
        tone(look, mix(look.color ?? "#8a5a38", "#3a2418", 0.35)).base,
      );
    });
  }
  eyes(pen, look, -78, 9.4, 2.9);
  pen.ellipse(0, -67.6, 4.6, 3.3, dark.deep);
  pen.ellipse(1, -68.8, 1.5, 0.8, "#ffffff", 0.5);
  pen.shape("M-3 -60.6Q0 -59 3 -60.6Q4 -53.6 0 -52.4Q-4 -53.6 -3 -60.6Z", tone(look, "#e07a80").base);
  pen.line("M0 -64.4V-61M0 -61Q-4 -57.8 -8 -60.6M0 -61Q4 -57.8 8 -60.6", dark.base, 0.9);
}

export const sitting = {
  fox: { draw: fox, width: 96, size: 0.5, home: "ground", giant: false },
  cat: { draw: cat, width: 72, size: 0.5, home: "ground", giant: false },
  dog: { draw: dog, width: 70, size: 0.48, home: "ground", giant: false },
} satisfies Record<string, Figure>;
