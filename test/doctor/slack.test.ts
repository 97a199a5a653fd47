import { describe, expect, onTestFinished, test } from "vitest";
import { openFakeSlack } from "#test/fakes/slack/slack.ts";
import { findingsHere, trouble } from "./patient.ts";

async function setUp(more: NodeJS.ProcessEnv = {}) {
  const slack = await openFakeSlack();
  onTestFinished(() => slack.close());
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    ...more,
  };
  return { slack, env };
}

describe("the doctor, asked about Slack", () => {
  test("says whose token it is", async () => {
    const { env } = await setUp();
    const [found] = (await findingsHere(env)).filter(({ name }) => name === "slack");
    expect(found).toMatchObject({
      state: "ok",
      says: expect.stringMatching(/^the token belongs to \S+ in .+ over socket$/),
    });
  });

  test("names every scope that is missing, and what for", async () => {
    const { slack, env } = await setUp();
    slack.workspace.revokes("files:read");
    expect(
      (await findingsHere(env)).filter(({ name, state }) => name === "slack" && state === "warning"),
    ).toContainEqual(
      expect.objectContaining({
        says: expect.stringMatching(/^without the scope files:read: editing what people attach/),
      }),
    );
  });

  test("knows refused tokens, a network that is down, and what socket mode lacks", async () => {
    const { env } = await setUp({ SLACK_BOT_TOKEN: "xoxb-wrong" });
    expect(trouble(await findingsHere(env), "slack")).toMatchObject({ says: "Slack refuses SLACK_BOT_TOKEN" });
    const away = await setUp({ SLACK_API_URL: "http://127.0.0.1:9/api/" });
    expect(trouble(await findingsHere(away.env), "slack").says).toBe("http://127.0.0.1:9/api/ cannot be reached");
    const half = await setUp({ SLACK_APP_TOKEN: "xapp-wrong" });
    expect(trouble(await findingsHere(half.env), "slack").says).toBe("Slack refuses SLACK_APP_TOKEN");
    const lame = await setUp({ SLACK_APP_TOKEN: "" });
    expect(trouble(await findingsHere(lame.env), "slack").says).toBe("SLACK_MODE=socket without SLACK_APP_TOKEN");
  });
});
