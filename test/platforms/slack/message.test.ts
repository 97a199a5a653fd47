import { describe, expect, test } from "vitest";
import { type Answer, answer } from "#core/answer.ts";
import { say } from "#core/message.ts";
import type { MessagePart } from "#src/platforms/slack/captions.ts";
import { isSlackUrl } from "#src/platforms/slack/hosts.ts";
import { messageOf, plainMessage } from "#src/platforms/slack/message.ts";
import { clipTo, harmless, shownText } from "#src/platforms/slack/texts.ts";
import { jobId, resultWith } from "./answering.ts";

test("a result shows the words exactly as they are, then how it was made, and where it comes from", () => {
  const { blocks } = messageOf(
    part(
      resultWith([], {
        result: {
          jobId,
          prompt: "a *red* fox <!channel>",
          asker: { id: "U12345678", name: "ada" },
          parent: {
            jobId: "k3f9qax2m0",
            posted: { workspace: "T1", channel: "C12345678", message: "1763634000.000100" },
          },
        },
        facts: [
          { label: say("fact.prompt"), value: { literal: "a *red* fox" } },
          { label: say("fact.model"), value: { literal: "gpt-image-2" } },
        ],
      }),
    ),
  );
  expect(blocks.slice(0, 2)).toEqual([
    { type: "section", text: { type: "plain_text", text: "a *red* fox <!channel>" } },
    {
      type: "context",
      elements: [
        {
          type: "mrkdwn",
          text: "asked by <@U12345678> · gpt-image-2 · from <https://acme.slack.com/archives/C12345678/p1763634000000100|k3f9qax2m0>",
        },
      ],
    },
  ]);
});

test("of several pictures one is chosen, the result itself stays a button, and deleting is asked twice", () => {
  const buttons = ["info", "info-1", "info-2", "remove", "remove"].map((name) => {
    const [command = "", position] = name.split("-");
    return { command, subject: position ? `${jobId}-${position}` : jobId, forAll: false };
  });
  const { blocks } = messageOf(part(resultWith([], { buttons })));
  const elements = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
  expect(elements).toMatchObject([
    { type: "button", action_id: "v1:info:same:0", value: jobId },
    { type: "button", action_id: "v1:remove:same:0", style: "danger", confirm: { deny: { text: "Keep" } } },
    {
      type: "static_select",
      action_id: "v1-choice:info:same",
      options: [
        { value: `${jobId}-1`, text: { text: "Picture 1" } },
        { value: `${jobId}-2`, text: { text: "Picture 2" } },
      ],
    },
  ]);
});

describe("however much there is to say, it fits", () => {
  const long = "狐🦊&<!channel>".repeat(2_000);
  const ids = Array.from({ length: 120 }, (_, index) => `k3f9qax${index + 100}`);
  const everything: Answer = answer({
    text: Array.from({ length: 10 }, () => ({ literal: long })),
    facts: ids.map((id) => ({ label: { literal: id }, value: { literal: long } })),
    buttons: ["again", "vary", "edit", "upscale", "info", "original", "share", "remove", "retry", "unheard-of"]
      .map((command) => ({ command, subject: jobId, forAll: false }))
      .concat(ids.map((subject) => ({ command: "post", subject, forAll: true }))),
    links: [{ label: { literal: "where|>" }, url: "https://example.org/?a=<b>|c" }],
  });
  const asked = { jobId, prompt: long, asker: { id: "", name: long }, parent: null };

  test.each([
    ["words", everything],
    ["a result", { ...everything, result: asked }],
  ])("%s", (_, given) => {
    const { blocks, text } = messageOf(part(given));
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(blocks.length).toBeLessThanOrEqual(50);
    const texts = textsIn(blocks);
    expect(texts.join("").length).toBeLessThan(13_000 + 100 * 75 * 2);
    for (const each of texts) {
      expect(each.length).toBeLessThanOrEqual(3_000);
      expect(each).not.toBe("");
      expect(each.isWellFormed()).toBe(true);
    }
    const marked = blocks.filter((block) => JSON.stringify(block).includes('"mrkdwn"'));
    expect(JSON.stringify(marked)).not.toContain("<!");
    const ids = blocks.flatMap((block) => (block.type === "actions" ? block.elements : [])).map((one) => one.action_id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("what says nothing is still a message", () => {
    expect(messageOf(part(answer({}))).blocks).toHaveLength(1);
    expect(plainMessage(part(answer({})))).toBe("…");
  });
});

test("nothing that somebody wrote calls anybody, and a cut leaves nothing half", () => {
  expect(harmless("<!here> <@U1> & <https://a|b>")).toBe("&lt;!here&gt; &lt;@U1&gt; &amp; &lt;https://a|b&gt;");
  expect(clipTo("ab &amp; cd", 7)).toBe("ab…");
  expect(clipTo("ab <@U123> cd", 8)).toBe("ab…");
  expect(clipTo("🦊🦊🦊", 4)).toBe("🦊…");
  expect(shownText(say("value.when", { at: 1_763_634_000_000 }), "en")).toMatch(
    /^<!date\^1763634000\^\{date_short_pretty\} \{time\}\|.+>$/,
  );
});

test.each([
  ["https://files.slack.com/upload/v1/a", "https://slack.com/api/", true],
  ["https://hooks.slack.com/commands/a", "https://slack.com/api/", true],
  ["http://files.slack.com/upload", "https://slack.com/api/", false],
  ["https://slack.com.evil.example/", "https://slack.com/api/", false],
  ["https://evilslack.com/", "https://slack.com/api/", false],
  ["https://u:p@files.slack.com/", "https://slack.com/api/", false],
  ["https://files.slack.com:8443/", "https://slack.com/api/", false],
  ["https://files.slack-gov.com/upload", "https://slack-gov.com/api/", true],
  ["http://127.0.0.1:4000/upload", "http://127.0.0.1:4000/api/", true],
  ["http://127.0.0.1:4001/upload", "http://127.0.0.1:4000/api/", false],
  ["https://files.slack.com/upload", "http://127.0.0.1:4000/api/", false],
  ["not an address", "https://slack.com/api/", false],
])("%s beside %s: %s", (address, apiUrl, isOurs) => {
  expect(isSlackUrl(address, apiUrl)).toBe(isOurs);
});

function part(given: Answer): MessagePart {
  return { answer: given, notes: [], workspaceUrl: "https://acme.slack.com/", elsewhere: false, locale: "en" };
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  const own = "text" in value && typeof value.text === "string" ? [value.text] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}
