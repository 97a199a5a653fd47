import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { quarteredPng } from "#test/images.ts";
import { inTrouble } from "./in-trouble.ts";

describe("a form", () => {
  test("comes too late for its trigger: the person is told to click once more, and nothing was asked", async () => {
    const { slack, ada, channel, reads, sees, images } = await inTrouble();
    const opening = slack.hold("views.open");
    await ada.in(channel).types("/imagine");
    await opening.reached;
    slack.passes({ seconds: 4 });
    opening.open();
    await reads(ada, "too long");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): That took too long for Slack to open the form. Nothing was asked; please click once more."
    `);
    expect(slack.refusals).toEqual(["views.open: expired_trigger_id"]);
    expect(images.requests).toEqual([]);
  });

  test("whose trigger was used already is not opened twice: the command came a second time", async () => {
    const { slack, ada, channel, reads } = await inTrouble();
    const asking = await ada.in(channel).types("/imagine");
    const form = await asking.form();
    await asking.sendAgain();
    await reads(ada, "too long");
    expect(slack.refusals).toEqual(["views.open: exchanged_trigger_id"]);
    expect(form.isOpen()).toBe(true);
  });

  test("is opened while Slack limits how often messages are looked up", async () => {
    const { slack, ada, bob, channel, results } = await inTrouble();
    await ada.in(channel).types("/imagine a red fox");
    const result = await results(1);
    slack.limits("conversations.history", { retryAfterSeconds: 1 });
    await bob.in(channel).mentions("an owl");
    await slack.until(() => slack.requests("conversations.history").length > 0);
    expect((await (await ada.in(channel).presses("Edit", result)).form()).isOpen()).toBe(true);
    expect(slack.requests("conversations.history")).toHaveLength(1);
  });

  test("is on disk before Slack is told anything about the files in it", async () => {
    const { slack, ada, channel, results } = await inTrouble();
    const preview = await quarteredPng({ width: 320, height: 240 });
    const photo = { name: "photo.heic", bytes: preview, thumbnail: preview };
    const form = await (await ada.in(channel).types("/edit make it night")).form();
    const telling = slack.hold("chat.postEphemeral");
    await form.submits({ Image: photo });
    await results(1);
    expect(telling.waiting()).toBe(1);
    telling.open();
  });

  test("is submitted twice: one picture is painted", async () => {
    const { ada, channel, reads, results, images, sees } = await inTrouble();
    const asking = await ada.in(channel).types("/imagine");
    const form = await asking.form();
    await Promise.all([form.submits({ Prompt: "a red fox" }), form.submits({ Prompt: "a red fox" })]);
    await results(1);
    await reads(ada, "sent already");
    expect(sees(ada).match(/\[picture/g)).toHaveLength(1);
    expect(images.requests).toHaveLength(1);
  });

  test("is older than what was kept of it: the person is told, and nothing is painted", async () => {
    const folder = await mkdtemp(join(tmpdir(), "limner-drafts-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const { slack, ada, channel, images, reads, sees, seesDirect } = await inTrouble({ env: { DATA_DIR: folder } });
    const photo = { name: "photo.png", bytes: await quarteredPng({ width: 640, height: 480 }) };
    const asking = await ada.in(channel).types("/edit make it night");
    const form = await asking.form();
    const rows = new DatabaseSync(join(folder, "limner.db"), { timeout: 5_000 });
    onTestFinished(() => rows.close());
    await slack.until(() => Number(rows.prepare("delete from drafts").run().changes) > 0);
    await form.submits({ Image: photo });
    await reads(ada, "form");
    expect(`${sees(ada)}\n${seesDirect(ada)}`).toMatchInlineSnapshot(`
      "#general
      Limner (only you): This form was sent already, or is too old. If nothing came of it, nothing was charged: open it again.
      @ada @Limner"
    `);
    expect(images.requests).toEqual([]);
  });
});
