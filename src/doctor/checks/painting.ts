import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "#core/errors.ts";
import type { StoredImage } from "#core/image-store.ts";
import type { ImageModel, OnePicture, Painted } from "#core/model.ts";
import { dollars } from "#core/money.ts";
import { sizeText } from "#core/size.ts";
import { words } from "#core/words.ts";
import { isOffline } from "#src/image-model.ts";
import { imageTools } from "#src/image-tools/image-tools.ts";
import { folderImageStore } from "#src/stores/images/folder-store.ts";
import { type Check, type Finding, failed, notProved, ok, warning } from "../finding.ts";
import { infoOf, isKnown, modelOf, shapeOf, testPicture } from "../service/picture.ts";
import { refusalTrouble } from "../service/refusal-cures.ts";

const name = "painting";

/** The one proof that counts: a picture. Only when asked for, because it costs something. */
export const painting: Check = {
  name,
  async run({ config, paint, before, signal }) {
    if (isOffline(config)) return [];
    if (before.some(({ state }) => state === "failed")) {
      return [notProved(name, "nothing is paid for while something above is wrong")];
    }
    const model = modelOf(config, false);
    const picture = testPicture(config, infoOf(config, model));
    if (!paint) return [unpainted(model, picture)];
    const folder = await mkdtemp(join(tmpdir(), "limner-doctor-"));
    try {
      return await painted(model, picture, folder, signal);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { says, fix } = refusalTrouble(error, config.IMAGE_PROVIDER === "openai");
      return [failed(name, says, fix)];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function unpainted(model: ImageModel, picture: OnePicture): Finding {
  const price = model.estimate(shapeOf(picture));
  const unproved = isKnown(picture.model)
    ? "verification of the organisation, credit, tier and images per minute"
    : "verification, credit, and whether this size and quality can be painted";
  const cost = price === null ? "; what that costs is not known" : ` for about ${dollars(price.micros)}`;
  return notProved(name, `${unproved} (npm run doctor -- --paint proves them${cost})`);
}

async function painted(
  model: ImageModel,
  picture: OnePicture,
  folder: string,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const store = await folderImageStore({ folder, reserveBytes: 0 });
  const kept: StoredImage[] = [];
  const startedAt = performance.now();
  const sink = {
    partial() {},
    async image(bytes: AsyncIterable<Uint8Array>, format: OnePicture["format"]) {
      kept.push(await store.write(bytes, format));
    },
  };
  const result = await model.paint(picture, sink, signal);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const [stored] = kept;
  if (!stored) throw new Error("the model painted without handing over a picture");
  const { size } = await imageTools().inspect(await store.read(stored.key));
  const says = `${sizeText(size)} at ${picture.quality} in ${seconds} s for ${costOf(result)}${proofOf(picture)}`;
  return [ok(name, says), ...differences(picture, size, result)];
}

function proofOf({ model }: OnePicture): string {
  return `: key, organisation and credit are good for ${model}`;
}

function costOf({ cost }: Painted): string {
  if (cost === null) return "a price that is not known";
  return cost.source === "usage" ? dollars(cost.micros) : `about ${dollars(cost.micros)} (the service sent no account)`;
}

function differences(picture: OnePicture, size: OnePicture["size"], { notes }: Painted): readonly Finding[] {
  const said = notes.map((note) => warning(name, words(note, "en"), null));
  if (size.width === picture.size.width && size.height === picture.size.height) return said;
  const other = `${sizeText(picture.size)} was asked for and ${sizeText(size)} came: this service chooses sizes itself`;
  return [...said, warning(name, other, "set IMAGE_SIZE to a size that it paints")];
}
