import { join } from "node:path";
import { type Bot, heard, stageWith, startPart, stopwatchFlags } from "../discord/parts.ts";
import type { AnyStage } from "../discord/stage.ts";
import type { FakeSays, SlackAddress } from "./fake-process.ts";

/** A Slack with a bot on it, each in a process of its own. */
export interface Stage extends AnyStage {
  readonly address: SlackAddress;
}

const entry = join(import.meta.dirname, "..", "slack.ts");

/** Starts a fake Slack and, unless it is null, a bot on it. */
export async function openStage(bot: Bot | null, baseUrl: string): Promise<Stage> {
  const fake = startPart(entry, ["slack"], stopwatchFlags);
  const address = await heard<FakeSays, "address">(fake, "address");
  const { botToken, appToken, apiUrl } = address;
  const settings = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl };
  return stageWith({ fake, address, entry, settings }, bot, baseUrl);
}
