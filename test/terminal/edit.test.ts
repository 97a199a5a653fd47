import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp, { type Region, type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { accountAt, imageServer } from "#test/image-server.ts";
import { maskFor, phonePhoto, phoneSecrets } from "#test/images.ts";
import { machine } from "./limner.ts";

const upright = { width: 900, height: 1200 };
const hole = { left: 300, top: 300, width: 300, height: 400 };

/** Mean difference of two pictures' pixels over a region, 0 to 255. */
async function difference(a: Sharp, b: Sharp, region: Region): Promise<number> {
  const raw = (image: Sharp) => image.clone().removeAlpha().extract(region).raw().toBuffer();
  const [left, right] = await Promise.all([raw(a), raw(b)]);
  return left.reduce((sum, value, index) => sum + Math.abs(value - (right[index] ?? 0)), 0) / left.length;
}

describe("a photo from a phone, edited with a mask", () => {
  test("the result derives from it, keeps its shape, is unchanged outside the mask and carries no GPS", async () => {
    const server = await imageServer();
    const ada = await machine(accountAt(server));
    const photo = await phonePhoto({ ...upright, orientation: 6, gps: true });
    await writeFile(join(ada.folder, "photo.jpg"), photo);
    await writeFile(join(ada.folder, "mask.png"), await maskFor(upright, hole));

    const said = await ada.starts(["edit", "photo.jpg", "make it snow", "--mask", "mask.png", "--json"]).ended;
    expect(said.exitCode).toBe(0);
    const [picture] = JSON.parse(said.out).pictures;
    expect(picture.width / picture.height).toBeCloseTo(3 / 4, 1);

    const { width, height } = picture;
    const result = sharp(await readFile(join(ada.folder, picture.path)));
    const original = sharp(await sharp(photo).rotate().resize(width, height, { fit: "fill" }).png().toBuffer());
    const scale = width / upright.width;
    const above = { left: 0, top: 0, width, height: Math.floor(hole.top * scale) - 4 };
    const below = Math.ceil((hole.top + hole.height) * scale) + 4;
    // The photo is a JPEG and was encoded once more on its way, so a pixel may be off by a shade.
    expect(await difference(result, original, above)).toBeLessThan(2);
    expect(await difference(result, original, { left: 0, top: below, width, height: height - below })).toBeLessThan(2);
    const inside = {
      left: Math.round((hole.left + 40) * scale),
      top: Math.round((hole.top + 40) * scale),
      width: Math.round((hole.width - 80) * scale),
      height: Math.round((hole.height - 80) * scale),
    };
    expect(await difference(result, original, inside)).toBeGreaterThan(20);

    const metadata = await result.metadata();
    expect(metadata.exif).toBeUndefined();
    const [sent] = server.requests;
    expect(sent?.files.map(({ field }) => field)).toEqual(["image", "mask"]);
    for (const { bytes } of sent?.files ?? []) {
      for (const secret of phoneSecrets) expect(bytes.includes(secret)).toBe(false);
    }
  });

  test("a mask that fits the photo only as it is stored is turned with it", async () => {
    const server = await imageServer();
    const ada = await machine(accountAt(server));
    await writeFile(join(ada.folder, "photo.jpg"), await phonePhoto({ ...upright, orientation: 6, gps: true }));
    const stored = { width: upright.height, height: upright.width };
    await writeFile(join(ada.folder, "mask.png"), await maskFor(stored, { left: 0, top: 0, width: 200, height: 200 }));

    const said = await ada.types(["edit", "photo.jpg", "a hat", "--mask", "mask.png"]);
    expect(said).toMatchObject({ exitCode: 0 });
    expect(server.requests).toHaveLength(1);
  });

  test("a size of another shape is refused with the one that fits, before anything is paid", async () => {
    const server = await imageServer();
    const ada = await machine(accountAt(server));
    await writeFile(join(ada.folder, "photo.jpg"), await phonePhoto({ ...upright, orientation: 1, gps: false }));
    await writeFile(join(ada.folder, "mask.png"), await maskFor(upright, hole));

    const said = await ada.types(["edit", "photo.jpg", "a hat", "--mask", "mask.png", "--size", "landscape"]);
    expect(said.exitCode).toBe(2);
    expect(said.note).toMatch(
      /^With a mask the result must keep the picture's shape: 1536x1024 does not fit a picture of 900x1200\. Leave the size out, or use \d+x\d+\.\nNothing was charged\.\n$/,
    );
    expect(server.requests).toHaveLength(0);
  });
});

describe("several pictures", () => {
  test("references go along in order, and a blend takes them all", async () => {
    const server = await imageServer();
    const ada = await machine(accountAt(server));
    for (const name of ["a.png", "b.png", "c.png"]) {
      const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: "red" } });
      await writeFile(join(ada.folder, name), await picture.png().toBuffer());
    }
    const edited = await ada.types(["edit", "a.png", "in this style", "-r", "b.png", "-r", "c.png"]);
    const blended = await ada.starts(["blend", "a.png", "b.png", "c.png", "as one meadow"]).ended;

    expect([edited.exitCode, blended.exitCode]).toEqual([0, 0]);
    expect(server.requests.map(({ files }) => files.length)).toEqual([3, 3]);
    expect(server.requests[1]?.fields.prompt).toBe("as one meadow");
    expect(server.requests[0]?.files[0]?.field).toBe("image[]");
  });
});
