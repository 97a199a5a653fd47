import { describe, expect, test } from "vitest";
import { quarteredPng } from "#test/images.ts";
import { bolt, fake } from "./slack/scene.ts";
import { file } from "./slack/slack.ts";
import type { FakeSlack } from "./slack/slack-types.ts";
import { codeOf, uploads, webClient } from "./slack/try-bolt.ts";

const picture = await quarteredPng({ width: 64, height: 48 });
const button = { type: "button", text: { type: "plain_text", text: "Again" }, action_id: "again", value: "v1:again:1" };
const blocks = [
  { type: "section", text: { type: "plain_text", text: "a red fox" } },
  { type: "actions", elements: [button] },
];

describe("a conversation through a socket", () => {
  test("is told as people see it: a command, its picture, a button, a reply in the thread", async () => {
    const { slack, ada, bo, general, client } = await fake();
    await bolt(slack, (app) => {
      app.command("/imagine", async ({ ack, command, respond }) => {
        await ack(`Painting ${command.text}…`);
        await uploads(client, picture, { channel_id: command.channel_id, blocks });
        await respond({ text: "Done." });
      });
      app.action("again", async ({ ack, body, client }) => {
        await ack();
        const channel = body.channel?.id ?? "";
        const threadTs = "message" in body ? body.message?.ts : undefined;
        await client.chat.postMessage({ channel, text: `Once more for <@${body.user.id}>`, thread_ts: threadTs ?? "" });
      });
    });
    const asking = await ada.in(general).types("/imagine a red fox --n 2");
    expect(asking.payload).toMatchObject({ command: "/imagine", text: "a red fox --n 2", channel_name: "general" });
    expect(await asking.acknowledged()).toMatchObject({ text: "Painting a red fox --n 2…" });
    await slack.until(() => general.transcript({ as: ada }).includes("Done."), { what: "the answer" });
    await bo.in(general).presses("Again");
    await slack.until(() => general.transcript().includes("Once more"), { what: "the second answer" });
    expect(general.transcript({ as: ada })).toBe(
      [
        "#general",
        "Limner (only you): Painting a red fox --n 2…",
        "Limner (only you): Done.",
        "Limner: a red fox",
        '  [picture "a fox" 64x48 png]',
        "  [Again]",
        "  | Limner: Once more for @bo",
      ].join("\n"),
    );
    expect(general.transcript({ as: bo })).not.toContain("Done.");
    const [shown] = general.messages();
    expect(shown?.files()[0]?.bytes()).toEqual(Uint8Array.from(picture));
    expect([...slack.trouble, ...slack.refusals]).toEqual([]);
  });

  test("opens a form once and in time, shows errors at its fields, and brings files", async () => {
    const { slack, ada, general, client } = await fake();
    const view = {
      type: "modal" as const,
      callback_id: "edit",
      title: { type: "plain_text" as const, text: "Edit image" },
      submit: { type: "plain_text" as const, text: "Edit" },
      blocks: [
        {
          type: "input",
          block_id: "prompt",
          label: { type: "plain_text", text: "Prompt" },
          element: { type: "plain_text_input", action_id: "p", initial_value: "snow" },
        },
        {
          type: "input",
          block_id: "image",
          label: { type: "plain_text", text: "Image" },
          element: { type: "file_input", action_id: "f", max_files: 1 },
        },
      ],
    };
    const brought = Promise.withResolvers<string>();
    await bolt(slack, (app) => {
      app.command("/edit", async ({ ack, body, client }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view });
      });
      app.view("edit", async ({ ack, view }) => {
        const prompt = view.state.values.prompt?.p?.value;
        if (prompt === "snow") return await ack({ response_action: "errors", errors: { prompt: "Say more." } });
        await ack();
        brought.resolve(view.state.values.image?.f?.files?.[0]?.url_private_download ?? "");
      });
    });
    const asking = await ada.in(general).types("/edit");
    const form = await asking.form();
    expect([form.title(), ...form.labels(), form.prefilled("Prompt")]).toEqual([
      "Edit image",
      "Prompt",
      "Image",
      "snow",
    ]);
    await expect(form.submits({})).rejects.toThrow("Image: Please complete this required field.");
    const images = [file("cat.png", picture)];
    expect((await form.submits({ Image: images })).errors).toEqual({ Prompt: "Say more." });
    expect(await form.submits({ Prompt: "much snow" })).toEqual({ errors: null, form: null });
    expect(await downloaded(slack, await brought.promise)).toEqual(picture);
    expect(await codeOf(client.views.open({ trigger_id: asking.triggerId, view }))).toBe("exchanged_trigger_id");
    const late = await ada.usesShortcut("Create image");
    slack.passes({ seconds: 4 });
    expect(await codeOf(client.views.open({ trigger_id: late.triggerId, view }))).toBe("expired_trigger_id");
    const wrong = { ...view, title: { type: "plain_text" as const, text: "A title that is longer than Slack allows" } };
    expect(await codeOf(client.views.open({ trigger_id: late.triggerId, view: wrong }))).toBe("invalid_arguments");
  });

  test("says what a person reads when nobody acknowledges, and when nobody is there", async () => {
    const { slack, ada, general } = await fake();
    slack.deliveries.deadlineMs = 40;
    const unheard = await ada.in(general).types("/imagine a fox");
    await expect(unheard.acknowledged()).rejects.toThrow("dispatch_failed");
    await bolt(slack, (app) => app.error(async () => undefined));
    const unanswered = await ada.in(general).types("/imagine a fox");
    await expect(unanswered.acknowledged()).rejects.toThrow("operation_timeout");
    expect(general.transcript({ as: ada })).toContain('! /imagine failed with the error "operation_timeout"');
    await expect(ada.in(general).types("/draw a fox")).rejects.toThrow("not a valid command");
    const message = await ada.in(general).says("hello");
    await expect(ada.in(general).types("/imagine a fox", { thread: message })).rejects.toThrow(
      "not supported in threads",
    );
  });

  test("gives five uses of a response URL, for half an hour", async () => {
    const { slack, ada, general } = await fake();
    await bolt(slack, (app) => app.command("/imagine", async ({ ack }) => await ack()));
    const asking = await ada.in(general).types("/imagine a fox");
    const respond = async (body: object): Promise<number> =>
      (await fetch(asking.responseUrl ?? "", { method: "POST", body: JSON.stringify(body) })).status;
    for (const text of ["1", "2", "3", "4"]) expect(await respond({ text, replace_original: true })).toBe(200);
    // A slash command's answers stay: bolt-js#2287.
    expect(general.messages({ as: ada }).map((message) => message.text())).toEqual(["1", "2", "3", "4"]);
    expect(await respond({ delete_original: true })).toBe(404);
    expect(await respond({ text: "6" })).toBe(404);
    const old = await ada.in(general).types("/imagine a fox");
    slack.passes({ minutes: 31 });
    expect((await fetch(old.responseUrl ?? "", { method: "POST", body: '{"text":"late"}' })).status).toBe(404);
    const refusals = ["message_not_found", "used_url", "expired_url"].map((code) => `response_url: ${code}`);
    expect(slack.refusals).toEqual(refusals);
  });
});

