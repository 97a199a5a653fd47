import { ComponentType } from "discord.js";
import { describe, expect, test } from "vitest";
import { type Answer, answer } from "#core/answer.ts";
import { say } from "#core/message.ts";
import { type MessageBody, richMessage } from "#src/platforms/discord/message.ts";
import type { ShownImage } from "#src/platforms/discord/pictures.ts";
import { plainMessage } from "#src/platforms/discord/plain-message.ts";
import { clipTo, harmless } from "#src/platforms/discord/texts.ts";
import { jobId, resultWith } from "./answering.ts";

test("a result shows the picture first, then the words, then how it was made", () => {
  const { json } = rich(
    resultWith([], {
      result: {
        jobId,
        prompt: "a *red* fox",
        asker: { id: "2200000000000000002", name: "Ada" },
        parent: {
          jobId: "k3f9qax2m0",
          posted: { workspace: "1", channel: "2", message: "3" },
        },
      },
      facts: [
        { label: say("fact.prompt"), value: { literal: "a *red* fox" } },
        { label: say("fact.model"), value: { literal: "gpt-image-2" } },
        { label: say("fact.cost"), value: say("value.cost", { amount: "$0.05" }) },
      ],
    }),
    { images: [shown(1)] },
  );
  const inside = componentsOf(json).filter(({ type }) => type !== ComponentType.Container);
  expect(inside.map(({ type }) => ComponentType[type])).toEqual([
    ...["TextDisplay", "MediaGallery", "TextDisplay", "ActionRow", "Button", "Button", "Button", "Button"],
  ]);
  expect(textsOf(json)[1]).toBe(
    "> **a \\*red\\* fox**\n-# asked by <@2200000000000000002> · gpt-image-2 · $0.05 · from [k3f9qax2m0](https://discord.com/channels/1/2/3)",
  );
});

test("of several pictures one is chosen, the result itself stays a button", () => {
  const { json } = rich(
    resultWith([], {
      buttons: [
        { command: "info", subject: jobId, forAll: false },
        ...[1, 2, 3].map((position) => ({ command: "info", subject: `${jobId}-${position}`, forAll: false })),
        { command: "remove", subject: jobId, forAll: false },
        { command: "remove", subject: jobId, forAll: false },
      ],
    }),
  );
  const shownThere = JSON.stringify(json);
  expect(shownThere).toContain(`"custom_id":"v1:info:${jobId}"`);
  expect(shownThere).toContain('"custom_id":"v1-choice:info"');
  expect(shownThere).toContain(`{"value":"${jobId}-2","label":"Picture 2"}`);
  expect(shownThere.match(/v1:remove:/g)).toHaveLength(1);
});

describe("however much there is to say, it fits", () => {
  const long = "狐".repeat(3_000);
  const ids = Array.from({ length: 25 }, (_, index) => `k3f9qax2${index + 10}`);
  const everything: Answer = answer({
    text: Array.from({ length: 10 }, () => ({ literal: long })),
    facts: ids.map((id) => ({ label: { literal: id }, value: { literal: long } })),
    buttons: ["again", "vary", "edit", "upscale", "info", "original", "share", "remove", "retry", "unheard-of"]
      .map((command) => ({ command, subject: jobId, forAll: false }))
      .concat(ids.map((subject) => ({ command: "post", subject, forAll: true }))),
    links: [{ label: { literal: "where" }, url: "https://example.org/" }],
  });
  const thumbnails = ids.slice(0, 10).map((id) => ({ ...shown(1), pictureId: `${id}-1`, as: "thumbnail" as const }));
  const of = { images: thumbnails, part: 1, count: 3 };

  test.each([
    ["words", everything],
    ["a result", { ...everything, result: longPrompt("a red fox") }],
    ["a result with a long prompt", resultWith([], { text: everything.text, result: longPrompt(long) })],
    ["nothing but markup", resultWith([], { result: longPrompt("*_`~|\\".repeat(1_000)) })],
  ])("%s as components", (_, given) => {
    const { json, files, shown: seen } = rich(given, of);
    const texts = textsOf(json);
    expect(texts.join("").length).toBeLessThanOrEqual(4_000);
    expect(texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0)).toBeLessThan(10_000);
    expect(componentsOf(json).length).toBeLessThanOrEqual(40);
    expect(texts.every((text) => text !== "")).toBe(true);
    for (const { name } of files) expect(JSON.stringify(json)).toContain(`attachment://${name}`);
    expect(files).toHaveLength(seen.length);
  });

  test("and as content", () => {
    const { json } = plainMessage({ answer: everything, notes: [], locale: "en", ...of });
    expect(String(json.content).length).toBeLessThanOrEqual(2_000);
    expect(json.components).toHaveLength(4);
  });

  test("facts that would just fill it leave room to say how many more there are", () => {
    const facts = ids.map((id) => ({ label: { literal: id }, value: { literal: "x".repeat(450) } }));
    const texts = textsOf(rich(answer({ facts })).json);
    expect(texts.join("").length).toBeLessThanOrEqual(4_000);
    expect(texts.at(-1)).toMatch(/\nand \d+ more, which do not fit here$/);
  });
});

