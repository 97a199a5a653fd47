import { mix } from "../color.ts";
import { across, downward, type Figure, type Look, tone } from "../figure.ts";
import type { Pen } from "../pen.ts";
import { outline } from "../shapes.ts";

function eye(pen: Pen, look: Look, x: number, y: number, radius: number): void {
  pen.circle(x, y, radius, mix("#1a141c", look.light.shadow, 0.15));
  pen.circle(x + radius * 0.3, y - radius * 0.4, radius * 0.34, "#ffffff", 0.9);
}

function belly(pen: Pen, look: Look, path: string, top: number): void {
  pen.inside(path, () => {
    pen.rect(
      -90,
      top,
      180,
      40,
      pen.linear(
        [0, top],
        [0, top + 34],
        [
          [0, look.light.shadow, 0],
          [1, look.light.shadow, 0.42],
        ],
      ),
    );
    pen.rect(
      -90,
      -110,
      180,
      60,
      pen.linear(
        [0, -84],
        [0, -52],
        [
          [0, look.light.key, 0.3],
          [1, look.light.key, 0],
        ],
      ),
    );
  });
}

function horse(pen: Pen, look: Look): void {
  const unicorn = /unicorn|einhorn/.test(look.word);
  const coat = tone(
    look,
    look.color ?? (unicorn ? "#f6eef2" : look.random.pick(["#8a5333", "#5c3d2e", "#b98a5a", "#d9d2c6"])),
  );
  const mane = tone(look, unicorn ? "#e79ac0" : mix(look.color ?? "#5c3d2e", "#1e1416", 0.7));
  const hoof = tone(look, "#2c2226");
  const legs = [
    ["-30,-46 -22,-44 -22,-34 -27,-25 -25,-14 -25,-5 -31,-5 -32,-15 -34,-26 -33,-36", -28.4, coat.deep],
    ["18,-46 27,-46 26,-30 25,-24 25,-14 24,-5 18.4,-5 19,-15 18.6,-24 17,-34", 21.6, coat.deep],
    ["-44,-52 -28,-50 -28,-36 -35,-26 -35,-15 -34,-5 -40.4,-5 -41,-15 -42,-26 -44,-38", -37.6, coat.base],
    ["8,-48 21,-50 19,-34 16.6,-25 17,-15 16.6,-5 10.4,-5 10.6,-15 9.6,-25 8,-36", 13.6, coat.base],
  ] as const;
  for (const [path, foot, shade] of legs) {
    pen.shape(outline(path), shade);
    pen.shape(`M${foot - 3.4} -6H${foot + 3.2}L${foot + 4.6} 1H${foot - 4.4}Z`, hoof.base);
  }
  pen.shape(outline("-42,-60 -51,-56 -57,-42 -56,-26 -60,-12 -52,-18 -48,-32 -46,-46 -40,-54"), mane.base);
  const body = outline(
    "-44,-54 -38,-63 -26,-65 -10,-61 8,-61 20,-68 27,-80 32,-91 40,-96 46,-92 55,-78 58,-71 55,-66 50,-66 45,-72 39,-69 35,-58 30,-46 22,-38 6,-38 -10,-41 -26,-42 -36,-40 -43,-46",
  );
  pen.shape(body, across(pen, look, coat, -44, 58));
  belly(pen, look, body, -56);
  pen.shape("M37 -93L38.4 -102L43.6 -94Z", coat.base);
  if (unicorn) pen.shape("M43 -93L52 -113L47.5 -90Z", tone(look, "#f3d27a").light);
  pen.shape(outline("42,-99 36,-98 28,-91 21,-79 14,-69 5,-61 12,-59 21,-64 27,-72 31,-81 36,-89 42,-93"), mane.base);
  pen.shape(outline("54,-77 58.4,-71 55.6,-65.6 50,-66 49,-71"), mix(coat.base, "#2a1c20", 0.35));
  eye(pen, look, 44, -86, 1.7);
  pen.circle(55.8, -70.6, 0.9, hoof.deep);
}

