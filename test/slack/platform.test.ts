import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { chunksOf } from "#core/attachments.ts";
import { imageTools } from "#src/image-tools/image-tools.ts";
import { slack } from "#src/platforms/slack/slack.ts";
import { folderImageStore } from "#src/stores/images/folder-store.ts";
import { type OpenPlatform, platformContract } from "#test/contract/platform.ts";
import { openFakeSlack } from "#test/fakes/slack/slack.ts";
import { quarteredPng } from "#test/images.ts";

platformContract("Slack", async (): Promise<OpenPlatform> => {
  const fake = await openFakeSlack({ requestUrl: "http://127.0.0.1:9/" });
  const folder = await mkdtemp(join(tmpdir(), "limner-"));
  onTestFinished(async () => {
    await fake.close();
    await rm(folder, { recursive: true });
  });
  const images = await folderImageStore({ folder: join(folder, "images"), reserveBytes: 0 });
  const size = { width: 64, height: 48 };
  const bytes = new Uint8Array(await quarteredPng(size));
  const { key } = await images.write(chunksOf(new Blob([bytes])), "png");
  const { platform } = slack({
    ...{ botToken: fake.botToken, apiUrl: fake.apiUrl, mode: "http", appToken: null, signingSecret: "secret" },
    ...{
      names: { imagine: "/imagine", edit: "/edit", others: "/limner" },
      admins: [],
      autoJoin: false,
      allowsStrangers: false,
    },
    ...{ followsThreads: false, style: "blocks", images, tools: imageTools(), now: () => fake.nowMs(), log: () => {} },
    looksMs: [5, 30, 30],
    surroundings: () => ({ models: [], today: "2026-11-20" }),
  });
  const ada = fake.user("ada");
  const channel = fake.channel("general");
  const shared = await ada.in(channel).shares({ name: "five.png", bytes: new Uint8Array([1, 2, 3, 4, 5]) });
  const data = {
    ...{ team: fake.workspace.id, person: ada.id, channel: channel.id, thread: null, inThread: false },
    ...{ acknowledged: false, responseUrl: null, issuedAt: 0, bringTo: "channel" },
  };
  return {
    platform,
    address: { platform: "slack", session: null, audience: "public", locale: "en", data },
    picture: {
      ...{ pictureId: "k3f9qax2m4-1", key, format: "png", fileName: "a-fox-k3f9qax2m4-1.png", alt: "a fox", ...size },
      ...{ bytes: bytes.length, as: "picture", spoiler: false },
    },
    attachment: { attached: "slack", reference: shared.files()[0]?.id ?? "", name: "five.png", bytes: 5 },
    seen: () => channel.transcript({ as: ada }),
  };
});
