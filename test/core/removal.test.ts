import { describe, expect, test } from "vitest";
import type { Answer } from "#core/answer.ts";
import { words } from "#core/words.ts";
import { silence } from "#src/local-images-api/faults.ts";
import { ada, type Desk, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";
import { maskFor, quarteredPng } from "#test/images.ts";

const bob = { ...ada, id: "bob", name: "Bob" };
const garden = { platform: "desk", workspace: "house", channel: "garden", thread: null };

async function opened(options: Parameters<typeof imageServer>[0] = {}, more: Parameters<typeof desk>[1] = {}) {
  const server = await imageServer(options);
  return { server, ...(await desk(modelAt(server), more)) };
}

/** Asks and reads the answer. */
async function say(open: Desk, command: string, values: object, more: object = {}): Promise<Answer> {
  await open.asks(command, { ...values }, more);
  return open.nextAnswer();
}

async function paint(open: Desk, values: object = {}, more: object = {}): Promise<string> {
  return (await say(open, "imagine", { prompt: "a fox", ...values }, more)).result?.jobId ?? "";
}

function sentences({ text }: Answer): string {
  return text.map((one) => words(one, "en")).join(" ");
}

async function isKept({ images }: Desk, key: string | undefined): Promise<boolean> {
  return images.read(key ?? "").then(
    () => true,
    () => false,
  );
}

describe("removing a result", () => {
  test("takes its message and its bytes away, and leaves what it cost", async () => {
    const open = await opened();
    const painted = await say(open, "imagine", { prompt: "a fox" });
    const id = painted.result?.jobId ?? "";
    expect(sentences(await say(open, "remove", { subject: id }))).toBe(
      `${id} is deleted. Its message is being removed. What it cost stays in the books.`,
    );
    await expect.poll(() => open.takenAway).toEqual(["1"]);
    await expect.poll(() => isKept(open, painted.images[0]?.key)).toBe(false);

    const told = await say(open, "info", { subject: id });
    expect(told.images).toEqual([]);
    const facts = told.facts.map(({ value }) => words(value, "en"));
    expect(facts.some((fact) => fact.startsWith("deleted on "))).toBe(true);
    expect(facts.some((fact) => /^\$0\.0\d\d$/.test(fact))).toBe(true);
    for (const command of ["vary", "upscale", "original", "post"]) {
      const refused = await say(open, command, { subject: id }, { trigger: "button" });
      expect(sentences(refused)).toMatch(/^The picture \w{10}-1 was deleted on /);
    }
    expect(await open.records.transaction(({ ledger }) => ledger.ofJob(id))).toHaveLength(1);
    expect(sentences(await say(open, "remove", { subject: id }))).toMatch(/was deleted already, on /);
  });

  test("asked for by one event that arrives a hundred times, happens once", async () => {
    const open = await opened();
    const id = await paint(open, { count: 2 });
    const same = { dedupeKey: "the same click" };
    await Promise.all(Array.from({ length: 100 }, () => open.asks("remove", { subject: `${id}-1` }, same)));
    await open.nextAnswer();
    await expect.poll(() => open.wall.filter(({ kind }) => kind === "post")).toHaveLength(1);
    await expect.poll(() => open.takenAway).toHaveLength(1);
    expect(open.read.answers).toHaveLength(2);
  });

  test("one of its pictures, posts the others again", async () => {
    const open = await opened();
    const painted = await say(open, "imagine", { prompt: "a fox", count: 3 });
    const id = painted.result?.jobId ?? "";
    expect(sentences(await say(open, "remove", { subject: `${id}-2` }))).toContain(
      "The other 2 pictures that were in that message are posted again.",
    );
    await expect
      .poll(() => open.wall.find(({ kind }) => kind === "post")?.answer.images)
      .toMatchObject([{ pictureId: `${id}-1` }, { pictureId: `${id}-3` }]);
    await expect.poll(() => open.takenAway).toEqual(["1"]);
    await expect.poll(() => isKept(open, painted.images[1]?.key)).toBe(false);
    expect(await isKept(open, painted.images[0]?.key)).toBe(true);
    // What was posted again is found and taken away in its turn.
    await say(open, "remove", { subject: id });
    await expect.poll(() => open.takenAway).toHaveLength(2);
    expect(open.wall.map(({ answer }) => answer.result)).toEqual([null, null]);
  });

  test("leaves alone what others made from it, and bytes that another picture has as well", async () => {
    const open = await opened();
    const painted = await say(open, "imagine", { prompt: "a fox" });
    const id = painted.result?.jobId ?? "";
    const edited = await say(open, "edit", { image: id, prompt: "with a hat" }, { actor: bob });
    const same = { id: "the same bytes", jobId: null, deletedAt: null, createdAt: 0 };
    await open.records.transaction(async ({ images, pictures }) => {
      const image = await images.find((await pictures.find(`${id}-1`))?.imageId ?? "");
      if (image) await images.insert({ ...image, ...same }, []);
    });
    await say(open, "remove", { subject: id });
    await expect.poll(() => open.takenAway).toEqual(["1"]);
    expect(await isKept(open, painted.images[0]?.key)).toBe(true);
    expect(await isKept(open, edited.images[0]?.key)).toBe(true);
    expect(await say(open, "vary", { subject: edited.result?.jobId ?? "" }, { actor: bob })).toMatchObject({
      problem: null,
    });
    expect(sentences(await say(open, "again", { subject: edited.result?.jobId ?? "" }, { actor: bob }))).toMatch(
      /was deleted on/,
    );
  });

  test("waits for its end while it is under way", async () => {
    const open = await opened({ script: () => silence });
    const { jobId } = await open.asks("imagine", { prompt: "a fox" });
    expect(sentences(await say(open, "remove", { subject: jobId ?? "" }))).toMatch(/is still under way\./);
    expect(await open.studio.cancel(jobId ?? "", ada)).toBe(true);
    await open.nextAnswer();
  });

  test("is tried again when the platform fails, and takes every message away once", async () => {
    const open = await opened({}, { removalFailures: 1 });
    const id = await paint(open);
    await say(open, "post", { subject: id });
    await say(open, "remove", { subject: id });
    await expect.poll(() => open.takenAway.toSorted(), { timeout: 5_000 }).toEqual(["1", "2"]);
  });
});

describe("sharing", () => {
  test("posts a private result for all, who may use it from then on; a second time says so", async () => {
    const open = await opened();
    const id = await paint(open, { private: true });
    expect(await say(open, "vary", { subject: id }, { actor: bob })).toMatchObject({ problem: "invalid" });
    expect(sentences(await say(open, "share", { subject: id }))).toMatch(/is being posted here/);
    await expect
      .poll(() => open.wall.filter(({ kind }) => kind === "post"))
      .toMatchObject([
        { audience: "public", channel: "hall", answer: { result: { jobId: id }, images: [{ pictureId: `${id}-1` }] } },
      ]);
    expect(await say(open, "vary", { subject: id }, { actor: bob })).toMatchObject({ problem: null });
    expect(sentences(await say(open, "share", { subject: id }))).toMatch(/^Everybody can see/);
  });

  test("in another channel lets those there use it", async () => {
    const open = await opened();
    const id = await paint(open, { private: true });
    await say(open, "share", { subject: id }, { place: garden });
    await expect.poll(() => open.wall.filter(({ channel }) => channel === "garden")).toHaveLength(1);
    const there = { actor: bob, place: garden };
    await expect.poll(async () => (await say(open, "info", { subject: id }, there)).problem).toBe(null);
    const cellar = { actor: bob, place: { ...garden, channel: "cellar" } };
    expect(await say(open, "info", { subject: id }, cellar)).toMatchObject({ problem: "invalid" });
  });
});

describe("bringing again", () => {
  test("post brings a result, or one picture of it, to where it is asked for", async () => {
    const open = await opened();
    const id = await paint(open, { count: 2 });
    const brought = await say(open, "post", { subject: `${id}-2` }, { place: garden });
    expect(brought).toMatchObject({
      result: { jobId: id },
      problem: null,
      images: [{ pictureId: `${id}-2`, as: "picture" }],
    });
  });

  test("neither post nor original shows in public what is private", async () => {
    const open = await opened();
    const id = await paint(open, { private: true });
    for (const command of ["post", "original"]) {
      expect(sentences(await say(open, command, { subject: id }))).toMatch(/was made for you alone\./);
      expect(await say(open, command, { subject: id, private: true })).toMatchObject({ problem: null });
    }
  });

  test("original is a file of the very bytes, and with painted what was painted before the mask", async () => {
    const files = new Map([
      ["cat.png", await quarteredPng({ width: 1024, height: 1024 })],
      ["mask.png", await maskFor({ width: 1024, height: 1024 }, { left: 256, top: 256, width: 256, height: 256 })],
    ]);
    const open = await opened({}, { files });
    const file = (name: string) => ({ attached: "desk", reference: name, name, bytes: null });
    const edited = await say(open, "edit", { image: file("cat.png"), mask: file("mask.png"), prompt: "a hat" });
    const subject = edited.images[0]?.pictureId;
    const whole = await say(open, "original", { subject });
    expect(whole.images).toEqual([{ ...edited.images[0], as: "file" }]);
    const painted = await say(open, "original", { subject, painted: true });
    expect(painted.images[0]?.key).not.toBe(edited.images[0]?.key);
    expect(painted.images[0]?.fileName).toMatch(/-painted\.png$/);
    expect(sentences(painted)).toMatch(/before the rest of the original was put back\.$/);
  });
});
