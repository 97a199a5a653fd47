import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { type InTrouble, inTrouble } from "./in-trouble.ts";

describe("the rows cannot be read when somebody", () => {
  test("mentions the bot: they are told, and nothing is painted", async () => {
    const { ada, channel, paid, reads, loses } = await withRows();
    loses("jobs");
    await ada.in(channel).mentions("a red fox", { thread: await ada.in(channel).says("look here") });
    await reads(ada, wentWrong);
    expect(paid()).toBe(0);
  });

  test("sends a form: they are told", async () => {
    const { ada, channel, paid, reads, loses } = await withRows();
    const form = await (await ada.in(channel).types("/imagine")).form();
    loses("drafts");
    await form.submits({ Prompt: "a red fox" });
    await reads(ada, wentWrong);
    expect(paid()).toBe(0);
  });

  test("presses the button of an acknowledgement: they are told", async () => {
    const { ada, channel, reads, loses, results } = await withRows();
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    loses("inbox");
    await ada.in(channel).presses("Cancel");
    await reads(ada, wentWrong);
  });
});

const wentWrong = "went wrong";

/** The bot, and a hand at its database. */
async function withRows(): Promise<InTrouble & { loses(table: string): void }> {
  const folder = await mkdtemp(join(tmpdir(), "limner-rows-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const told = await inTrouble({ env: { DATA_DIR: folder } });
  const rows = new DatabaseSync(join(folder, "limner.db"), { timeout: 5_000 });
  onTestFinished(() => rows.close());
  return { ...told, loses: (table) => rows.exec(`alter table ${table} rename to lost`) };
}
