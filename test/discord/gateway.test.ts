import { describe, expect, test } from "vitest";
import type { FakeGateway } from "#test/fakes/discord/gateway-types.ts";
import { inTrouble } from "./in-trouble.ts";

const interruptions: readonly (readonly [string, (gateway: FakeGateway) => void])[] = [
  ["breaks off", (gateway) => gateway.drops()],
  ["is asked to connect anew", (gateway) => gateway.asksToReconnect()],
  ["is closed for an unknown error", (gateway) => gateway.closes(4000)],
];

describe("the gateway connection", () => {
  test.for(interruptions)(
    "%s while a picture is painted: it comes, and later interactions arrive",
    async ([, trouble]) => {
      const { discord, channel, ada, bob, holdPainting, paid } = await inTrouble();
      const painting = holdPainting();
      const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
      await painting.reached;
      trouble(discord.gateway);
      await discord.until(() => discord.gateway.sessions.some(({ resumes }) => resumes === 1));
      painting.open();
      await asking.pictures();
      const later = await bob.in(channel).runs("/imagine", { prompt: "a blue fox" });
      await later.pictures();
      expect(discord.gateway.sessions).toHaveLength(1);
      expect(paid()).toBe(2);
    },
  );

  test("breaks off and stays away for a moment: what was asked meanwhile is answered when it is back", async () => {
    const { discord, channel, ada, everybodySees, paid } = await inTrouble();
    discord.gateway.shuts();
    discord.gateway.drops();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    discord.gateway.opens();
    await asking.pictures();
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(paid()).toBe(1);
  });

  test("goes silent: it is given up and taken up again", async () => {
    const { discord, channel, ada, paid } = await inTrouble({ discord: { heartbeatMs: 250 } });
    discord.gateway.stopsAcknowledging();
    await discord.until(() => discord.gateway.sessions.some(({ resumes }) => resumes > 0));
    discord.gateway.stopsAcknowledging(false);
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    expect(paid()).toBe(1);
  });

  test("is told that its session is over: a new one takes its place, and the picture comes all the same", async () => {
    const { discord, channel, ada, bob, holdPainting, paid } = await inTrouble();
    const painting = holdPainting();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    const [{ sessionId } = { sessionId: "" }] = discord.gateway.sessions;
    discord.gateway.invalidates();
    painting.open();
    await asking.pictures();
    await discord.until(() => discord.gateway.sessions.some((each) => each.sessionId !== sessionId), {
      timeoutMs: 10_000,
    });
    await discord.gateway.ready();
    const later = await bob.in(channel).runs("/imagine", { prompt: "a blue fox" });
    await later.pictures();
    expect(paid()).toBe(2);
  });
});
