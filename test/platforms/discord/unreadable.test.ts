import { expect, test } from "vitest";
import { troubleOf } from "#src/platforms/discord/errors.ts";
import { readPosted } from "#src/platforms/discord/posted.ts";

test("an answer that cannot be read may have been given by somebody in between: it is tried again", () => {
  const cutOff = () => JSON.parse('{"id": "12');
  expect(troubleOf(thrownBy(cutOff), "PATCH /webhooks/:id/:token")).toMatchObject({ verdict: "later", status: 0 });
  // A page of a proxy comes as bytes.
  for (const strange of [new ArrayBuffer(8), null, {}, [], { id: 5 }]) {
    expect(thrownBy(() => readPosted(strange))).toMatchObject({ name: "Trouble", verdict: "later" });
  }
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
