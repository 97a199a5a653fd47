import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver, webApi } from "@slack/bolt";
import type { FakeSlack } from "./slack-types.ts";

/** What Bolt would print stays quiet: refusals are what these tests are about. */
const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** The real Bolt, started against the fake; nothing is tried again. */
export async function startBolt(slack: FakeSlack, listen: (app: App) => void): Promise<App> {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    clientPingTimeout: 300,
    logger,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const app = boltApp(slack, receiver);
  listen(app);
  await app.init();
  await app.start();
  await slack.sockets.ready();
  return app;
}

/** The same over HTTP, on that port. */
export async function startHttpBolt(slack: FakeSlack, port: number, listen: (app: App) => void): Promise<App> {
  const app = boltApp(slack, new HTTPReceiver({ signingSecret: slack.signingSecret, logger }));
  listen(app);
  await app.init();
  await app.start(port);
  return app;
}

function boltApp(slack: FakeSlack, receiver: HTTPReceiver | SocketModeReceiver): App {
  return new App({
    receiver,
    token: slack.botToken,
    deferInitialization: true,
    convoStore: false,
    logger,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
}

export function webClient(slack: FakeSlack, token = slack.botToken): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  });
}

/** The three calls of an upload, as the adapter makes them. Resolves with the file's id. */
export async function uploads(
  client: webApi.WebClient,
  bytes: Uint8Array,
  about: Readonly<Record<string, unknown>> = {},
  alt = "a fox",
): Promise<string> {
  const args = { filename: "fox.png", length: bytes.byteLength, alt_txt: alt };
  const { file_id: id, upload_url: url } = await client.files.getUploadURLExternal(args);
  if (id === undefined || url === undefined) throw new Error("No place to upload to.");
  const sent = await fetch(url, { method: "POST", body: Uint8Array.from(bytes) });
  if (sent.status !== 200) throw new Error(await sent.text());
  await client.apiCall("files.completeUploadExternal", {
    files: [{ id, title: "fox", highlight_type: "png" }],
    ...about,
  });
  return id;
}

/** Slack's error code. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "ok";
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
    if (error instanceof webApi.WebAPIRateLimitedError) return `ratelimited for ${error.retryAfter} s`;
    throw error;
  }
}
