import { setImmediate as soon } from "node:timers/promises";
import { expect, test } from "vitest";
import { openPrecedence } from "#src/platforms/discord/precedence.ts";

test("what follows waits, in order, until few first answers are under way", async () => {
  const precedence = openPrecedence();
  const answers = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
  const answered = answers.map(({ promise }) => precedence.firstly(() => promise));
  const begun: number[] = [];
  const turns = [1, 2, 3].map((number) => precedence.turn().then(() => begun.push(number)));
  await soon();
  await soon();
  expect(begun).toEqual([]);
  answers[0]?.resolve();
  answers[1]?.resolve();
  await Promise.all(turns);
  expect(begun).toEqual([1, 2, 3]);
  for (const { resolve } of answers) resolve();
  await Promise.all(answered);
});

test("a first answer that fails holds nothing up", async () => {
  const precedence = openPrecedence();
  const answers = Array.from({ length: 6 }, () => precedence.firstly(() => Promise.reject(new Error("away"))));
  await Promise.allSettled(answers);
  await precedence.turn();
});
