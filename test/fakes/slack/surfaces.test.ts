import type { App } from "@slack/bolt";
import { expect, test } from "vitest";
import { quarteredPng } from "#test/images.ts";
import { bolt, fake } from "./scene.ts";
import { codeOf, uploads } from "./try-bolt.ts";

async function fakeWith(listen: (app: App) => void) {
  const scene = await fake();
  await bolt(scene.slack, listen);
  return scene;
}

const plain = (text: string) => ({ type: "plain_text" as const, text });
const button = { type: "button" as const, text: plain("Recent"), action_id: "recent" };

test("the home shows what was published, and its buttons work", async () => {
  const { slack, ada } = await fakeWith((app) => {
    app.event("app_home_opened", async ({ event, client }) => {
      const blocks = [
        { type: "header" as const, text: plain(`${event.tab} of <@${event.user}>`) },
        { type: "actions" as const, elements: [button] },
      ];
      await client.views.publish({ user_id: event.user, view: { type: "home", blocks } });
    });
    app.action("recent", async ({ ack, body, client }) => {
      await ack();
      const blocks = [{ type: "section" as const, text: plain("Nothing yet") }];
      await client.views.publish({ user_id: body.user.id, view: { type: "home", blocks } });
    });
  });
  const home = await ada.opensHome();
  await home.presses("Recent");
  await slack.until(() => home.transcript() === "Nothing yet", { what: "the new home" });
  expect([...slack.trouble, ...slack.refusals]).toEqual([]);
});

test("a status shows in its thread until an answer, or for two minutes", async () => {
  const { slack, ada, bo, general, client } = await fake();
  const message = await ada.in(general).says("a fox");
  const status = (ts: string) =>
    client.assistant.threads.setStatus({ channel_id: general.id, thread_ts: ts, status: "is drawing…" });
  await status(message.ts);
  expect(general.transcript()).toBe("#general\nada: a fox\n  | (Limner is drawing…)");
  await client.chat.postMessage({ channel: general.id, thread_ts: message.ts, text: "Done" });
  expect(general.statuses()).toEqual([]);
  await status(message.ts);
  slack.passes({ minutes: 2 });
  await slack.until(() => general.statuses().length === 0, { what: "the end of the status" });
  expect(await codeOf(status("1.000001"))).toBe("invalid_thread_ts");
  await client.chat.postEphemeral({ channel: general.id, user: bo.id, text: "Only you" });
  expect(general.transcript({ as: bo })).toContain("Limner (only you): Only you");
  expect(general.transcript({ as: ada })).not.toContain("Only you");
});

test("views are pushed, updated and cleared; a select loads its options", async () => {
  const view = (title: string, blocks: object[]) => ({
    type: "modal" as const,
    callback_id: title,
    title: plain(title),
    submit: plain("Go"),
    notify_on_close: true,
    blocks: blocks.map((block) => ({ ...block, type: "input", label: plain("Model") })),
  });
  const external = { element: { type: "external_select", action_id: "model", min_query_length: 0 }, block_id: "b" };
  const typed = { element: { type: "plain_text_input", action_id: "text" }, block_id: "c" };
  const closed = Promise.withResolvers<string>();
  const chosen = Promise.withResolvers<unknown>();
  const { ada } = await fakeWith((app) => {
    app.shortcut("create_image", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: view("First", [external]) });
    });
    app.options("model", async ({ ack, payload }) => {
      await ack({ options: [{ text: plain(`${payload.value}-2`), value: "2" }] });
    });
    app.view("First", async ({ ack, view: submitted }) => {
      chosen.resolve(submitted.state.values.b?.model?.selected_option?.text.text);
      await ack({ response_action: "push", view: view("Second", [typed]) });
    });
    app.view("Second", async ({ ack }) => await ack({ response_action: "update", view: view("Third", [typed]) }));
    app.view("Third", async ({ ack }) => await ack({ response_action: "clear" }));
    app.view({ type: "view_closed", callback_id: "First" }, async ({ ack, view }) => {
      await ack();
      closed.resolve(view.callback_id);
    });
  });
  const first = await (await ada.usesShortcut("Create image")).form();
  const { form: second } = await first.submits({ Model: "gpt" });
  expect([await chosen.promise, second?.title()]).toEqual(["gpt-2", "Second"]);
  const { form: third } = (await second?.submits({ Model: "a" })) ?? { form: null };
  expect([third?.title(), third?.isOpen()]).toEqual(["Third", true]);
  expect(await third?.submits({ Model: "b" })).toEqual({ errors: null, form: null });
  expect(first.isOpen()).toBe(false);
  const again = await (await ada.usesShortcut("Create image")).form();
  await again.closes();
  expect(await closed.promise).toBe("First");
});

