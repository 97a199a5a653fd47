import { describe, expect, test } from "vitest";
import { commands } from "#commands/index.ts";
import { checkValues } from "#core/values.ts";
import { words } from "#core/words.ts";
import { asTyped, idIn } from "#src/platforms/slack/escapes.ts";
import { typedBang, typedCommand } from "#src/platforms/slack/slash-names.ts";
import { readText } from "#src/platforms/slack/slash-text.ts";
import { around, commandNamed, defaults } from "./samples.ts";

function read(command: string, text: string) {
  const { values, problems } = readText(commandNamed(command), text);
  expect(problems.map((problem) => words(problem.text, "en"))).toEqual([]);
  return values;
}

function complaints(command: string, text: string) {
  return readText(commandNamed(command), text).problems.map((problem) => words(problem.text, "en"));
}

describe("behind /imagine", () => {
  test("words are the prompt, and flags may stand anywhere", () => {
    const expected = { prompt: "a red fox in the snow", size: "landscape", count: "2", private: true };
    expect(read("imagine", "a red fox in the snow --size landscape -n 2 --private")).toEqual(expected);
    expect(read("imagine", "--size=landscape a red fox -n2 in the snow -p")).toEqual(expected);
    expect(read("imagine", "  --private --count 2 a red fox in the snow --size   landscape  ")).toEqual(expected);
    const { problems } = checkValues(commandNamed("imagine"), expected, { ...around, defaults });
    expect(problems).toEqual([]);
  });

  test("phones and Macs make one dash of two", () => {
    const expected = { prompt: "a red fox", size: "wide", count: "3" };
    expect(read("imagine", "a red fox —size wide –n 3")).toEqual(expected);
    expect(read("imagine", "a red fox —Size=wide —count 3")).toEqual(expected);
  });

  test("dashes of the sentence stay in it", () => {
    const prompt = "a fox — small, well-fed – at -3 degrees, left- or right-hand, 2-3 others - and a cat";
    expect(read("imagine", prompt)).toEqual({ prompt });
  });

  test("two dashes end the flags", () => {
    expect(read("imagine", "--size wide -- the words --size and -n 2")).toEqual({
      prompt: "the words --size and -n 2",
      size: "wide",
    });
  });

  test("values may stand in quotes of any language, the prompt keeps its own", () => {
    for (const quoted of [`"wide"`, "“wide”", "„wide“", "«wide»", "‘wide’", "'wide'", "”wide”"])
      expect(read("imagine", `don't paint “nothing” --size ${quoted} but "a fox's den"`)).toEqual({
        prompt: `don't paint “nothing” but "a fox's den"`,
        size: "wide",
      });
    expect(read("settings", `--name style --value "warm, soft light" --for me`)).toMatchObject({
      value: "warm, soft light",
    });
    expect(read("settings", `--name=style --value=“it’s warm” --for me`)).toMatchObject({ value: "it’s warm" });
    expect(read("imagine", `a fox --size "wide`)).toEqual({ prompt: "a fox", size: '"wide' });
  });

  test("line breaks in the prompt stay", () => {
    expect(read("imagine", "a fox\n--size wide\nin two  lines")).toEqual({
      prompt: "a fox\nin two  lines",
      size: "wide",
    });
  });

  test("what is no flag of the command is named, and the way out", () => {
    expect(complaints("imagine", "a fox --ar 16:9 -x —sise wide --size:wide")).toEqual([
      "imagine has no option --ar. If it belongs to your words, write -- before them.",
      "imagine has no option -x. If it belongs to your words, write -- before them.",
      "imagine has no option --sise. If it belongs to your words, write -- before them.",
      "imagine has no option --size:wide. If it belongs to your words, write -- before them.",
    ]);
  });

  test("a flag without its value, and a switch with one, are named", () => {
    expect(complaints("imagine", "a fox --size --private")).toEqual([
      "--size needs a value after it; one that starts with a dash is written --size=VALUE.",
    ]);
    expect(complaints("imagine", "a fox --size=")).toHaveLength(1);
    expect(complaints("imagine", "a fox --private=yes")).toEqual(["--private is a switch and takes no value."]);
  });

  test("a negative number is a value, and the core says what is wrong with it", () => {
    const values = read("imagine", "a fox -n -2");
    const { problems } = checkValues(commandNamed("imagine"), values, { ...around, defaults });
    expect(problems.map(({ text }) => words(text, "en"))).toEqual(["count must be from 1 to 10; you gave -2."]);
  });

  test("earlier results can be named as references", () => {
    expect(read("imagine", "in this style -r k3f9qax2m4-2 --references abcdefghij,0123456789-1")).toEqual({
      prompt: "in this style",
      references: [{ result: "k3f9qax2m4-2" }, { result: "abcdefghij" }, { result: "0123456789-1" }],
    });
    expect(complaints("imagine", "a fox -r fox.png")).toEqual(["references must be a picture."]);
  });

  test("nothing at all is nothing", () => {
    expect(read("imagine", "")).toEqual({});
    expect(read("imagine", "   ")).toEqual({});
  });
});

