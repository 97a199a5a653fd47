import type OpenAI from "openai";
import { type Message, say } from "#core/message.ts";
import type { OnePicture } from "#core/model.ts";
import { sizeText } from "#core/size.ts";
import type { Profile } from "./profiles.ts";

/** One request in the words of the Images API, and what of it this kind of endpoint does not understand. */
export type ImagesRequest = { readonly notes: readonly Message[] } & (
  | { readonly kind: "generate"; readonly parameters: OpenAI.ImageGenerateParams }
  | { readonly kind: "edit"; readonly parameters: OpenAI.ImageEditParams }
);

/**
 * Writes a picture's request. Quality and size are always explicit, what is left to the provider is left out.
 * @throws AppError `invalid` when nothing of the prompt may be sent.
 */
export function imagesRequest(picture: OnePicture, profile: Profile): ImagesRequest {
  const compresses = picture.format === "jpeg" || picture.format === "webp";
  const everything: Record<string, unknown> = {
    model: picture.model,
    prompt: profile.cleanPrompt(picture.prompt),
    n: 1,
    size: sizeText(picture.size),
    quality: picture.quality,
    output_format: picture.format,
    output_compression: compresses && picture.compression !== null ? picture.compression : undefined,
    background: picture.background === "auto" ? undefined : picture.background,
    moderation: picture.moderation === "auto" ? undefined : picture.moderation,
    safety_identifier: picture.endUser ?? undefined,
    response_format: profile.responseFormat ?? undefined,
    stream: profile.streams ? true : undefined,
    partial_images: Math.max(picture.partialImages, profile.minPartialImages),
  };
  const notes =
    profile.generateParameters.has("background") || picture.background !== "transparent"
      ? []
      : [say("provider.no-transparency")];
  // The SDK lists the values that it knew when it was built; models accept newer ones.
  if (picture.images.length === 0) {
    const parameters = only(everything, profile.generateParameters) as unknown as OpenAI.ImageGenerateParams;
    return { kind: "generate", parameters, notes };
  }
  const files = picture.images.map((image, index) => imageFile(image.bytes, `image-${index + 1}`));
  everything.image = files.length === 1 ? files[0] : files;
  everything.mask = picture.mask ? imageFile(picture.mask, "mask") : undefined;
  const parameters = only(everything, profile.editParameters) as unknown as OpenAI.ImageEditParams;
  return { kind: "edit", parameters, notes };
}

function only(parameters: Record<string, unknown>, allowed: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).filter(([name, value]) => value !== undefined && allowed.has(name)),
  );
}

/** A File over the Blob's own bytes: nothing is read before it is sent. Without a type the API answers `unsupported_file_mimetype`. */
function imageFile(bytes: Blob, name: string): File {
  const type = bytes.type || "image/png";
  return new File([bytes], `${name}.${type.split("/")[1]}`, { type });
}