function deer(pen: Pen, look: Look): void {
  const coat = tone(look, look.color ?? "#a8693d");
  const cream = tone(look, "#f2e4cd");
  const antler = tone(look, "#7a5a42");
  const hoof = tone(look, "#2c2226");
  for (const [x, lean, shade] of [
    [-20, -2, coat.deep],
    [15, 3, coat.deep],
    [-26, 2, coat.dark],
    [9, -1, coat.dark],
  ] as const) {
    pen.shape(
      `M${x - 4} -32Q${x - 2.6 + lean} -16 ${x - 1.6 + lean} -2H${x + 1.9 + lean}Q${x + 2.4 + lean} -16 ${x + 5.6} -33Z`,
      shade,
    );
    pen.shape(`M${x - 2 + lean} -4H${x + 2.2 + lean}L${x + 3 + lean} 0.6H${x - 2.6 + lean}Z`, hoof.base);
  }
  for (const [dx, shade] of [
    [3.4, antler.dark],
    [0, antler.base],
  ] as const) {
    const side = dx > 0 ? 1 : -1;
    pen.line(
      `M${24 + dx} -69C${26 + dx + side * 5} -76 ${18 + side * 12 + dx} -84 ${24 + side * 10 + dx} -99M${25 + side * 4 + dx} -76C${28 + side * 9} -78 ${32 + side * 9} -82 ${33 + side * 8} -88M${23 + side * 8 + dx} -86C${20 + side * 4} -90 ${19 + side * 4} -94 ${20 + side * 3} -98`,
      shade,
      1.9,
    );
  }
  const body = outline(
    "-32,-46 -22,-49 -6,-47 8,-48 15,-56 19,-66 24,-71 31,-70 37,-64 43,-59 43,-55.6 37,-54.6 30,-56 26,-48 22,-36 12,-30 -8,-28.6 -22,-29 -31,-32 -34,-40",
  );
  pen.shape(body, across(pen, look, coat, -34, 42));
  belly(pen, look, body, -42);
  pen.shape(outline("24,-56 28,-54 25,-46 21,-36 15,-32 17,-42 20,-50"), cream.base, 0.9);
  pen.shape(outline("-32,-46 -38,-44 -37,-36 -32,-34 -30,-40"), cream.base);
  pen.shape(outline("24,-70 17,-76 14,-73 17,-68 22,-66"), coat.dark);
  for (let spot = 0; spot < 7; spot++) pen.circle(-24 + spot * 4.4, -43 + (spot % 2) * 3.6, 1, cream.base, 0.6);
  eye(pen, look, 30, -64.6, 1.5);
  pen.ellipse(42.4, -57.6, 1.7, 1.5, hoof.deep);
}

function bear(pen: Pen, look: Look): void {
  const panda = /panda/.test(look.word);
  const coat = tone(look, look.color ?? (panda ? "#f6f2ea" : "#7b5236"));
  const limb = tone(look, panda ? "#2c2a31" : mix(look.color ?? "#7b5236", "#2a1810", 0.25));
  const muzzle = tone(look, panda ? "#ffffff" : mix(look.color ?? "#7b5236", "#f3dcb8", 0.6));
  for (const x of [-20, 20]) {
    pen.circle(x, -91, 8.4, limb.base);
    pen.circle(x, -90.4, 4.8, panda ? limb.light : muzzle.dark);
  }
  const body = outline("0,-62 18,-58 29,-42 32,-22 26,-4 0,1 -26,-4 -32,-22 -29,-42 -18,-58");
  pen.shape(body, across(pen, look, coat, -32, 32));
  pen.shape(outline("0,-48 12,-44 18,-28 14,-12 0,-7 -14,-12 -18,-28 -12,-44"), panda ? coat.light : muzzle.base, 0.85);
  belly(pen, look, body, -30);
  for (const flip of [1, -1] as const) {
    pen.at(0, 0, [flip, 1], () => {
      pen.shape(outline("18,-55 26,-50 33,-34 31,-22 24,-20 20,-30"), across(pen, look, limb, 16, 34));
      pen.ellipse(22, -5, 12.4, 8, limb.base);
      pen.ellipse(25, -5.4, 5.4, 4.6, panda ? limb.light : muzzle.dark);
      pen.circle(19.4, -8, 1.5, panda ? limb.light : muzzle.dark);
    });
  }
  const head = outline("0,-97 16,-94 25,-84 26,-71 18,-58 0,-53 -18,-58 -26,-71 -25,-84 -16,-94");
  pen.shape(head, downward(pen, -97, -53, coat));
  belly(pen, look, head, -76);
  pen.shape(outline("0,-76 9,-73 12,-65 7,-58 0,-56.4 -7,-58 -12,-65 -9,-73"), muzzle.base);
  if (panda)
    for (const flip of [1, -1])
      pen.shape(
        outline(`${6 * flip},-82 ${14 * flip},-84 ${16 * flip},-76 ${11 * flip},-71 ${5 * flip},-75`),
        limb.base,
      );
  for (const x of [-10, 10]) {
    if (panda) pen.circle(x, -77.4, 3, "#ffffff");
    eye(pen, look, x, -77.4, panda ? 2.1 : 2.5);
  }
  pen.ellipse(0, -70.4, 4, 2.9, mix("#1a141c", look.light.shadow, 0.15));
  pen.line("M0 -68V-64.4M0 -64.4Q-3.6 -61.6 -6.4 -63.8M0 -64.4Q3.6 -61.6 6.4 -63.8", limb.deep, 1);
}

