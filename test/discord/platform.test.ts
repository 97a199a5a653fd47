import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { chunksOf } from "#core/attachments.ts";
import { imageTools } from "#src/image-tools/image-tools.ts";
import { discord } from "#src/platforms/discord/discord.ts";
import { noMemory } from "#src/platforms/discord/registered-places.ts";
import { folderImageStore } from "#src/stores/images/folder-store.ts";
import { type OpenPlatform, platformContract } from "#test/contract/platform.ts";
import { file, startFakeDiscord } from "#test/fakes/discord/discord.ts";
import { quarteredPng } from "#test/images.ts";

platformContract("Discord", async (): Promise<OpenPlatform> => {
  const fake = await startFakeDiscord();
  const folder = await mkdtemp(join(tmpdir(), "limner-"));
  onTestFinished(async () => {
    await fake.close();
    await rm(folder, { recursive: true });
  });
  const images = await folderImageStore({ folder: join(folder, "images"), reserveBytes: 0 });
  const size = { width: 64, height: 48 };
  const bytes = new Uint8Array(await quarteredPng(size));
  const { key } = await images.write(chunksOf(new Blob([bytes])), "png");
  const { platform } = discord({
    ...{ token: fake.token, apiUrl: fake.apiUrl, cdnUrl: fake.cdnUrl, interactions: "gateway", publicKey: null },
    ...{ guild: null, places: noMemory, images, tools: imageTools(), now: Date.now, log: () => {} },
    surroundings: () => ({ models: [], today: "2026-11-20" }),
  });
  const channel = fake.guild().channel("general");
  const ada = fake.user("ada");
  const said = await ada.in(channel).says("look", { files: [file("five.png", new Uint8Array([1, 2, 3, 4, 5]))] });
  const data = {
    ...{ application: fake.applicationId, person: ada.id, guild: channel.guildId, channel: channel.id },
    ...{ message: null, token: null, issuedAt: 0, uploadLimit: 0, botWrites: true },
  };
  return {
    platform,
    address: { platform: "discord", session: null, audience: "public", locale: "en", data },
    picture: {
      ...{ pictureId: "k3f9qax2m4-1", key, format: "png", fileName: "a-fox-k3f9qax2m4-1.png", alt: "a fox", ...size },
      ...{ bytes: bytes.length, as: "picture", spoiler: false },
    },
    attachment: {
      attached: "discord",
      reference: said.pictures()[0]?.url.replace(/&$/, "") ?? "",
      name: "five.png",
      bytes: 5,
    },
    seen: () => fake.transcript({ as: ada }),
  };
});
