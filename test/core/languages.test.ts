import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commands } from "#commands/index.ts";
import { choiceName, descriptionOf } from "#core/description.ts";
import { languages } from "#core/language.ts";
import { german } from "#core/languages/german.ts";
import { type MessageCode, say } from "#core/message.ts";
import { english } from "#core/messages/english.ts";
import { settingNames } from "#core/setting-names.ts";
import { describe as describeIn, languageTags, words } from "#core/words.ts";
import { ownFlags } from "#src/platforms/terminal/arguments.ts";
import { machine } from "#test/terminal/limner.ts";

type Sample = Readonly<Record<string, string | number>>;

const sentences: Readonly<Record<string, (parameters: never) => string>> = english;
const codes = Object.keys(english).filter((code): code is MessageCode => code !== "description");

/** What each sentence takes, read from the types in the English source: `{ given: string; max: number }`. */
const parametersOf = new Map(
  readdirSync(new URL("../../src/core/messages/", import.meta.url))
    .map((file) => readFileSync(new URL(`../../src/core/messages/${file}`, import.meta.url), "utf8"))
    .flatMap((source) => [...source.matchAll(/^ {2}"?([\w.-]+)"?: \(\{[^}]*\}: \{([^}]*)\}\)/gm)])
    .map(([, code = "", types = ""]) => [code, [...types.matchAll(/(\w+): (string|number)/g)] as const] as const),
);

/** Parameters for a sentence; numbers count up from `first`, so that each can be told apart. */
function sample(code: string, first: number): Sample {
  const parameters = parametersOf.get(code) ?? [];
  return Object.fromEntries(
    parameters.map(([, name = "", type], index) => [name, type === "number" ? first + index : `some-${name}`]),
  );
}

function said(code: MessageCode, parameters: Sample, locale: string): string {
  return words({ code, parameters }, locale);
}

const named = [
  ...commands.flatMap((command) => [
    { name: command.name, english: command.description },
    ...Object.entries(command.options).map(([option, { description }]) => ({
      name: `${command.name}.${option}`,
      english: description,
    })),
  ]),
  ...Object.entries(ownFlags).map(([name, { about }]) => ({ name: `terminal.${name}`, english: about })),
  ...settingNames.map(({ name, about }) => ({ name: `setting.${name}`, english: about })),
];

const choices = commands.flatMap(({ name, options }) =>
  Object.entries(options).flatMap(([option, { kind, ...more }]) =>
    kind === "choice" && "choices" in more
      ? { prefix: `${name}.${option}.`, words: typeof more.choices === "string" ? null : more.choices }
      : [],
  ),
);

describe("German", () => {
  test("has a sentence of its own for everything that Limner can say", () => {
    const own: Readonly<Record<string, unknown>> = german.sentences;
    const missing = codes.filter((code) => own[code] === undefined || own[code] === english[code]);
    expect(missing).toEqual([]);
  });

  test("describes every command, every option and every setting", () => {
    expect(named.map(({ name }) => name).filter((name) => german.descriptions[name] === undefined)).toEqual([]);
  });

  test("has a label for every option, should a form ask for it", () => {
    const labels = commands.flatMap(({ options }) => Object.keys(options).map((option) => `label.${option}`));
    expect([...new Set(labels)].filter((name) => german.descriptions[name] === undefined)).toEqual([]);
  });

  test("says du, and nothing in English", () => {
    const all = [...codes.map((code) => said(code, sample(code, 41), "de")), ...Object.values(german.descriptions)];
    for (const text of all) expect(text).not.toMatch(/(?<!some-)\b(Ihnen|Ihre|you|your|the|picture|charged)\b/);
  });

  test("writes numbers, days and times as people there do", () => {
    const at = new Date(2026, 10, 20, 14, 5).getTime();
    expect(words(say("value.when", { at }), "de-AT")).toBe("20. November 2026, 14:05");
    expect(words(say("info.deleted", { at }), "de")).toBe("gelöscht am 20. November 2026 um 14:05 Uhr");
    expect(words(say("value.seconds", { seconds: 12.5 }), "de")).toBe("12,5 s");
    expect(words(say("attachment.too-large", { name: "fuchs.png", megabytes: 10.5, max: 8 }), "de")).toBe(
      "fuchs.png hat 10,5 MB, höchstens 8 MB gehen. Bitte schick eine kleinere Fassung.",
    );
    expect(words(say("model.shut-down", { model: "dall-e-2", date: "2026-11-20" }), "de")).toBe(
      "dall-e-2 wurde vom Anbieter am 20. November 2026 abgeschaltet. Nimm ein anderes Modell.",
    );
  });

  test("speaks in the terminal: help pages, answers and mistakes", async () => {
    const ada = await machine({ LC_ALL: "de_AT.UTF-8" });
    const page = await ada.types(["vary", "--help"]);
    expect(page.out).toContain("Variationen eines Ergebnisses malen.");
    expect(page.out).toMatch(/--count N\s+Wie viele Bilder \(1 bis 10\)/);
    expect(page.out).toMatch(/--out ORDNER\s+Ordner für die Bilder/);
    for (const line of page.out.split("\n")) expect(line.length).toBeLessThan(80);

    const answer = await ada.types(["help", "upscale"]);
    expect(answer.out).toMatch(/^Ein Ergebnis vergrößern\nOptionen von upscale:/);
    expect(answer.out).toMatch(/to +Wie groß \(2k, 4k\)/);

    const mistake = await ada.types(["conjure"]);
    expect(mistake.note).toMatch(/^Den Befehl conjure gibt es nicht\. Es gibt:\n\n {2}npm run imagine -- +Ein Bild/);
  });
});

