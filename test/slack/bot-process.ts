import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import { openFakeSlack } from "#test/fakes/slack/slack.ts";
import { botProcesses } from "#test/processes/bot-process.ts";
import { installed } from "./studio-on-slack.ts";

/** A Slack and an image service that outlive every process of the bot. */
export async function onSlackWithProcesses() {
  const slack = await openFakeSlack({ manifest: installed });
  const bot = await botProcesses({
    env: { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    ready: () => slack.sockets.ready(),
    async over(log) {
      await slack.close();
      const secrets = [slack.botToken, slack.appToken, `${slack.origin}/commands/`, `${slack.origin}/actions/`];
      expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
      expect(slack.trouble).toEqual([]);
    },
  });

  /** Resolves when the picture is in the rows and about to be posted: its bytes may be on their way before. */
  async function settled(): Promise<void> {
    const rows = new DatabaseSync(join(bot.folder, "limner.db"), { readOnly: true });
    const posting = rows.prepare("select 1 from deliveries where state = 'posting'");
    while (posting.get() === undefined) await pause(10);
    rows.close();
  }

  return { ...bot, slack, settled, channel: slack.channel("general"), ada: slack.user("ada") };
}
