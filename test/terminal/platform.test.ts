import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { onTestFinished } from "vitest";
import { commands } from "#commands/index.ts";
import { chunksOf } from "#core/attachments.ts";
import { imageTools } from "#src/image-tools/image-tools.ts";
import { terminal } from "#src/platforms/terminal/terminal.ts";
import { folderImageStore } from "#src/stores/images/folder-store.ts";
import { type OpenPlatform, platformContract } from "#test/contract/platform.ts";
import { quarteredPng } from "#test/images.ts";

platformContract("the terminal", async (): Promise<OpenPlatform> => {
  const folder = await mkdtemp(join(tmpdir(), "limner-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const images = await folderImageStore({ folder: join(folder, "images"), reserveBytes: 0 });
  const size = { width: 64, height: 48 };
  const bytes = new Uint8Array(await quarteredPng(size));
  const { key } = await images.write(chunksOf(new Blob([bytes])), "png");
  const [command] = commands;
  if (!command) throw new Error("there are commands");
  const shown: string[] = [];
  const stream = new PassThrough().on("data", (data) => shown.push(String(data)));
  const platform = terminal({
    ...{ command, argv: [], folder, person: "ada", locale: "en", images },
    input: new PassThrough(),
    streams: { out: stream, note: stream },
    screen: { program: "", kind: "dumb", trueColor: false, kitty: false },
    tools: imageTools(),
    onInterrupt: () => () => {},
    leave: () => {},
  });
  await writeFile(join(folder, "five"), new Uint8Array([1, 2, 3, 4, 5]));
  return {
    platform,
    address: { platform: "terminal", session: platform.session, audience: "public", locale: "en", data: {} },
    picture: {
      ...{ pictureId: "k3f9qax2m4-1", key, format: "png", fileName: "a-fox-k3f9qax2m4-1.png", alt: "a fox", ...size },
      bytes: bytes.length,
      as: "picture",
      spoiler: false,
    },
    attachment: { attached: "terminal", reference: join(folder, "five"), name: "five", bytes: 5 },
    seen: () => shown.join(""),
  };
});
