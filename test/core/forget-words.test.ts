import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { personScope } from "#core/scopes.ts";
import { ada, type Desk, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";
import { quarteredPng } from "#test/images.ts";

const asker = { ...ada, name: "Quagga" };
const bob = { ...ada, id: "bob", name: "Bob" };
const operator = { ...bob, id: "eve", name: "Eve", right: "operator" as const };

/** Every field of every table that holds these words, as `table.column` and the row's key. */
function fieldsWith(folder: string, sought: RegExp): readonly string[] {
  const file = new DatabaseSync(join(folder, "limner.db"), { readOnly: true });
  const tables = file.prepare("select name from sqlite_master where type = 'table'").all();
  const found = tables.flatMap(({ name: table }) =>
    file
      .prepare(`select * from "${table}"`)
      .all()
      .flatMap((row) =>
        Object.entries(row)
          .filter(([, value]) => sought.test(String(value)))
          .map(([column]) => `${table}.${column} of ${Object.values(row)[0]}`),
      ),
  );
  file.close();
  return found;
}

async function say(open: Desk, command: string, values: object, actor = asker) {
  await open.asks(command, { ...values }, { actor });
  return open.nextAnswer();
}

test("no row holds a word or the name of somebody who is forgotten, but what others asked for in the same words", async () => {
  const files = new Map([["xylophone.png", await quarteredPng({ width: 64, height: 64 })]]);
  const open = await desk(modelAt(await imageServer()), { files });
  const attached = { attached: "desk", reference: "xylophone.png", name: "xylophone.png", bytes: null };
  const painted = await say(open, "imagine", { prompt: "a xylophone" });
  const subject = painted.result?.jobId ?? "";
  await say(open, "edit", { image: attached, prompt: "another xylophone" });
  await say(open, "settings", { name: "quality", value: "high" });
  await say(open, "history", {});
  open.studio.draft({
    ...{ command: "imagine", trigger: "slash", values: { prompt: "one xylophone more" }, actor: asker },
    place: { platform: "desk", workspace: "house", channel: "hall", thread: null },
    ...{ replyTo: { platform: "desk", session: null, audience: "public", locale: "en", data: {} }, dedupeKey: "form" },
  });
  const again = await say(open, "again", { subject }, bob);
  for (const command of ["info", "original", "post"]) await say(open, command, { subject }, bob);
  await say(open, "edit", { image: subject, prompt: "with a hat" }, bob);
  await say(open, "history", {}, bob);
  await say(open, "usage", { by: "person" }, operator);
  expect(fieldsWith(open.folder, /xylophone|Quagga/).length).toBeGreaterThan(5);

  await say(open, "forget", { sure: true });
  expect(fieldsWith(open.folder, /xylophone|Quagga/)).toEqual([`jobs.request of ${again.result?.jobId}`]);
  expect(await open.records.transaction(({ settings }) => settings.all(personScope(asker)))).toEqual({});
});

test("nor does a byte of the database hold them, once its log is written back", async () => {
  const open = await desk(modelAt(await imageServer()));
  const words = Array.from({ length: 12 }, (_, nth) => `a xylophone ${"and a bell ".repeat(nth * 40)}`);
  for (const prompt of words) await say(open, "imagine", { prompt });
  const path = join(open.folder, "limner.db");
  const bytes = async () => {
    const file = new DatabaseSync(path);
    expect(file.prepare("pragma wal_checkpoint(truncate)").get()).toMatchObject({ busy: 0 });
    file.close();
    return (await readFile(path)).toString("latin1");
  };
  expect(await bytes()).toMatch(/xylophone.*Quagga|Quagga.*xylophone/s);
  await say(open, "forget", { sure: true });
  expect(await bytes()).not.toMatch(/xylophone|bell|Quagga/);
});
