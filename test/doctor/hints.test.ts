import { describe, expect, test } from "vitest";
import { readConfig } from "#src/config.ts";
import { settings } from "#src/doctor/checks/configuration.ts";
import { addressTrouble, openLetter } from "#src/doctor/service/address-hints.ts";
import { keyTrouble } from "#src/doctor/service/key-hints.ts";
import { networkTrouble } from "#src/doctor/service/network-faults.ts";

describe("a key, before it is sent anywhere", () => {
  test.each([
    ["xoxb-1-2-abc", /Slack/],
    ["xapp-1-A-2-abc", /Slack/],
    [`MTA${"x".repeat(22)}.abcdef.${"y".repeat(27)}`, /Discord/],
    ["sk-ant-api03-abc", /Anthropic/],
    ["sk-or-v1-abc", /OpenRouter/],
    ["sk-admin-abc", /admin key/],
    ["org-abc", /organisation/],
    ['"sk-proj-abc"', /quotes/],
    ["Bearer sk-proj-abc", /Bearer/],
    ["sk-proj-a\nbc", /line break/],
    ["sk-proj-abc…xyz", /characters/],
    ["sk-your-key", /example/],
  ])("%s", (key, says) => {
    expect(keyTrouble(key, true)?.says).toMatch(says);
  });

  test("a real one passes, and other servers have keys of their own", () => {
    expect(keyTrouble("sk-proj-AbC_123-xyz", true)).toBeNull();
    expect(keyTrouble("sk-or-v1-abc", false)).toBeNull();
    expect(keyTrouble("xoxb-1-2-abc", false)?.says).toMatch(/Slack/);
  });
});

describe("an address, before anybody goes there", () => {
  test.each([
    ["https://api.openai.com/", "OPENAI_BASE_URL=https://api.openai.com/v1"],
    ["https://api.openai.com/v1/images/generations/", "OPENAI_BASE_URL=https://api.openai.com/v1"],
    ["http://127.0.0.1:8080/v1/images/edits", "OPENAI_BASE_URL=http://127.0.0.1:8080/v1"],
    ["https://some.host/v1/?key=secret", "OPENAI_BASE_URL=https://some.host/v1"],
    ["https://ada:secret@some.host/v1/", "take them out"],
    ["https://platform.openai.com/v1/", "leave OPENAI_BASE_URL out"],
    ["https://openrouter.ai/api/v1/", "use OpenAI itself"],
  ])("%s", (address, fix) => {
    const found = addressTrouble(new URL(address));
    expect(found?.fix).toContain(fix);
    expect(JSON.stringify(found)).not.toContain("secret");
  });

  test("good ones pass, and only an open line is warned about", () => {
    expect(addressTrouble(new URL("https://api.openai.com/v1/"))).toBeNull();
    expect(openLetter(new URL("http://localhost:8080/v1/"))).toBeNull();
    expect(openLetter(new URL("http://images.example/v1/"))).toMatch(/everybody/);
  });
});

test.each([
  ["ENOTFOUND", /no host typo\.example/],
  ["EAI_AGAIN", /DNS does not answer/],
  ["UND_ERR_CONNECT_TIMEOUT", /no connection/],
  ["CERT_HAS_EXPIRED", /not valid today/],
  ["ERR_TLS_CERT_ALTNAME_INVALID", /belongs to another name/],
  ["SELF_SIGNED_CERT_IN_CHAIN", /nobody whom this machine trusts/],
  ["ERR_SSL_WRONG_VERSION_NUMBER", /does not speak TLS/],
])("a connection that fails with %s", (code, says) => {
  const error = new Error("fetch failed", { cause: Object.assign(new Error("deep inside"), { code }) });
  expect(networkTrouble(error, new URL("https://typo.example/v1/"), null).says).toMatch(says);
});

test("silence has an end", () => {
  expect(networkTrouble(new Error("aborted"), new URL("https://typo.example/v1/"), 10_000).says).toBe(
    "https://typo.example/v1 says nothing within 10 s",
  );
});

test("settings of other programs are named with what they do here", async () => {
  const signal = new AbortController().signal;
  const context = {
    config: readConfig({}),
    paint: false,
    alsoSet: ["OPENAI_ORG_ID"],
    now: Date.now,
    signal,
    before: [],
  };
  expect((await settings.run(context))[1]).toMatchObject({
    state: "warning",
    says: expect.stringMatching(/^OPENAI_ORG_ID is set: Limner does not send it/),
  });
});