function rabbit(pen: Pen, look: Look): void {
  const coat = tone(look, look.color ?? look.random.pick(["#b89a7c", "#d9cfc2", "#8f7a68"]));
  const white = tone(look, "#faf4ec");
  const pink = tone(look, "#eaa6a6");
  pen.circle(24, -12, 8, white.base);
  const body = outline("0,-52 14,-47 23,-30 25,-12 18,0 0,1.6 -18,0 -25,-12 -23,-30 -14,-47");
  pen.shape(body, across(pen, look, coat, -25, 25));
  belly(pen, look, body, -26);
  pen.shape(outline("0,-44 9,-36 11,-22 6,-8 0,-5 -6,-8 -11,-22 -9,-36"), white.base);
  for (const flip of [1, -1] as const) {
    pen.at(0, 0, [flip, 1], () => {
      pen.ellipse(15, -3, 11, 5.6, coat.base);
      pen.ellipse(4.4, -17, 4.4, 7, coat.light);
      pen.shape(outline("4,-66 6,-84 10,-97 15,-100 18,-93 16,-78 12,-64"), across(pen, look, coat, 4, 18));
      pen.shape(outline("8,-68 9.4,-84 12,-94 14.4,-95 15,-88 13,-76 11,-66"), pink.base, 0.9);
    });
  }
  const head = outline("0,-72 12,-69 19,-59 18,-49 10,-42 0,-40.6 -10,-42 -18,-49 -19,-59 -12,-69");
  pen.shape(head, downward(pen, -72, -40, coat));
  pen.shape(outline("0,-53 7,-51 10,-46 5,-41.4 0,-41 -5,-41.4 -10,-46 -7,-51"), white.base);
  for (const x of [-9.4, 9.4]) eye(pen, look, x, -57.4, 2.8);
  pen.shape("M-2.2 -52H2.2L0 -49.4Z", pink.dark);
  pen.line("M0 -49.4V-47M0 -47Q-2.4 -44.8 -4.4 -46.4M0 -47Q2.4 -44.8 4.4 -46.4", coat.deep, 0.7);
  pen.line("M-9 -48L-24 -50M-9 -46.6L-23 -44M9 -48L24 -50M9 -46.6L23 -44", white.light, 0.5, 0.8);
}

function elephant(pen: Pen, look: Look): void {
  const hide = tone(look, look.color ?? "#8f93a3");
  const ivory = tone(look, "#f6ecd6");
  for (const [x, shade] of [
    [-30, hide.deep],
    [20, hide.deep],
    [-44, hide.dark],
    [6, hide.dark],
  ] as const) {
    pen.shape(`M${x - 9} -42L${x - 8} 0Q${x} 2 ${x + 9} 0L${x + 11} -44Z`, shade);
    for (const toe of [-5, 0, 5]) pen.ellipse(x + toe, -1.6, 2.2, 2, ivory.dark);
  }
  pen.line("M-54 -62Q-62 -48 -58 -34", hide.dark, 2.4);
  const body = outline(
    "-50,-66 -40,-82 -18,-88 4,-85 16,-88 32,-94 46,-90 54,-78 56,-60 60,-40 64,-24 70,-18 76,-22 78,-16 70,-10 60,-13 53,-26 47,-42 38,-46 24,-40 0,-33 -26,-33 -46,-38 -54,-52",
  );
  pen.shape(body, across(pen, look, hide, -54, 74));
  belly(pen, look, body, -56);
  pen.shape(
    outline("14,-88 26,-84 32,-70 28,-52 16,-44 6,-54 2,-72 6,-84"),
    across(pen, look, tone(look, mix(look.color ?? "#8f93a3", "#d5a9a6", 0.22)), 0, 32),
  );
  pen.line("M14 -84Q4 -70 14 -48", hide.deep, 1, 0.4);
  pen.shape("M46 -50Q56 -34 70 -36Q58 -28 44 -42Z", ivory.light);
  eye(pen, look, 42, -72, 2);
  for (const y of [-54, -46, -38, -30]) pen.line(`M${50 + (-54 - y) * -0.26} ${y}q5 1.6 9 -0.6`, hide.deep, 0.7, 0.5);
}

