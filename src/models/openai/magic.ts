import type { Format } from "#core/model.ts";

/** The longest signature below, in bytes. */
export const MAGIC_BYTES = 12;

/** The format of a picture by its first bytes, or null: what a provider calls it is not to be trusted. */
export function formatOf(bytes: Uint8Array): Format | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, MAGIC_BYTES)).toString("latin1");
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (start.startsWith("\xff\xd8\xff")) return "jpeg";
  return /^RIFF.{4}WEBP/s.test(start) ? "webp" : null;
}
