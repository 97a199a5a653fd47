import type { ImageFacts } from "#core/image-tools.ts";
import { type Message, say } from "#core/message.ts";

/** How many bytes from the start of a file tell what it is. */
export const sniffedBytes = 4096;

type Sniffed = { readonly format: ImageFacts["format"] } | { readonly refusal: Message };

/** Brands of ISO media files, which hold HEIC and AVIF photos as well as videos: https://mp4ra.org/registered-types/brands */
const avifBrands = new Set(["avif", "avis"]);
const heicBrands = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1"]);

/** What stands at which offset of which file. */
const signatures: readonly (readonly [at: number, magic: string, meaning: Sniffed])[] = [
  [0, "\x89PNG\r\n\x1a\n", { format: "png" }],
  [0, "\xff\xd8\xff", { format: "jpeg" }],
  [8, "WEBP", { format: "webp" }],
  [0, "GIF87a", { format: "gif" }],
  [0, "GIF89a", { format: "gif" }],
  [0, "II*\0", { format: "tiff" }],
  [0, "MM\0*", { format: "tiff" }],
  [0, "II+\0", { format: "tiff" }],
  [0, "MM\0+", { format: "tiff" }],
  [0, "%PDF-", { refusal: say("image.pdf") }],
  [0, "\x1aE\xdf\xa3", { refusal: say("image.video") }],
  [8, "AVI ", { refusal: say("image.video") }],
  [4, "moov", { refusal: say("image.video") }],
  [4, "mdat", { refusal: say("image.video") }],
  [0, "\xff\x0a", otherFormat("JPEG XL")],
  [4, "JXL ", otherFormat("JPEG XL")],
  [4, "jP  ", otherFormat("JPEG 2000")],
  [0, "8BPS", otherFormat("Photoshop")],
  [0, "\0\0\x01\0", otherFormat("ICO")],
  [0, "BM", otherFormat("BMP")],
  [0, "PK\x03\x04", otherFormat("ZIP")],
  [0, "\x1f\x8b", otherFormat("Compressed (gzip)")],
];

/** Tells from a file's first bytes which picture it is, or in which sentence to refuse it. */
export function sniff(start: Uint8Array): Sniffed {
  if (start.length === 0) return { refusal: say("image.empty") };
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength).toString("latin1");
  // Of all that is known here only GIF and PDF may consist of words; and words may well begin with BM.
  if (!readable(start) || /^(GIF8|%PDF-)/.test(bytes)) {
    if (bytes.startsWith("ftyp", 4)) return isoMedia(bytes);
    const known = signatures.find(([at, magic]) => bytes.startsWith(magic, at));
    return known ? known[2] : { refusal: say("image.unreadable") };
  }
  if (!/^(\xef\xbb\xbf)?\s*</.test(bytes)) return { refusal: say("image.text") };
  // A page may hold drawings, and a drawing pages: the outermost comes first.
  const [root = ""] = /<(svg|html|head|body|!doctype (svg|html))\b/i.exec(bytes) ?? [];
  if (root === "") return { refusal: say("image.text") };
  return { refusal: say(root.toLowerCase().endsWith("svg") ? "image.svg" : "image.web-page") };
}

function otherFormat(format: string): Sniffed {
  return { refusal: say("image.other-format", { format }) };
}

function isoMedia(bytes: string): Sniffed {
  const boxLength = [...bytes.slice(0, 4)].reduce((length, character) => length * 256 + character.charCodeAt(0), 0);
  const box = bytes.slice(8, boxLength);
  const brands = [box.slice(0, 4), ...(box.slice(8).match(/.{4}/gs) ?? [])];
  // Some AVIF files name the general brand mif1 first, so the order does not decide.
  if (brands.some((brand) => avifBrands.has(brand))) return { format: "avif" };
  return { refusal: say(brands.some((brand) => heicBrands.has(brand)) ? "image.heic" : "image.video") };
}

/** Whether the bytes are words: UTF-8 or UTF-16 without control characters. */
function readable(start: Uint8Array): boolean {
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) return true;
  try {
    // The start may end in the middle of a character, which is no error in a stream.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(start, { stream: true });
    return ![...text].some((character) => character < " " && !"\t\n\f\r\x1b".includes(character));
  } catch {
    return false;
  }
}
