import { describe, expect, test } from "vitest";
import { mayManage, maySee } from "#core/access.ts";
import { AppError, asAppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { dollars } from "#core/money.ts";
import type { Actor, Audience, Place, Right } from "#core/people.ts";
import type { Job } from "#core/rows.ts";
import { parseSubject, subjectText } from "#core/subject.ts";
import { pauseBefore } from "#core/try-again.ts";
import { words } from "#core/words.ts";

function person(id: string, right: Right = "anyone", workspace = "garden"): Actor {
  return { platform: "chat", workspace, id, name: id, right, roles: [], locale: "en" };
}

function at(channel: string): Place {
  return { platform: "chat", workspace: "garden", channel, thread: null };
}

function jobOf(actor: Actor, audience: Audience): Job {
  return {
    id: "k3f9qax2m4",
    command: "imagine",
    actor,
    place: at("lawn"),
    replyTo: { platform: "chat", session: null, audience, locale: "en", data: {} },
    request: {
      prompt: "a fox",
      instruction: null,
      count: 1,
      model: "gpt-image-2",
      size: { width: 1024, height: 1024 },
      quality: "low",
      format: "png",
      compression: null,
      background: "auto",
      moderation: "auto",
      images: [],
      mask: null,
      partialImages: 0,
      spoiler: false,
      notes: [],
    },
    parentJobId: null,
    retryOfJobId: null,
    budget: [],
    createdAt: 0,
    cancelRequestedAt: null,
    handedOverAt: null,
  };
}

describe("who may see and do what", () => {
  const ada = person("ada");
  const who = {
    owner: ada,
    stranger: person("bob"),
    moderator: person("mod", "moderator"),
    "moderator elsewhere": person("mod", "moderator", "forest"),
    operator: person("op", "operator", "office"),
  };

  test.each<[keyof typeof who, Audience, string, boolean, boolean]>([
    ["owner", "public", "lawn", true, true],
    ["owner", "private", "pond", true, true],
    ["stranger", "public", "lawn", true, false],
    ["stranger", "public", "pond", false, false],
    ["stranger", "private", "lawn", false, false],
    ["moderator", "public", "pond", true, true],
    ["moderator", "private", "lawn", false, false],
    ["moderator elsewhere", "public", "pond", false, false],
    ["operator", "private", "pond", true, true],
  ])(
    "%s, a %s result of the lawn, standing at the %s: sees %s, manages %s",
    (name, audience, channel, sees, manages) => {
      const job = jobOf(ada, audience);
      expect(maySee(who[name], at(channel), job)).toBe(sees);
      expect(mayManage(who[name], job)).toBe(manages);
    },
  );
});

describe("money and ids as people read them", () => {
  test.each([
    [0, "$0.00"],
    [5_900, "$0.006"],
    [53_000, "$0.053"],
    [1_204_000, "$1.20"],
  ])("%i micro-dollars are %s", (micros, text) => expect(dollars(micros)).toBe(text));

  test.each(["k3f9qax2m4", "k3f9qax2m4-2", "k3f9qax2m4-10"])("%s is an id", (text) => {
    const subject = parseSubject(text.toUpperCase());
    expect(subject && subjectText(subject)).toBe(text);
  });

  test.each(["", "k3f9qax2m", "k3f9qax2m4-0", "k3f9qax2m4-100", "k3f9qax2m4-2x", "../k3f9qax2m"])(
    "%j is none",
    (text) => expect(parseSubject(text)).toBeNull(),
  );
});

describe("a paid request is sent again only where that cannot charge twice", () => {
  const failure = (again: "never" | "once" | "later", retryAfterMs: number | null = null) =>
    new AppError("provider", say("bug"), { again, retryAfterMs });

  test("never means never", () => expect(pauseBefore(2, failure("never"), 0)).toBeNull());
  test("once means a second try and no third", () => {
    expect(pauseBefore(2, failure("once"), 0)).toBe(1_000);
    expect(pauseBefore(3, failure("once"), 0)).toBeNull();
  });
  test("later waits as long as it is asked to, as far as a person can be kept waiting", () => {
    expect(pauseBefore(2, failure("later", 12_000), 0)).toBe(12_000);
    expect(pauseBefore(2, failure("later", 12_000), 290_000)).toBeNull();
    expect(pauseBefore(2, failure("later", 3_600_000), 0)).toBeNull();
  });
  test("later without a time waits longer each try, and ends", () => {
    const pauses = [2, 3, 4, 5, 6, 7].map((tryNumber) => pauseBefore(tryNumber, failure("later"), 0));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, null]);
  });
});

describe("sentences", () => {
  test("a sentence may stand inside another one", () => {
    const text = say("attachment.about", { name: "cat.png", reason: say("disk.full") });
    expect(words(text, "en")).toBe(
      "cat.png: The disk is full, so nothing more can be kept. Free some space and ask again.",
    );
  });
  test("a language that is not there yet is answered in English", () => {
    expect(words(say("disk.full"), "eo-XX")).toMatch(/^The disk is full/);
  });
  test("a full disk is recognised in every voice, and anything else is a bug", () => {
    const full = Object.assign(new Error("write"), { code: "ENOSPC" });
    expect(asAppError(new Error("outer", { cause: full })).text.code).toBe("disk.full");
    expect(asAppError(Object.assign(new Error("sqlite"), { errcode: 13 })).text.code).toBe("disk.full");
    expect(asAppError("nonsense").code).toBe("bug");
  });
});
