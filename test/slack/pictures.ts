import { file } from "#test/fakes/slack/slack.ts";
import type { FileToShare } from "#test/fakes/slack/value-types.ts";
import { quarteredPng } from "#test/images.ts";

/** A picture that somebody shares, 320 pixels high: its width, in pixels, tells it from the others. */
export async function picture(name: string, width = 320): Promise<FileToShare> {
  return file(name, await quarteredPng({ width, height: 320 }));
}
