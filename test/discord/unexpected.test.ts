import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("an interaction that is not as it should be", () => {
  test("is answered all the same, and harms nobody else", async () => {
    const { discord, channel, ada, bob } = await inTrouble();
    const made = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await made.pictures();
    // What is asked while the connection is down comes when it is back: here otherwise than it was sent.
    discord.gateway.shuts();
    discord.gateway.drops();
    const asking = await bob.in(channel).presses("Info");
    const { interaction } = asking;
    if (!("message" in interaction) || !interaction.message) throw new Error("a button stands in a message");
    const ofNewKind = { type: 17 };
    Object.assign(interaction.message, { components: [ofNewKind] });
    discord.gateway.opens();
    const told = await asking.shows("Something went wrong inside Limner");
    expect(told.isEphemeral).toBe(true);
    const later = await ada.in(channel).runs("/imagine", { prompt: "a blue fox" });
    await later.pictures();
  });
});

describe("rows that cannot be read when something was acknowledged", () => {
  test("a form: the person is told, and nothing says for ever that it is being taken in", async () => {
    const { discord, channel, ada, bob, sees, spoil } = await withRowsToSpoil();
    const made = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await made.pictures();
    const opened = await bob.in(channel).presses("Edit");
    const form = await opened.form();
    spoil("drafts");
    const submitted = await form.submits({ [form.labels()[0] ?? ""]: "at night" });
    await submitted.shows("Something went wrong inside Limner");
    await discord.until(() => !sees(bob).includes("Taking it in"));
    expect(sees(ada)).not.toContain("Something went wrong");
  });

  test("a mention: so is whoever said it", async () => {
    const { discord, channel, ada, sees, spoil } = await withRowsToSpoil();
    spoil("jobs");
    await ada.in(channel).says("@Limner a red fox");
    await discord.until(() => sees(ada).includes("Something went wrong inside Limner"));
    await discord.until(() => !sees(ada).includes("Taking it in"));
  });
});

async function withRowsToSpoil() {
  const folder = await mkdtemp(join(tmpdir(), "limner-spoiled-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const scene = await inTrouble({ env: { DATA_DIR: folder } });
  return {
    ...scene,
    spoil(table: string) {
      const file = new DatabaseSync(join(folder, "limner.db"), { timeout: 5_000 });
      file.exec(`alter table ${table} rename to gone`);
      file.close();
    },
  };
}