test("a message shortcut brings the message and its files from where the app is not", async () => {
  const { slack, ada, client } = await fakeWith((app) => {
    app.shortcut("edit_image", async ({ ack, shortcut, respond }) => {
      await ack();
      const files = shortcut.type === "message_action" ? shortcut.message.files : [];
      await respond({ text: `${files?.length} file in ${shortcut.type}`, response_type: "ephemeral" });
    });
  });
  const elsewhere = slack.channel("elsewhere", { botIsMember: false, private: true });
  const bytes = await quarteredPng({ width: 8, height: 8 });
  const message = await ada.in(elsewhere).shares({ name: "IMG_1.HEIC", bytes, thumbnail: bytes });
  const answer = await (await ada.in(elsewhere).usesShortcut("Edit image", message)).answer();
  expect(answer.text()).toBe("1 file in message_action");
  const [heic] = message.files();
  expect(await codeOf(client.files.info({ file: heic?.id ?? "" }))).toBe("file_not_found");
  const [json] = Array.isArray(message.json().files) ? [message.json().files].flat() : [];
  expect(json).toMatchObject({ filetype: "heic", thumb_1024: expect.stringContaining("/files-tmb/") });
});

test("history finds one message by its timestamp, and not when both ends are set", async () => {
  const { slack, ada, general, client } = await fake();
  await ada.in(general).says("one");
  const two = await ada.in(general).says("two", { appearsInHistoryAfter: 1 });
  const find = async (more: object) =>
    (
      await client.conversations.history({ channel: general.id, latest: two.ts, inclusive: true, limit: 1, ...more })
    ).messages?.map(({ text }) => text);
  expect(await find({})).toEqual(["one"]);
  expect(await find({})).toEqual(["two"]);
  expect(await find({ oldest: two.ts })).toEqual([]);
  slack.workspace.revokes("channels:history");
  expect(await codeOf(find({}))).toBe("missing_scope");
});

test("what was uploaded goes away with its file, and an answer for all shows the command", async () => {
  const { slack, ada, bo, general, client } = await fakeWith((app) => {
    app.command("/imagine", async ({ ack }) => await ack({ response_type: "in_channel", text: "For all" }));
  });
  await (await ada.in(general).types("/imagine a fox")).acknowledged();
  expect(general.transcript({ as: bo })).toBe("#general\nada: /imagine a fox\nLimner: For all");
  slack.sharing.whenTold();
  const id = await uploads(client, await quarteredPng({ width: 8, height: 8 }), { channel_id: general.id });
  slack.sharing.now();
  expect(general.transcript()).toContain('[picture "a fox" 8x8 png]');
  await client.files.delete({ file: id });
  expect(general.messages()).toHaveLength(2);
  expect(await codeOf(client.files.info({ file: id }))).toBe("file_deleted");
  expect(slack.requests("acknowledgement").map(({ arguments: sent }) => sent?.text)).toEqual(["For all"]);
});

test("a button's response URL replaces and deletes what the button stands in", async () => {
  const { slack, ada, general, client } = await fakeWith((app) => {
    app.command(
      "/imagine",
      async ({ ack }) => await ack({ text: "Painting", blocks: [{ type: "actions", elements: [button] }] }),
    );
    app.action("recent", async ({ ack, respond, body }) => {
      await ack();
      const isEphemeral = body.type === "block_actions" && body.container.is_ephemeral === true;
      await respond(isEphemeral ? { delete_original: true } : { text: "Once", replace_original: false });
    });
  });
  await ada.in(general).types("/imagine a fox");
  await ada.in(general).presses("Recent");
  await slack.until(() => general.messages({ as: ada }).length === 0, { what: "the end of the acknowledgement" });
  const posted = await client.chat.postMessage({
    channel: general.id,
    text: "a",
    blocks: [{ type: "actions", elements: [button] }],
  });
  await client.chat.update({ channel: general.id, ts: posted.ts ?? "", text: "b" });
  expect(general.messages()[0]?.buttons()).toEqual(["Recent"]);
  await ada.in(general).presses("Recent");
  await slack.until(() => general.messages({ as: ada }).length === 2, { what: "one more message" });
  await client.chat.update({ channel: general.id, ts: posted.ts ?? "", text: "[1]", blocks: [] });
  expect(general.transcript({ as: ada })).toBe("#general\nLimner: [1]\nLimner (only you): Once");
});
