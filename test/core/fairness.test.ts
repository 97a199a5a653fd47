import { expect, test } from "vitest";
import { workspaceScope } from "#core/scopes.ts";
import { ada, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";
import { flatPainter } from "#test/painters.ts";

test("a newcomer behind 500 waiting jobs of five others is painted next when a place becomes free", async () => {
  const waiting: (() => void)[] = [];
  let begun = Promise.withResolvers<void>();
  const painter = flatPainter(() => {
    begun.resolve();
    begun = Promise.withResolvers();
    return new Promise((resolve) => waiting.push(resolve));
  });
  const server = await imageServer({ painter });
  const { asks, records } = await desk(modelAt(server));
  await records.transaction(async ({ settings }) => {
    await settings.set(workspaceScope(ada), "person-open-jobs", "1000");
    await settings.set(workspaceScope(ada), "person-running-jobs", "1000");
  });
  for (let nth = 0; nth < 500; nth += 1) {
    const id = `person ${nth % 5}`;
    await asks("imagine", { prompt: `${id} asks` }, { actor: { ...ada, id } });
  }
  // The desk paints four jobs at a time.
  await expect.poll(() => waiting.length).toBe(4);
  await asks("imagine", { prompt: "the newcomer asks" }, { actor: { ...ada, id: "newcomer" } });
  expect(server.requests).toHaveLength(4);

  const next = begun.promise;
  waiting[0]?.();
  await next;
  expect(server.requests[4]?.fields.prompt).toBe("the newcomer asks");

  // The test is over; nothing is to wait for the other four hundred and ninety-nine.
  await records.transaction(({ settings }) => settings.set(workspaceScope(ada), "person-running-jobs", "0"));
  while (waiting.length > 0) {
    for (const goOn of waiting.splice(0)) goOn();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