async function downloaded(slack: FakeSlack, url: string): Promise<Buffer> {
  const first = await fetch(url, { headers: { authorization: `Bearer ${slack.botToken}` }, redirect: "manual" });
  expect(first.status).toBe(302);
  const location = first.headers.get("location") ?? "";
  expect((await fetch(location, { headers: { authorization: `Bearer ${slack.botToken}` } })).status).toBe(400);
  return Buffer.from(await (await fetch(location)).arrayBuffer());
}

describe("files", () => {
  test("are shared once their three calls are right, and a moment later", async () => {
    const { slack, ada, general, client } = await fake();
    const parent = await ada.in(general).says("a fox, please");
    const reply = await ada.in(general).says("soon", { thread: parent });
    slack.sharing.afterLooking(2);
    const id = await uploads(client, picture, {
      channel_id: general.id,
      thread_ts: parent.ts,
      initial_comment: "Here",
      blocks,
    });
    const look = async () => (await client.files.info({ file: id })).file?.shares?.public?.[general.id]?.[0]?.ts;
    expect([await look(), await look()]).toEqual([undefined, undefined]);
    const ts = await look();
    expect(general.messages().at(-1)).toMatchObject({ ts, threadTs: parent.ts });
    // Blocks are ignored beside a comment.
    expect(general.messages().at(-1)?.buttons()).toEqual([]);
    const complete = { files: [{ id, title: "fox" }], channel_id: general.id };
    expect(await codeOf(client.apiCall("files.completeUploadExternal", complete))).toBe("file_not_found");
    slack.sharing.never();
    const lost = await uploads(client, picture, { channel_id: general.id });
    await client.files.info({ file: lost });
    expect((await client.files.info({ file: lost })).file?.shares).toEqual({});
    const refused = async (about: object): Promise<string> => await codeOf(uploads(client, picture, { ...about }));
    expect(await refused({ channel_id: general.id, thread_ts: reply.ts })).toBe("thread_not_found");
    expect(await refused({ channel_id: ada.id })).toBe("invalid_arguments");
    expect(await refused({ channel_id: general.id, blocks: [{ type: "markdown", text: "**a**" }] })).toBe(
      "internal_error",
    );
    expect(await codeOf(uploads(client, picture, {}, "a".repeat(1001)))).toBe("alt_txt_too_large");
    expect(slack.requests("upload")[0]).toMatchObject({
      uploadedBytes: picture.byteLength,
      answer: `OK - ${picture.byteLength}`,
    });
  });

  test("take neither a token nor other bytes than announced", async () => {
    const { slack, client } = await fake();
    const { upload_url } = await client.files.getUploadURLExternal({ filename: "a.png", length: 3 });
    const send = async (init: RequestInit) => (await fetch(String(upload_url), { method: "POST", ...init })).status;
    expect(await send({ body: "1234" })).toBe(400);
    expect(await send({ body: "123", headers: { authorization: `Bearer ${slack.botToken}` } })).toBe(400);
    expect(await send({ body: "123" })).toBe(200);
    slack.workspace.refusesUploads("file_uploads_disabled");
    expect(await codeOf(uploads(client, picture))).toBe("file_uploads_disabled");
  });

  test("are read with the right only, and never with the token at the CDN", async () => {
    const { slack, ada, general } = await fake();
    const message = await ada
      .in(general)
      .shares(file("cat.png", picture), file("d.png", picture, { remoteUrl: "https://example.com/d" }));
    const [own, remote] = filesOf(message.json());
    expect(remote).toMatchObject({ mode: "external", url_private: "https://example.com/d" });
    const url = String(own?.url_private_download);
    expect(await downloaded(slack, url)).toEqual(picture);
    slack.workspace.revokes("files:read");
    const login = await fetch(url, { headers: { authorization: `Bearer ${slack.botToken}` }, redirect: "manual" });
    expect([login.status, login.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    await ada.in(general).deletesFile("cat.png", message);
    expect(filesOf(message.json())[0]).toEqual({ id: own?.id, mode: "tombstone" });
    expect(general.transcript()).toContain("[deleted file]");
  });
});

function filesOf(message: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(message.files) ? message.files : [];
}

describe("what is refused", () => {
  test("without membership, without scope, in the archive, and of other people's", async () => {
    const { slack, ada, bo, general, client } = await fake();
    const open = slack.channel("open", { botIsMember: false });
    const hidden = slack.channel("hidden", { botIsMember: false, private: true });
    const old = slack.channel("old", { isArchived: true });
    const post = (channel: string) => codeOf(client.chat.postMessage({ channel, text: "hello" }));
    expect(await post(open.id)).toBe("not_in_channel");
    expect(await post(hidden.id)).toBe("channel_not_found");
    expect(await post(slack.directMessage(ada, bo).id)).toBe("channel_not_found");
    expect(await post(old.id)).toBe("is_archived");
    expect(await post(ada.id)).toBe("ok");
    expect(await codeOf(uploads(client, picture, { channel_id: open.id }))).toBe("not_in_channel");
    expect((await client.conversations.info({ channel: open.id })).channel?.is_member).toBe(false);
    await client.conversations.join({ channel: open.id });
    expect(await post(open.id)).toBe("ok");
    const message = await ada.in(general).says("mine");
    expect(await codeOf(client.chat.delete({ channel: general.id, ts: message.ts }))).toBe("cant_delete_message");
    slack.workspace.revokes("files:write");
    const missing = client.apiCall("files.getUploadURLExternal", { filename: "a.png", length: 1 });
    await expect(missing).rejects.toMatchObject({ data: { error: "missing_scope", needed: "files:write" } });
    expect(await codeOf(webClient(slack, "xoxb-wrong").auth.test())).toBe("invalid_auth");
    expect((await client.auth.test()).response_metadata?.scopes).toContain("chat:write");
  });

  test("blocks that Slack would not show", async () => {
    const { general, client } = await fake();
    const post = (blocks: object[]) => codeOf(client.apiCall("chat.postMessage", { channel: general.id, blocks }));
    const section = { type: "section", text: { type: "mrkdwn", text: "a" } };
    const actions = (element: object) => [{ type: "actions", elements: [element] }];
    expect(await post([section])).toBe("ok");
    expect(await post(Array.from({ length: 51 }, () => section))).toBe("invalid_blocks");
    expect(await post([{ type: "section", text: { type: "mrkdwn", text: "a".repeat(3001) } }])).toBe("invalid_blocks");
    expect(await post(actions({ ...button, text: { type: "plain_text", text: "a".repeat(76) } }))).toBe(
      "invalid_blocks",
    );
    expect(await post(actions({ ...button, value: "a".repeat(2001) }))).toBe("invalid_blocks");
    expect(await post([{ type: "alert", text: { type: "plain_text", text: "no" } }])).toBe("invalid_blocks");
    expect(await post([{ type: "image", alt_text: "a", slack_file: { id: "F000000000" } }])).toBe("invalid_blocks");
    const long = { type: "section", text: { type: "mrkdwn", text: "a".repeat(2900) } };
    expect(await post([long, long, long, long, long])).toBe("msg_blocks_too_long");
  });

  test("what the test arranges: limits, failures before and after the effect, a held route", async () => {
    const { slack, general, client } = await fake();
    const post = () => client.chat.postMessage({ channel: general.id, text: "hello" });
    slack.limits("chat.postMessage", { retryAfterSeconds: 7 });
    expect(await codeOf(post())).toBe("ratelimited for 7 s");
    slack.fails("chat.postMessage", { error: "fatal_error", afterEffect: true }, 1);
    expect(await codeOf(post())).toBe("fatal_error");
    slack.drops("chat.postMessage", { afterEffect: true });
    await expect(post()).rejects.toThrow();
    expect(general.messages()).toHaveLength(2);
    const gate = slack.hold("chat.postMessage");
    const held = post();
    await gate.reached;
    expect(general.messages()).toHaveLength(2);
    gate.open();
    await held;
    expect(general.messages()).toHaveLength(3);
  });
});
