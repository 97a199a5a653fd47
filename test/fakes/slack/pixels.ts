import sharp from "sharp";

/** Width and height of a picture; null for anything else. */
export async function pixelsOf(bytes: Uint8Array): Promise<{ readonly width: number; readonly height: number } | null> {
  try {
    const { width, height } = await sharp(bytes).metadata();
    return { width, height };
  } catch {
    return null;
  }
}
