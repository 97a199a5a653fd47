import { webApi } from "@slack/bolt";
import { AppError } from "#core/errors.ts";
import { asMisconfigured, identify } from "#src/platforms/slack/identity.ts";
import { type Check, type Finding, failed, ok, warning } from "../finding.ts";

const name = "slack";

/** Whether Slack knows the bot, and which scopes it lacks; changes nothing there. */
export const slack: Check = {
  name,
  async run({ config }) {
    const { SLACK_BOT_TOKEN: token, SLACK_API_URL: slackApiUrl, SLACK_MODE: mode } = config;
    if (token === undefined) return [];
    const client = clientOf(token, slackApiUrl);
    const how = await howItReceives(config);
    try {
      const { botName, teamName, missing } = await identify(client);
      return [
        ok(name, `the token belongs to ${botName} in ${teamName}, which receives over ${mode}`),
        ...missing.map((what) =>
          warning(name, what, "npm run slack-manifest -- full shows all; the app has to be installed again"),
        ),
        ...how,
      ];
    } catch (error) {
      return [noAnswer(error, slackApiUrl), ...how];
    }
  },
};

function clientOf(token: string, slackApiUrl: string): webApi.WebClient {
  return new webApi.WebClient(token, {
    ...{ slackApiUrl, timeout: 10_000, retryConfig: { retries: 0 }, logLevel: webApi.LogLevel.ERROR },
  });
}

async function howItReceives({
  SLACK_MODE,
  SLACK_APP_TOKEN,
  SLACK_SIGNING_SECRET,
  SLACK_API_URL,
}: Parameters<Check["run"]>[0]["config"]): Promise<readonly Finding[]> {
  if (SLACK_MODE === "socket" && SLACK_APP_TOKEN === undefined)
    return [
      failed(
        name,
        "SLACK_MODE=socket without SLACK_APP_TOKEN",
        "make an app-level token with connections:write (Basic Information)",
      ),
    ];
  if (SLACK_MODE === "http" && SLACK_SIGNING_SECRET === undefined)
    return [
      failed(name, "SLACK_MODE=http without SLACK_SIGNING_SECRET", "copy the signing secret (Basic Information)"),
    ];
  return SLACK_MODE === "socket" && SLACK_APP_TOKEN !== undefined ? appToken(SLACK_APP_TOKEN, SLACK_API_URL) : [];
}

/** Asks where a socket could be opened, and opens none: a running bot notices nothing. */
async function appToken(token: string, apiUrl: string): Promise<readonly Finding[]> {
  try {
    await clientOf(token, apiUrl).apps.connections.open({});
    return [];
  } catch (error) {
    // A network that is down is told of already.
    if (!(asMisconfigured(error, "slack.app-token") instanceof AppError)) return [];
    return [
      failed(
        name,
        "Slack refuses SLACK_APP_TOKEN",
        "copy it anew from your app, Basic Information, App-Level Tokens (with connections:write); it begins with xapp-",
      ),
    ];
  }
}

function noAnswer(error: unknown, apiUrl: string): Finding {
  if (error instanceof AppError)
    return failed(
      name,
      "Slack refuses SLACK_BOT_TOKEN",
      "copy it anew from your app, OAuth & Permissions; it begins with xoxb-",
    );
  return failed(name, `${apiUrl} cannot be reached`, "check the network, and SLACK_API_URL if you set it");
}
