import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { openFakeSlack } from "#test/fakes/slack/slack.ts";
import type { FakeSlack, FakeSlackOptions } from "#test/fakes/slack/slack-types.ts";
import { host } from "#test/service/service.ts";

async function aSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const slack = await openFakeSlack(options);
  onTestFinished(() => slack.close());
  slack.channel("general");
  return slack;
}

function accountAt({ botToken, appToken, apiUrl }: FakeSlack) {
  return { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl };
}

const mistakes = [
  ["a bot token that Slack refuses", { SLACK_BOT_TOKEN: "xoxb-1-2-not-of-this-app" }],
  ["an app token that Slack refuses", { SLACK_APP_TOKEN: "xapp-1-A1-2-not-of-this-app" }],
  ["no app token", { SLACK_APP_TOKEN: undefined }],
  ["no signing secret, over HTTP", { SLACK_MODE: "http", SLACK_APP_TOKEN: undefined }],
  ["the two tokens swapped", { SLACK_BOT_TOKEN: "xapp-1-A1-2-3", SLACK_APP_TOKEN: "xoxb-1-2-3" }],
] as const;

describe("npm start with Slack", () => {
  test("and something that is set wrongly: it says what to do, and ends", async () => {
    const slack = await aSlack();
    const ended = await Promise.all(
      mistakes.map(async ([what, env]) => {
        const machine = await host();
        const { exitCode, note, out } = await machine.starts([], { ...accountAt(slack), ...env }).ended;
        const tokens = [slack.botToken, slack.appToken, ...Object.values<string | undefined>(env)];
        for (const token of tokens.filter((each) => each?.startsWith("x"))) expect(note + out).not.toContain(token);
        return [what, exitCode, note.split("\n").filter((line) => /SLACK|cannot/.test(line))];
      }),
    );
    expect(ended).toMatchInlineSnapshot(`
      [
        [
          "a bot token that Slack refuses",
          1,
          [
            "Limner cannot start. Slack refuses SLACK_BOT_TOKEN. Copy it anew from api.slack.com: your app, OAuth & Permissions, after installing it to the workspace.",
          ],
        ],
        [
          "an app token that Slack refuses",
          1,
          [
            "Limner cannot start. Slack refuses SLACK_APP_TOKEN. Copy it anew from api.slack.com: your app, Basic Information, App-Level Tokens (with connections:write).",
          ],
        ],
        [
          "no app token",
          1,
          [
            "Limner cannot start. SLACK_MODE=socket needs SLACK_APP_TOKEN: an app-level token with connections:write, from api.slack.com (Basic Information).",
          ],
        ],
        [
          "no signing secret, over HTTP",
          1,
          [
            "Limner cannot start. SLACK_MODE=http needs SLACK_SIGNING_SECRET: the app's signing secret, from api.slack.com (Basic Information).",
          ],
        ],
        [
          "the two tokens swapped",
          2,
          [
            "  SLACK_BOT_TOKEN: must begin with xoxb-; the one that begins with xapp- is SLACK_APP_TOKEN",
            "  SLACK_APP_TOKEN: must begin with xapp-; the one that begins with xoxb- is SLACK_BOT_TOKEN",
          ],
        ],
      ]
    `);
    // Nobody asks again and again with what is refused.
    expect(slack.exchanges.length).toBeLessThanOrEqual(5);
    expect(slack.sockets.all).toEqual([]);
  });

  test("Slack cannot be reached at first: it waits, says so to whoever asks, and starts when it can", async () => {
    const slack = await aSlack();
    slack.fails("auth.test", { status: 503 });
    const machine = await host();
    const service = await machine.serves(accountAt(slack));
    await slack.until(() => slack.requests("auth.test").length > 3, { timeoutMs: 10_000 });
    const waiting = await fetch(`${service.origin}/readyz`);
    expect([waiting.status, await waiting.json()]).toEqual([
      503,
      { ready: false, parts: expect.objectContaining({ database: "ok", slack: expect.stringContaining("Slack") }) },
    ]);
    slack.recovers();
    await slack.until(() => slack.sockets.openCount() === 1, { timeoutMs: 10_000 });
    for (let ready = false; !ready; await pause(50)) ready = (await fetch(`${service.origin}/readyz`)).ok;
    service.kill("SIGTERM");
    const { exitCode, note, out } = await service.ended;
    expect(exitCode).toBe(0);
    expect(note).toContain("limner is there");
    for (const token of [slack.botToken, slack.appToken]) expect(note + out).not.toContain(token);
    expect(slack.sockets.openCount()).toBe(0);
  });

  test("it gives no socket at first: the same; and what the token lacks is said", async () => {
    const slack = await aSlack({ scopes: ["commands", "chat:write", "files:write", "im:write", "im:history"] });
    slack.sockets.shuts();
    const machine = await host();
    const service = await machine.serves(accountAt(slack));
    await slack.until(() => slack.requests("apps.connections.open").length > 0, { timeoutMs: 10_000 });
    expect((await fetch(`${service.origin}/readyz`)).status).toBe(503);
    slack.sockets.opens();
    await slack.until(() => slack.sockets.openCount() === 1, { timeoutMs: 10_000 });
    for (let ready = false; !ready; await pause(50)) ready = (await fetch(`${service.origin}/readyz`)).ok;
    // Nobody hears anything now, until it is open again.
    slack.sockets.shuts();
    slack.sockets.drops();
    for (let ready = true; ready; await pause(50)) ready = (await fetch(`${service.origin}/readyz`)).ok;
    service.kill("SIGTERM");
    const { exitCode, note } = await service.ended;
    expect(exitCode).toBe(0);
    expect(note.split("\n").filter((line) => line.includes("without the scope"))).toMatchInlineSnapshot(`
      [
        "  careful   without the scope files:read: editing what people attach, and the proof that a picture has arrived (npm run slack-manifest -- full)",
        "  careful   without the scope app_mentions:read: being spoken to in channels (npm run slack-manifest -- full)",
        "  careful   without the scope channels:read: knowing before a picture is paid for whether it can be shown in a public channel (npm run slack-manifest -- full)",
        "  careful   without the scope groups:read: the same for private channels (npm run slack-manifest -- full)",
        "  careful   without the scope channels:join: joining a public channel by itself (SLACK_AUTO_JOIN) (npm run slack-manifest -- full)",
        "  careful   without the scope channels:history: !imagine, replies without a mention and pictures of shared files in public channels (npm run slack-manifest -- full)",
        "  careful   without the scope groups:history: the same in private channels (npm run slack-manifest -- full)",
        "  careful   without the scope mpim:history: the same in group messages (npm run slack-manifest -- full)",
        "  careful   without the scope users:read: speaking to people in the language that they have set, so far English or German (npm run slack-manifest -- full)",
      ]
    `);
  });

  test("a token is taken back: whoever asks how it is reads which one and what to do, until it counts again", async () => {
    const slack = await aSlack();
    const [ada, channel] = [slack.user("ada"), slack.channel("talk")];
    const machine = await host();
    const service = await machine.serves(accountAt(slack));
    const health = async () => {
      const answered = await fetch(`${service.origin}/readyz`);
      const { slack: said } = z.object({ parts: z.object({ slack: z.string() }) }).parse(await answered.json()).parts;
      return [answered.status, said];
    };
    for (let ready = false; !ready; await pause(50)) ready = (await health())[0] === 200;
    // Nobody has called since, so nobody knows.
    slack.workspace.refusesToken("token_revoked");
    expect(await health()).toEqual([200, "ok"]);
    await ada.in(channel).mentions("");
    for (let ready = true; ready; await pause(50)) ready = (await health())[0] === 200;
    expect(await health()).toMatchInlineSnapshot(`
      [
        503,
        "Slack refuses SLACK_BOT_TOKEN. Copy it anew from api.slack.com: your app, OAuth & Permissions, after installing it to the workspace.",
      ]
    `);
    slack.workspace.refusesToken(null);
    expect(await health()).toEqual([200, "ok"]);

    slack.fails("apps.connections.open", { error: "invalid_auth" });
    slack.sockets.drops();
    for (let said: unknown = ""; !String(said).includes("SLACK_APP_TOKEN"); await pause(50)) [, said] = await health();
    expect(await health()).toMatchInlineSnapshot(`
      [
        503,
        "Slack refuses SLACK_APP_TOKEN. Copy it anew from api.slack.com: your app, Basic Information, App-Level Tokens (with connections:write).",
      ]
    `);
    slack.recovers();
    for (let ready = false; !ready; await pause(50)) ready = (await health())[0] === 200;
    service.kill("SIGTERM");
    const { exitCode, note, out } = await service.ended;
    expect(exitCode).toBe(0);
    expect(out + note).toContain("Slack refuses SLACK_APP_TOKEN. Copy it anew");
    for (const token of [slack.botToken, slack.appToken]) expect(note + out).not.toContain(token);
  });

  test("it is told to stop while Slack is away: it stops", async () => {
    const slack = await aSlack();
    slack.fails("auth.test", { status: 503 });
    const machine = await host();
    const service = await machine.serves(accountAt(slack));
    await slack.until(() => slack.requests("auth.test").length > 0, { timeoutMs: 10_000 });
    service.kill("SIGTERM");
    expect((await service.ended).exitCode).toBe(0);
  });
});