describe("a long prompt among facts", () => {
  const others = Array.from({ length: 10 }, (_, index) => ({
    label: { literal: `${jobId}-${index}` },
    value: { literal: `png, ${index} kB` },
  }));
  const about = (prompt: string) =>
    answer({ facts: [{ label: say("fact.prompt"), value: { literal: prompt } }, ...others] });
  const cutIn = (text: string) => /^\*\*Prompt\*\* (a+|狐+)…\n/.exec(text)?.[1]?.length;

  test("is whole as long as it fits beside them", () => {
    const [text] = textsOf(rich(about("a".repeat(3_000))).json);
    expect(text?.split("\n")).toEqual([
      `**Prompt** ${"a".repeat(3_000)}`,
      ...others.map(({ label, value }) => `**${label.literal}** ${value.literal}`),
    ]);
  });

  test.each([
    ["letters", "a", 3_500],
    ["three bytes each", "狐", 2_700],
  ])("takes what they leave: %s", (_, character, atLeast) => {
    const [text = ""] = textsOf(rich(about(character.repeat(8_000))).json);
    expect(cutIn(text)).toBeGreaterThan(atLeast);
    expect(others.filter(({ value }) => !text.includes(value.literal))).toEqual([]);
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(9_000);
  });

  test("as content as well", () => {
    const part = { answer: about("a".repeat(8_000)), images: [], notes: [], part: 1, count: 1, locale: "en" };
    const content = String(plainMessage(part).json.content);
    expect(cutIn(content)).toBeGreaterThan(1_500);
    expect(others.filter(({ value }) => !content.includes(value.literal))).toEqual([]);
    expect(content.length).toBeLessThanOrEqual(2_000);
  });
});

test("words that are given back are not cut for the sake of what is not there", () => {
  const text = [{ literal: "That file is no picture." }, say("form.your-words", { words: "fox ".repeat(900) })];
  expect(JSON.stringify(rich(answer({ text, problem: "invalid" })).json).match(/fox/g)).toHaveLength(900);
});

test("nothing that somebody wrote steers the message", () => {
  expect(harmless("# big\n- list\n> quote")).toBe("\\# big - list > quote");
  expect(harmless("-# small")).toMatch(/^\\/);
  expect(harmless("> quoted")).toMatch(/^\\/);
  expect(harmless("[click](https://evil.example), [or](https://here.example)")).toBe(
    "[click]\\(https://evil.example), [or]\\(https://here.example)",
  );
  // An expression that tries every way through these takes seconds, in which nobody else is answered.
  expect(harmless("[a](".repeat(1_500))).toBe("[a]\\(".repeat(1_500));
  expect(harmless("**bold** ||hidden|| `code`")).toBe("\\*\\*bold\\*\\* \\|\\|hidden\\|\\| \\`code\\`");
});

test("a cut leaves no half character and no lone backslash", () => {
  expect(clipTo("🦊🦊🦊", { characters: 4, bytes: 100 })).toBe("🦊…");
  expect(clipTo("狐狐狐", { characters: 100, bytes: 8 })).toBe("狐…");
  expect(clipTo("ab\\*cd", { characters: 4, bytes: 100 })).toBe("ab…");
  expect(clipTo("short", { characters: 5, bytes: 5 })).toBe("short");
});

function rich(
  given: Answer,
  about: Partial<{ images: readonly ShownImage[]; part: number; count: number }> = {},
): MessageBody {
  return richMessage({ answer: given, images: [], notes: [], part: 1, count: 1, locale: "en", ...about });
}

function longPrompt(prompt: string): Answer["result"] {
  return { jobId, prompt, asker: { id: "2200000000000000002", name: "Ada" }, parent: null };
}

function shown(position: number): ShownImage {
  const name = `a-red-fox-${jobId}-${position}.png`;
  return {
    pictureId: `${jobId}-${position}`,
    name,
    bytes: new Blob(["x"]),
    alt: "a fox",
    as: "picture",
    spoiler: false,
  };
}

interface Component {
  readonly type: ComponentType;
  readonly content?: string;
  readonly components?: readonly Component[];
  readonly accessory?: Component;
}

function componentsOf({ components }: { readonly components?: unknown }): readonly Component[] {
  const inside = (component: Component): readonly Component[] => [
    component,
    ...(component.components ?? []).flatMap(inside),
    ...(component.accessory ? [component.accessory] : []),
  ];
  return (components as readonly Component[]).flatMap(inside);
}

function textsOf(json: MessageBody["json"]): readonly string[] {
  return componentsOf(json).flatMap(({ content }) => content ?? []);
}
