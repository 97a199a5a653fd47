import type { PlatformLimits } from "#core/platform.ts";

export const limits: PlatformLimits = {
  // Ten frames a second look smooth and cost nothing.
  progressEveryMs: 100,
  // The bar shows how far it is; an unfinished picture would cost tokens and scroll the screen away.
  showsPartialImages: false,
  // What the Images API takes for one input: under 50 MB.
  maxAttachmentBytes: 50_000_000,
};
