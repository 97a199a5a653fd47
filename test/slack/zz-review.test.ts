import { createHmac } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { quarteredPng } from "#test/images.ts";
import { accountAt, imageServer } from "#test/image-server.ts";
import { freePort, openInstances } from "#test/instances.ts";
import { openFakeSlack } from "#test/fakes/slack/slack.ts";
import { installed } from "./studio-on-slack.ts";

async function forging() {
  const images = await imageServer({});
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/slack/events`;
  const slack = await openFakeSlack({ manifest: installed, requestUrl: url });
  const channel = slack.channel("general");
  const secret = slack.channel("secret", { private: true });
  const ada = slack.user("ada"), bob = slack.user("bob"), mallory = slack.user("mallory");
  const instances = await openInstances({ env: { ...accountAt(images), SLACK_BOT_TOKEN: slack.botToken, SLACK_API_URL: slack.apiUrl, SLACK_MODE: "http", SLACK_SIGNING_SECRET: slack.signingSecret }, httpPort: port, looksMs: [25, 25, 50, 100, 200] });
  onTestFinished(async () => { await instances.end(); await slack.close(); });
  const bot = await instances.start();
  async function post(body: unknown, form = false) {
    const text = form ? new URLSearchParams(body as any).toString() : typeof body === "string" ? body : JSON.stringify(body);
    const ts = Math.floor(Date.now() / 1000);
    const sig = `v0=${createHmac("sha256", slack.signingSecret).update(`v0:${ts}:${text}`).digest("hex")}`;
    const t = Date.now();
    const r = await fetch(url, { method: "POST", body: text, headers: { "content-type": form ? "application/x-www-form-urlencoded" : "application/json", "x-slack-signature": sig, "x-slack-request-timestamp": String(ts) } });
    return `${r.status} ${(await r.text()).slice(0, 200)} ${Date.now() - t}ms`;
  }
  return { images, slack, channel, secret, ada, bob, mallory, bot, post };
}

test("smuggle", async () => {
  const { images, slack, channel, secret, ada, mallory, post, bot } = await forging();
  const said = await ada.in(secret).shares({ name: "secret-plan.png", bytes: await quarteredPng({ width: 320, height: 320 }) });
  const id = said.files()[0]?.id;
  const T = slack.workspace.id;
  const ts = `${Math.floor(Date.now() / 1000)}.000777`;
  console.log(await post({ type: "event_callback", team_id: T, api_app_id: slack.appId, event_id: "Ev1", event: { type: "app_mention", channel: channel.id, user: mallory.id, ts, team: T, text: `<@${slack.botUserId}> make it blue`, files: [], blocks: [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "file", file_id: id }] }] }] }, authorizations: [{ team_id: T, user_id: slack.botUserId, is_bot: true, is_enterprise_install: false }] }));
  await new Promise((r) => setTimeout(r, 1500));
  console.log(channel.transcript(), channel.transcript({ as: mallory }), images.requests.length, bot.log().slice(-600));
  // typed
  for (const text of [`/edit make it blue --image ${id}`, `/edit --image {"attached":"slack","reference":"${id}"} blue`, `/imagine x --references ${id}`]) {
    await mallory.in(channel).types(text);
    await new Promise((r) => setTimeout(r, 300));
  }
  console.log(channel.transcript({ as: mallory }), images.requests.length);
}, 20000);

test("odd bodies", async () => {
  const { slack, channel, post, bot, ada } = await forging();
  const T = slack.workspace.id;
  const user = { id: ada.id, name: "ada", team_id: T };
  const common = { team: { id: T }, user, api_app_id: slack.appId, token: "x", trigger_id: "1.2.3" };
  const event = (e: object) => ({ type: "event_callback", team_id: T, event_id: "E", event: e, authorizations: [{ team_id: T, is_enterprise_install: false }] });
  const bodies: [string, unknown, boolean?][] = [
    ["null", "null"], ["5", "5"], ["[]", "[]"], ["junk", "{"], ["empty", ""],
    ["event null", { type: "event_callback", event: null }],
    ["event {}", event({})],
    ["event unknown", event({ type: "reaction_added", item: { channel: channel.id } })],
    ["message no ts", event({ type: "message", channel: channel.id, user: ada.id, text: "x" })],
    ["message odd", event({ type: "message", channel: channel.id, ts: 5, user: ada.id, text: 3 })],
    ["app_home no tab", event({ type: "app_home_opened", user: ada.id })],
    ["uninstalled", event({ type: "app_uninstalled" })],
    ["tokens_revoked", event({ type: "tokens_revoked", tokens: {} })],
    ["rate limited", { type: "app_rate_limited", team_id: T }],
    ["grid event", { ...event({ type: "app_mention", channel: channel.id, ts: "1.000001", user: ada.id, text: `<@${slack.botUserId}> help`, team: T }), enterprise_id: "E1", authorizations: [{ team_id: null, enterprise_id: "E1", is_enterprise_install: true }] }],
    ["slash no text", { command: "/limner", team_id: T, channel_id: channel.id, user_id: ada.id, trigger_id: "9.9", response_url: `${slack.origin}/commands/x` }, true],
    ["slash unknown", { command: "/other", text: "--", team_id: T, channel_id: channel.id, user_id: ada.id, user_name: "a", trigger_id: "9.8", response_url: "http://evil.example/" }, true],
    ["slash evil response url", { command: "/limner", text: "usage", team_id: T, channel_id: channel.id, user_id: ada.id, user_name: "a", trigger_id: "9.7", response_url: "http://evil.example/" }, true],
    ["action none", { payload: JSON.stringify({ ...common, type: "block_actions", actions: [], container: {} }) }, true],
    ["action team null", { payload: JSON.stringify({ ...common, team: null, enterprise: { id: "E1" }, is_enterprise_install: false, type: "block_actions", container: { type: "message", channel_id: channel.id, message_ts: "1.1" }, channel: { id: channel.id }, actions: [{ type: "button", action_id: "v1:info:same:0", value: "zzzzzzzzzz" }] }) }, true],
    ["action weird", { payload: JSON.stringify({ ...common, type: "block_actions", container: {}, actions: [{ type: "button", action_id: "v1:__proto__:same", value: "constructor" }] }) }, true],
    ["action asking forged", { payload: JSON.stringify({ ...common, type: "block_actions", container: {}, actions: [{ type: "button", action_id: "v1-asking:imagine:same", value: "x" }] }) }, true],
    ["view bad state", { payload: JSON.stringify({ ...common, type: "view_submission", view: { id: "V1", callback_id: "v1-form", private_metadata: "{}", state: { values: {} }, blocks: [], team_id: T, app_installed_team_id: T } }) }, true],
    ["view no values", { payload: JSON.stringify({ ...common, type: "view_submission", view: { id: "V1", callback_id: "v1-form", private_metadata: JSON.stringify({ draft: "x", command: "imagine", audience: "public", filled: [] }), state: {}, blocks: [] } }) }, true],
    ["view forged filled", { payload: JSON.stringify({ ...common, type: "view_submission", view: { id: "V1", callback_id: "v1-form", private_metadata: JSON.stringify({ draft: "nobody", command: "imagine", audience: "public", filled: ["prompt"] }), state: { values: {} }, blocks: [] } }) }, true],
    ["view closed", { payload: JSON.stringify({ ...common, type: "view_closed", view: { id: "V1", callback_id: "v1-form", private_metadata: "", state: { values: {} }, blocks: [] } }) }, true],
    ["suggestion", { payload: JSON.stringify({ ...common, type: "block_suggestion", action_id: "x", value: "x", container: {} }) }, true],
    ["shortcut unknown", { payload: JSON.stringify({ ...common, type: "shortcut", callback_id: "nope" }) }, true],
    ["message action no message", { payload: JSON.stringify({ ...common, type: "message_action", callback_id: "v1-message:edit", channel: { id: channel.id }, response_url: "" }) }, true],
    ["message action null files", { payload: JSON.stringify({ ...common, type: "message_action", callback_id: "v1-message:edit", channel: { id: channel.id }, response_url: "", message: { type: "message", ts: "1.2", files: null, blocks: null, attachments: null } }) }, true],
    ["payload null", { payload: "null" }, true],
  ];
  let from = 0;
  for (const [name, body, form] of bodies) {
    const answer = await post(body, form).catch((e) => `FAILED ${e}`);
    await new Promise((r) => setTimeout(r, 60));
    const log = bot.log(); 
    console.log(name, "→", answer, "| log:", log.slice(from).slice(0, 260).replaceAll("\n", " "));
    from = log.length;
  }
  console.log(channel.transcript({ as: ada }), ada.direct.transcript({ as: ada }));
}, 30000);