describe("behind other commands", () => {
  test("an id before the words of an edit is its picture", () => {
    expect(read("edit", "make it winter")).toEqual({ prompt: "make it winter" });
    expect(read("edit", "K3F9QAX2M4-2 make it winter")).toEqual({ image: "K3F9QAX2M4-2", prompt: "make it winter" });
    expect(read("blend", "k3f9qax2m4-1 k3f9qax2m4-2 side by side")).toEqual({
      images: [{ result: "k3f9qax2m4-1" }, { result: "k3f9qax2m4-2" }],
      prompt: "side by side",
    });
  });

  test("words fill what the command is about, each where it fits", () => {
    expect(read("history", "2")).toEqual({ page: "2" });
    expect(read("cancel", "k3f9qax2m4")).toEqual({ subject: "k3f9qax2m4" });
    expect(read("vary", "k3f9qax2m4-3 strong -n 4")).toEqual({
      subject: "k3f9qax2m4-3",
      strength: "strong",
      count: "4",
    });
    expect(read("vary", "strong")).toEqual({ strength: "strong" });
    expect(read("usage", "month")).toEqual({ period: "month" });
    expect(read("help", "imagine")).toEqual({ command: "imagine" });
    expect(read("settings", "quality high")).toEqual({ name: "quality", value: "high" });
    expect(read("forget", "--sure")).toEqual({ sure: true });
  });

  test("a word that fits nowhere is told, by the core or by itself", () => {
    expect(read("cancel", "everything")).toEqual({ subject: "everything" });
    expect(complaints("history", "2 3")).toEqual(["It is not clear what history should do with: 3."]);
    expect(complaints("forget", "me")).toEqual(["It is not clear what forget should do with: me."]);
  });

  test("people and groups are named by choosing them", () => {
    expect(read("settings", "limit 5 --for person --person <@U0ADA00001|ada>")).toMatchObject({ person: "U0ADA00001" });
    expect(read("settings", "--role <!subteam^S0PAINTERS|@the painters> --for role")).toEqual({
      role: "S0PAINTERS",
      for: "role",
    });
    expect(read("settings", "--person U0ADA00001")).toEqual({ person: "U0ADA00001" });
    expect(complaints("settings", "--person @ada")).toEqual([
      "@ada is nothing that Slack knows. For person, type @ or # and choose from the list that opens.",
    ]);
    expect(complaints("settings", "--role <@U0ADA00001|ada>")).toHaveLength(1);
  });
});

test("what Slack escapes is what the person typed", () => {
  expect(asTyped("1 &lt; 2 &amp;&amp; 3 &gt; 2, &amp;lt;")).toBe("1 < 2 && 3 > 2, &lt;");
  expect(asTyped("<https://example.com/a?b=1&amp;c=2> and <http://example.com|example.com>")).toBe(
    "https://example.com/a?b=1&c=2 and example.com",
  );
  expect(asTyped("write to <mailto:ada@example.com|ada@example.com>")).toBe("write to ada@example.com");
  expect(asTyped("<@U0ADA00001|ada> and <@U0BOB00001> in <#C0GENERAL|general> and <#C0OTHERS1|>")).toBe(
    "@ada and @U0BOB00001 in #general and #C0OTHERS1",
  );
  expect(asTyped("<!here> <!channel|channel> <!subteam^S0PAINTERS|@painters>")).toBe("@here @channel @painters");
  expect(asTyped("<!date^1392734382^{date}|18 February>")).toBe("18 February");
  expect(asTyped("I <3 foxes, x < y and <b>bold</b>")).toBe("I <3 foxes, x < y and <b>bold</b>");
  expect(read("imagine", "a sign for <http://example.com|example.com> &amp; <@U0ADA00001|ada> -n 2").prompt).toBe(
    "a sign for example.com & @ada",
  );
  expect(idIn("<#C0GENERAL|general>")).toBe("C0GENERAL");
  expect(idIn("general")).toBeNull();
});

describe("which command", () => {
  const names = { imagine: "/paint", edit: "/edit", others: "/limner" };
  function typed(slash: string, text: string) {
    const found = typedCommand(slash, text, names, commands);
    return "refused" in found ? words(found.refused, "en") : [found.command.name, found.text];
  }

  test("is told by the slash, or by the first word behind /limner", () => {
    expect(typed("/paint", " a red fox ")).toEqual(["imagine", "a red fox"]);
    expect(typed("/edit", "")).toEqual(["edit", ""]);
    expect(typed("/limner", "vary k3f9qax2m4 strong")).toEqual(["vary", "k3f9qax2m4 strong"]);
    expect(typed("/limner", "/Imagine: a fox")).toEqual(["imagine", "a fox"]);
    expect(typed("/limner", "dance wildly")).toBe("There is no command dance. Help lists all of them.");
  });

  test("is help where nothing else is said", () => {
    expect(typed("/limner", "  ")).toEqual(["help", ""]);
    expect(typed("/limner", "help vary")).toEqual(["help", "vary"]);
    expect(typed("/paint", "help")).toEqual(["help", "imagine"]);
    expect(typed("/paint", "help me paint a fox")).toEqual(["imagine", "help me paint a fox"]);
    expect(typed("/paint", "-- help")).toEqual(["imagine", "-- help"]);
  });

  test("is told by ! in threads, where no slash works", () => {
    const bang = (text: string) => typedBang(text, commands);
    expect(bang("!edit make it winter -n 2")).toMatchObject({ command: { name: "edit" }, text: "make it winter -n 2" });
    expect(bang("!wow what a fox")).toBeNull();
    expect(bang("imagine a fox")).toBeNull();
  });
});