function dragon(pen: Pen, look: Look): void {
  const scale = tone(look, look.color ?? look.random.pick(["#3f8f6a", "#b5443c", "#5a5fa8"]));
  const wing = tone(look, mix(look.color ?? "#d08a4a", "#e8b04e", 0.55));
  const bellyTone = tone(look, "#f0d9a4");
  pen.shape(
    "M-6 -52C-20 -92 -52 -104 -84 -96C-70 -88 -66 -80 -66 -70C-56 -76 -48 -72 -44 -62C-36 -68 -26 -64 -20 -50Z",
    wing.dark,
  );
  pen.line("M-6 -52C-24 -84 -50 -98 -84 -96M-10 -52Q-40 -78 -66 -70M-14 -52Q-30 -66 -44 -62", scale.deep, 1.4);
  pen.line("M-26 -16C-50 -4 -70 -10 -72 -26C-73 -36 -62 -40 -60 -32", scale.base, 7);
  pen.shape("M-64 -38L-54 -42L-56 -30Z", scale.dark);
  const body = outline(
    "2,-88 12,-92 20,-84 18,-70 20,-52 24,-32 18,-10 4,-2 -16,-2 -30,-12 -32,-30 -20,-46 -6,-56 0,-70 -2,-80",
  );
  pen.shape(body, across(pen, look, scale, -32, 24));
  pen.shape(outline("14,-74 18,-56 21,-36 15,-14 4,-6 8,-24 8,-44 10,-62"), bellyTone.base);
  for (const y of [-62, -52, -42, -32, -22, -14]) pen.line(`M9 ${y}Q14 ${y + 2.6} 20 ${y}`, bellyTone.deep, 0.8, 0.5);
  belly(pen, look, body, -34);
  pen.shape(outline("-22,-26 -10,-30 -2,-20 -6,-6 2,0 -18,1 -30,-6"), scale.base);
  pen.shape("M2 -2L22 -2L24 1.6H0Z", scale.dark);
  pen.line("M18 -46Q28 -44 30 -36M30 -36l4 0M30 -36l2 4", scale.dark, 4);
  const head = outline("0,-94 8,-99 18,-97 26,-92 40,-88 44,-82 38,-77 24,-76 12,-77 2,-82");
  pen.shape(head, downward(pen, -99, -76, scale));
  pen.shape("M8 -98L-6 -108L4 -94ZM14 -98L6 -112L18 -96Z", bellyTone.base);
  pen.line("M22 -79Q34 -78 42 -81", scale.deep, 1);
  eye(pen, look, 21, -90, 2.4);
  pen.circle(39, -85, 1.1, scale.deep);
  for (const [x, y] of [
    [-3, -84],
    [-4, -72],
    [-8, -60],
    [-18, -50],
    [-28, -38],
  ] as const)
    pen.shape(`M${x} ${y - 4}L${x - 9} ${y}L${x - 1} ${y + 5}Z`, wing.base);
  pen.shape("M46 -84C58 -88 66 -84 78 -88C72 -82 82 -80 86 -76C74 -78 66 -74 46 -79Z", mix("#ff9a3c", "#ffd46a", 0.4));
}

export const standing = {
  horse: { draw: horse, width: 120, size: 0.5, home: "ground", giant: false, seat: 58 },
  deer: { draw: deer, width: 84, size: 0.54, home: "ground", giant: false },
  bear: { draw: bear, width: 70, size: 0.5, home: "ground", giant: false },
  rabbit: { draw: rabbit, width: 54, size: 0.44, home: "ground", giant: false },
  elephant: { draw: elephant, width: 140, size: 0.46, home: "ground", giant: false, seat: 82 },
  dragon: { draw: dragon, width: 170, size: 0.56, home: "ground", giant: false },
} satisfies Record<string, Figure>;
