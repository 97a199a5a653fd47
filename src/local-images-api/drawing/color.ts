/** An opaque sRGB colour as `#rrggbb`. */
export type Color = string;

type Triple = readonly [number, number, number];

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function toGamma(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

/** Red, green and blue from 0 to 1. */
function rgb(color: Color): Triple {
  const value = Number.parseInt(color.slice(1, 7), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** Red, green and blue from 0 to 255. */
export function bytes(color: Color): Triple {
  const [red, green, blue] = rgb(color);
  return [red * 255, green * 255, blue * 255];
}

function hex([red, green, blue]: Triple): Color {
  const byte = (value: number) =>
    Math.round(clamp(value) * 255)
      .toString(16)
      .padStart(2, "0");
  return `#${byte(red)}${byte(green)}${byte(blue)}`;
}

// OKLab keeps mixtures of distant hues clean where sRGB turns them grey: https://bottosson.github.io/posts/oklab/
function toLab(color: Color): Triple {
  const [gammaRed, gammaGreen, gammaBlue] = rgb(color);
  const [red, green, blue] = [toLinear(gammaRed), toLinear(gammaGreen), toLinear(gammaBlue)];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([lightness, a, b]: Triple): Color {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return hex([
    toGamma(clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
    toGamma(clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
    toGamma(clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)),
  ]);
}

/** `amount` 0 gives `from`, 1 gives `to`; mixed in OKLab. */
export function mix(from: Color, to: Color, amount: number): Color {
  const a = toLab(from);
  const b = toLab(to);
  const part = (index: 0 | 1 | 2) => a[index] + (b[index] - a[index]) * amount;
  return fromLab([part(0), part(1), part(2)]);
}

/** Moves lightness by `amount` (-1 to 1, perceptual) and keeps the hue. */
export function lighten(color: Color, amount: number): Color {
  const [lightness, a, b] = toLab(color);
  return fromLab([clamp(lightness + amount), a, b]);
}

/** Scales chroma: 0 is grey, 1 unchanged. */
export function saturate(color: Color, factor: number): Color {
  const [lightness, a, b] = toLab(color);
  return fromLab([lightness, a * factor, b * factor]);
}

/** As light falling through a coloured pane. */
export function multiply(color: Color, pane: Color): Color {
  const a = rgb(color);
  const b = rgb(pane);
  return hex([a[0] * b[0], a[1] * b[1], a[2] * b[2]]);
}

/** Perceptual lightness from 0 to 1. */
export function lightness(color: Color): number {
  return toLab(color)[0];
}

/** Perceptual colourfulness; 0 is grey, vivid colours reach about 0.3. */
export function chroma(color: Color): number {
  const [, a, b] = toLab(color);
  return Math.hypot(a, b);
}

/** From lightness (0 to 1), chroma (0 to about 0.3) and hue in degrees. */
export function fromHue(light: number, colorfulness: number, hueDegrees: number): Color {
  const angle = (hueDegrees * Math.PI) / 180;
  return fromLab([light, colorfulness * Math.cos(angle), colorfulness * Math.sin(angle)]);
}

/** Hue in degrees, as `fromHue` takes it. */
export function hue(color: Color): number {
  const [, a, b] = toLab(color);
  return (Math.atan2(b, a) * 180) / Math.PI;
}