describe.each(["en", ...languageTags])("every sentence in %s", (locale) => {
  test("can be said with any numbers, none of them lost", () => {
    for (const code of codes) {
      for (const first of [0, 1, 2, 41, 1_234_567]) {
        const text = said(code, sample(code, first), locale);
        expect(text, code).not.toMatch(/undefined|\[object|NaN|Invalid|function|\$\{| {3}/);
        expect(text.trim(), code).toBe(text);
        expect(text, code).not.toBe("");
      }
    }
  });

  test("tells whatever the English one tells", () => {
    for (const code of codes) {
      const parameters = sample(code, 41);
      const inEnglish = said(code, parameters, "en");
      for (const value of Object.values(parameters)) {
        if (inEnglish.includes(String(value))) expect(said(code, parameters, locale), code).toContain(String(value));
      }
    }
  });
});

test("the samples know the parameters of every sentence", () => {
  const takesSome = codes.filter((code) => (sentences[code]?.length ?? 0) > 0);
  expect(takesSome.filter((code) => Object.keys(sample(code, 1)).length === 0)).toEqual([]);
  expect(sample("value.out-of-range", 5)).toEqual({ option: "some-option", given: 6, min: 7, max: 8 });
});

describe("descriptions", () => {
  test("fit into Discord in every language, English included", () => {
    const texts = [
      ...named.map(({ english }) => english),
      ...languages.flatMap((one) => Object.values(one.descriptions)),
    ];
    expect(texts.filter((text) => text.length < 1 || text.length > 100)).toEqual([]);
    expect(texts.filter((text) => text.endsWith("."))).toEqual([]);
  });

  test("stand under no name that is gone", () => {
    const known = new Set(named.map(({ name }) => name));
    for (const { tag, descriptions } of languages) {
      const unknown = Object.keys(descriptions).filter((name) => {
        // Forms call an option by its label.
        const label = /^label\.(.+)$/.exec(name)?.[1];
        if (label !== undefined) return !named.some((one) => one.name.endsWith(`.${label}`));
        if (known.has(name) || /^terminal\.[A-Z]+$/.test(name)) return false;
        const choice = choices.find(({ prefix }) => name.startsWith(prefix));
        return choice === undefined || !(choice.words?.includes(name.slice(choice.prefix.length)) ?? true);
      });
      expect(unknown, tag).toEqual([]);
    }
  });

  test("name all choices of an option or none, each differently", () => {
    for (const { descriptions } of languages) {
      for (const { prefix, words: offered } of choices) {
        const translated = Object.keys(descriptions).filter((name) => name.startsWith(prefix));
        if (translated.length > 0 && offered) expect(translated, prefix).toHaveLength(offered.length);
        const texts = translated.map((name) => descriptions[name]);
        expect(new Set(texts).size, prefix).toBe(texts.length);
      }
    }
  });

  test("are found for a command, an option and a choice", () => {
    const share = commands.find(({ name }) => name === "share");
    if (!share) throw new Error("share is gone");
    expect(describeIn(share, null, "de-CH")).toBe("Ein Ergebnis, das nur für dich gemacht wurde, allen zeigen");
    expect(describeIn(share, "where", "de")).toBe("Hier, oder dort, wo es entstanden ist");
    expect(describeIn(share, "where", "en-GB")).toBe("Here, or where it was made");
    expect(words(choiceName("share", "where", "there"), "de")).toBe("dort");
    expect(words(choiceName("imagine", "format", "png"), "de")).toBe("png");
  });

  test("stand inside sentences, and are kept as plain data until they are read", () => {
    const message = say("value.missing", { option: "prompt", about: descriptionOf("imagine.prompt", "What to paint") });
    const kept = JSON.parse(JSON.stringify(message));
    expect(words(kept, "en")).toBe("Please give a prompt: what to paint.");
    expect(words(kept, "de")).toBe("Es fehlt noch prompt: Was gemalt werden soll.");
  });
});

test("a language that nobody has translated is English, and so is what is no language at all", () => {
  for (const locale of ["eo-XX", "C", "POSIX", "", "den"]) {
    expect(words(say("result.cancelled"), locale), locale).toBe("Cancelled. Nothing was charged.");
  }
  for (const locale of ["de", "de-AT", "DE-ch", "de_DE", "de-Latn-DE-1996"]) {
    expect(words(say("result.cancelled"), locale), locale).toBe("Abgebrochen. Es wurde nichts berechnet.");
  }
});
