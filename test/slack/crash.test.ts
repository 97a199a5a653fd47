import { describe, expect, test } from "vitest";
import { quarteredPng } from "#test/images.ts";
import { onSlackWithProcesses } from "./bot-process.ts";
import { readable } from "./readable.ts";

type Scene = Awaited<ReturnType<typeof onSlackWithProcesses>>;

async function results({ slack, channel }: Scene): Promise<readonly number[]> {
  const shown = () => channel.messages().filter((message) => message.author === slack.botName);
  const counts = () => shown().map((message) => message.files().length);
  await slack.until(() => counts().some((count) => count > 0), { timeoutMs: 15_000 });
  return counts();
}

describe("the bot is killed", () => {
  test("while it looks up what was said: Slack tells the next process again, and it is painted once", async () => {
    const scene = await onSlackWithProcesses();
    const { slack, images, channel, ada, start, painting } = scene;
    painting.open();
    const first = await start();
    const above = await slack.user("bob").in(channel).says("what shall we hang up?");
    const lookups = slack.hold("conversations.replies");
    await ada.in(channel).mentions("a red fox", { thread: above });
    await lookups.reached;
    await first.dies();
    lookups.open();
    await start();
    slack.passes({ minutes: 1 });
    await results(scene);
    slack.passes({ minutes: 6 });
    await slack.until(() => slack.deliveries.attempts.every((attempt) => attempt.outcome() !== "waiting"));
    expect(await results(scene)).toEqual([1]);
    expect(slack.deliveries.attempts.some(({ attempt }) => attempt > 1)).toBe(true);
    expect(images.requests).toHaveLength(1);
  });

  test("between the acknowledgement and the admission: the next process answers, and it is painted once", async () => {
    const scene = await onSlackWithProcesses();
    const { slack, images, channel, ada, start, painting } = scene;
    painting.open();
    const first = await start();
    const downloads = slack.hold("download");
    const photo = { name: "photo.png", bytes: await quarteredPng({ width: 640, height: 480 }) };
    await ada.in(channel).mentions("make it night", { files: [photo] });
    await downloads.reached;
    await first.dies();
    downloads.open();
    expect(images.requests).toEqual([]);
    await start();
    await results(scene);
    expect(readable(channel.transcript(), slack)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner make it night
        [picture photo.png 640x480 png]
        | Limner: make it night
        |   asked by @ada · gpt-image-2 · 1152x864 · medium · # s · $0.045
        |   [picture "make it night" 1152x864 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(images.requests).toHaveLength(1);
  });

  test("anywhere between the picture and its proof: the next process finds out, and it stands there once", async () => {
    const steps = ["files.getUploadURLExternal", "files.completeUploadExternal", "files.info"] as const;
    const ends = await Promise.all(
      steps.map(async (step) => {
        const scene = await onSlackWithProcesses();
        const { slack, images, channel, ada, start, painting, settled } = scene;
        const first = await start();
        await ada.in(channel).types("/imagine a red fox");
        await painting.reached;
        const gate = slack.hold(step);
        painting.open();
        await gate.reached;
        await settled();
        await first.dies();
        gate.open();
        await start();
        await results(scene);
        // What it does last is to keep what it has posted, without which nobody could press anything.
        await ada.in(channel).presses("Info");
        await slack.until(() => channel.transcript({ as: ada }).includes("Asked by"));
        return [step, await results(scene), images.requests.length];
      }),
    );
    expect(ends).toEqual(steps.map((step) => [step, [1], 1]));
  });

  test("while the image service paints: the person is told that nobody knows, and Retry makes a picture", async () => {
    const scene = await onSlackWithProcesses();
    const { slack, images, channel, ada, start, painting } = scene;
    const first = await start();
    await ada.in(channel).types("/imagine a red fox");
    await painting.reached;
    await first.dies();
    painting.open();
    await start();
    await slack.until(() => channel.transcript({ as: ada }).includes("Retry"), { timeoutMs: 15_000 });
    expect(readable(channel.transcript(), slack)).toBe("#general");
    expect(channel.messages({ as: ada }).at(-1)?.text()).toMatchInlineSnapshot(`
      "Limner was interrupted while the image service was painting, so what became of this picture is not known. It may have been charged; your own budget is not.
      a red fox
      asked by @ada"
    `);
    await ada.in(channel).presses("Retry");
    await results(scene);
    expect(images.requests).toHaveLength(2);
  });
});
