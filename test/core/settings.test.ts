import { describe, expect, test } from "vitest";
import type { Answer } from "#core/answer.ts";
import { channelScope, personScope, roleScope, totalScope, workspaceScope } from "#core/scopes.ts";
import { settingNames } from "#core/setting-names.ts";
import { readDollars } from "#core/setting-values.ts";
import { words } from "#core/words.ts";
import { ada, type Desk, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";

const mod = { ...ada, id: "mod", name: "Mo", right: "moderator" as const };
const operator = { ...mod, id: "op", right: "operator" as const };

async function opened() {
  const server = await imageServer();
  return { server, ...(await desk(modelAt(server), { limits: { monthlyMicros: 9_000_000 } })) };
}

async function say(open: Desk, values: object, actor: object = ada): Promise<Answer> {
  await open.asks("settings", { ...values }, { actor: { ...ada, ...actor } });
  return open.nextAnswer();
}

async function sentence(open: Desk, values: object, actor: object = ada): Promise<string> {
  return (await say(open, values, actor)).text.map((one) => words(one, "en")).join(" ");
}

function table({ facts }: Answer): Readonly<Record<string, string>> {
  return Object.fromEntries(facts.map(({ label, value }) => [words(label, "en"), words(value, "en")]));
}

function stored({ records }: Desk, scope: string) {
  return records.transaction(({ settings }) => settings.all(scope));
}

describe("one's own defaults", () => {
  test("are used when nobody says, and are told with where each comes from", async () => {
    const open = await opened();
    expect(await sentence(open, { name: "quality", value: "Low" })).toBe("quality is low now, for you.");
    expect(await sentence(open, { name: "size", value: "portrait", for: "workspace" }, mod)).toBe(
      "size is 1024x1536 now, for this workspace.",
    );
    await say(open, { name: "quality", value: "high", for: "channel" }, mod);
    expect(table(await say(open, {}))).toEqual({
      model: "gpt-image-2 (the operator's)",
      quality: "low (yours)",
      size: "1024x1536 (this workspace's)",
    });
    await open.asks("imagine", { prompt: "a fox" });
    await open.nextAnswer();
    expect(open.server.requests[0]?.fields).toMatchObject({ quality: "low", size: "1024x1536" });

    expect(await sentence(open, { name: "quality" })).toMatch(/^quality is low, for you\. Give a value to set it/);
    expect(await sentence(open, { name: "quality", value: "default" })).toBe("quality is not set any more, for you.");
    expect(table(await say(open, {}))).toMatchObject({ quality: "high (this channel's)" });
  });

  test.each<[string, string, RegExp]>([
    ["model", "dall-e-9", /^There is no model dall-e-9 here\. Choose one of: gpt-image-2,/],
    ["quality", "ultra", /^gpt-image-2 has no quality ultra\. It knows: low, medium, high\.$/],
    ["size", "huge", /^huge is not a size\./],
    ["size", "1000x1000", /^1000x1000 is not possible: width and height must be multiples of 16\./],
    ["daily-budget", "5", /^daily-budget cannot be set for you\. It can be set for: person, role, channel,/],
    ["private", "yes", /^name cannot be private\. Choose one of: model, /],
  ])("%s cannot be %s", async (name, value, expected) => {
    const open = await opened();
    expect(await sentence(open, { name, value })).toMatch(expected);
    expect(await stored(open, personScope(ada))).toEqual({});
  });
});

describe("limits and lists of a place", () => {
  test("are typed as people write them and hold at once", async () => {
    const open = await opened();
    expect(await sentence(open, { name: "daily-budget", value: "$0.01", for: "channel" }, mod)).toBe(
      "daily-budget is $0.010 now, for this channel.",
    );
    await open.asks("imagine", { prompt: "a fox" });
    expect(await open.nextAnswer()).toMatchObject({ problem: "limited" });
    await say(open, { name: "daily-budget", value: "default", for: "channel" }, mod);
    await say(open, { name: "blocked", value: "yes", person: "ada" }, mod);
    await open.asks("imagine", { prompt: "a fox" });
    expect(await open.nextAnswer()).toMatchObject({ problem: "forbidden" });
    expect(await sentence(open, { name: "blocked", value: "no", person: "ada" }, mod)).toBe(
      "blocked is not set any more, for the person ada.",
    );
    await say(open, { name: "channels", value: "kitchen, here", for: "workspace" }, mod);
    await open.asks("imagine", { prompt: "a fox" });
    expect(await open.nextAnswer()).toMatchObject({ problem: null });
  });

  test("stand in the scope that admission reads", async () => {
    const open = await opened();
    const set = (name: string, value: string, more: object) => say(open, { name, value, ...more }, operator);
    await set("daily-budget", "2.50", { person: "bob" });
    await set("running-jobs", "7", { role: "painters" });
    await set("models", "gpt-image-2 gpt-image-1.5", { for: "channel" });
    await set("person-monthly-budget", "12,5", { for: "workspace" });
    await set("monthly-budget", "100", { for: "everything" });
    expect(await stored(open, personScope({ ...ada, id: "bob" }))).toEqual({ "daily-budget": "2500000" });
    expect(await stored(open, roleScope(ada, "painters"))).toEqual({ "running-jobs": "7" });
    expect(await stored(open, channelScope({ ...ada, channel: "hall" }))).toEqual({
      models: "gpt-image-2, gpt-image-1.5",
    });
    expect(await stored(open, workspaceScope(ada))).toEqual({ "person-monthly-budget": "12500000" });
    expect(await stored(open, totalScope)).toEqual({ "monthly-budget": "100000000" });
  });

  test("are listed with what each does, and with what the configuration says", async () => {
    const open = await opened();
    const everything = table(await say(open, { for: "everything" }, operator));
    expect(everything).toMatchObject({
      "monthly-budget": "$9.00 (the operator's)",
      "daily-images": "not set: pictures for each day",
    });
    await say(open, { name: "daily-images", value: "3", role: "guests" }, mod);
    expect(table(await say(open, { role: "guests" }, mod))).toMatchObject({ "daily-images": "3" });
  });

  test.each<[object, RegExp]>([
    [{ name: "daily-budget", value: "lots", for: "channel" }, /^lots is not an amount of dollars\. Write it like 5/],
    [{ name: "daily-images", value: "2.5", for: "channel" }, /^daily-images must be a whole number from 0 to 1000000/],
    [{ name: "blocked", value: "maybe", person: "bob" }, /^blocked is yes or no, not maybe\.$/],
    [{ name: "models", value: "gpt-image-2, nope", for: "channel" }, /^There is no model nope here\./],
    [{ value: "5" }, /^Say which setting should get this value\.$/],
    [{ for: "person" }, /^Say which person\.$/],
    [{ for: "role" }, /^Say which role\.$/],
    [{ person: "bob", role: "guests" }, /^Give a person or a role, not both/],
    [{ person: "bob", for: "channel" }, /^Give a person or a role, not both/],
  ])("%j is answered with what is wrong", async (values, expected) => {
    const open = await opened();
    expect(await sentence(open, values, mod)).toMatch(expected);
  });
});

describe("every setting", () => {
  test("has a name of its own, somebody whose it can be, and a phrase; none of them is private", () => {
    expect(new Set(settingNames.map(({ name }) => name)).size).toBe(settingNames.length);
    for (const { owners, about } of settingNames) {
      expect(owners.length).toBeGreaterThan(0);
      expect(about).toMatch(/^[a-z].*[a-z]$/);
    }
    expect(settingNames.map(({ name }) => name)).not.toContain("private");
  });

  test.each([
    ["5", 5_000_000],
    ["$0.053", 53_000],
    ["2,5 USD", 2_500_000],
    ["0.000001", 1],
    ["9999999.999999", 9_999_999_999_999],
    ["1,000", null],
    ["-5", null],
    ["1e3", null],
    ["", null],
  ])("%j dollars are %s micro-dollars", (text, micros) => expect(readDollars(text)).toBe(micros));
});
