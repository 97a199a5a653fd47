import { describe, expect, test } from "vitest";
import type { Actor } from "#core/people.ts";
import { inOrder, moderated, silence } from "#src/local-images-api/faults.ts";
import { ada, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";
import { quarteredPng } from "#test/images.ts";

const bob = { ...ada, id: "bob", name: "Bob" };

async function deskWith(options: Parameters<typeof imageServer>[0] = {}, files: Readonly<Record<string, Buffer>> = {}) {
  const server = await imageServer(options);
  return { server, ...(await desk(modelAt(server), { files: new Map(Object.entries(files)) })) };
}

describe("an asking", () => {
  test("becomes one job, one paid request per picture, one answer, one ledger row each", async () => {
    const { asks, nextAnswer, records, server } = await deskWith();
    const receipt = await asks("imagine", { prompt: "a fox", count: 3 });
    const answer = await nextAnswer();

    expect(answer.images.map(({ pictureId }) => pictureId)).toEqual([1, 2, 3].map((n) => `${receipt.jobId}-${n}`));
    expect(server.requests).toHaveLength(3);
    const rows = await records.transaction(async ({ ledger, pictures }) => ({
      ledger: await ledger.ofJob(receipt.jobId ?? ""),
      pictures: await pictures.ofJob(receipt.jobId ?? ""),
    }));
    expect(rows.ledger).toHaveLength(3);
    for (const row of rows.ledger) expect(row).toMatchObject({ source: "usage", attempt: 1 });
    expect(rows.pictures.map(({ state, reservedMicros }) => [state, reservedMicros])).toEqual([
      ["rendered", 0],
      ["rendered", 0],
      ["rendered", 0],
    ]);
  });

  test("that arrives twenty times is one job and one charge", async () => {
    const { asks, nextAnswer, server, read } = await deskWith();
    const same = { dedupeKey: "event 7" };
    const receipts = await Promise.all(Array.from({ length: 20 }, () => asks("imagine", { prompt: "a fox" }, same)));
    await nextAnswer();

    expect(receipts.filter(({ first }) => first)).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
    expect(read.answers).toHaveLength(1);
  });

  test("with wrong values is answered with every mistake at once, and nothing is paid", async () => {
    const { asks, nextAnswer, server, read } = await deskWith();
    const receipt = await asks("imagine", { prompt: "", count: 99, size: "huge" });
    expect(await nextAnswer()).toMatchObject({ problem: "invalid", images: [] });

    expect(receipt.jobId).toBeNull();
    expect(read.sentences()).toHaveLength(4);
    expect(read.sentences()[3]).toBe("Nothing was charged.");
    expect(server.requests).toHaveLength(0);
  });

  test("for a command that does not exist is answered with what to do", async () => {
    const { asks, nextAnswer } = await deskWith();
    await asks("conjure", {});
    expect(await nextAnswer()).toMatchObject({ problem: "invalid" });
  });

  test("whose answer cannot be kept is told directly", async () => {
    const { asks, records, read } = await deskWith();
    await records.close();
    await asks("help", {});
    expect(read.answers).toHaveLength(0);
    expect(read.failures).toHaveLength(1);
  });

  test("waits in a draft until its form comes back, and is submitted once, by the same person", async () => {
    const { studio, asks, nextAnswer, read } = await deskWith();
    await asks("help", {});
    await nextAnswer();
    const invocation = {
      command: "imagine",
      trigger: "button",
      values: { count: 2 },
      actor: ada,
      place: { platform: "desk", workspace: "house", channel: "hall", thread: null },
      replyTo: { platform: "desk", session: null, audience: "public", locale: "en", data: {} },
      dedupeKey: "click",
    } as const;
    const { id, kept } = studio.draft(invocation);
    await kept;
    const sent = (prompt: string, actor: Actor) => ({ values: { prompt }, actor, replyTo: invocation.replyTo });
    expect(await studio.submit(id, sent("mine now", bob))).toBeNull();
    expect(await studio.submit(id, sent("a fox", ada))).toMatchObject({ first: true });
    expect(await studio.submit(id, sent("a fox", ada))).toBeNull();
    expect((await nextAnswer()).images).toHaveLength(2);
    expect(read.answers).toHaveLength(2);
  });
});

describe("a result", () => {
  test("comes with what there is when a picture is refused, and says why", async () => {
    const { asks, nextAnswer, read } = await deskWith({ script: inOrder(null, moderated("input")) });
    await asks("imagine", { prompt: "a fox", count: 2 });
    expect(await nextAnswer()).toMatchObject({ problem: "blocked", images: [{}] });
    expect(read.sentences()[0]).toBe("1 of 2 pictures are here.");
  });

  test("is used by others in the same place, and a private one by nobody else", async () => {
    const { asks, nextAnswer } = await deskWith();
    const open = await asks("imagine", { prompt: "a fox" });
    await nextAnswer();
    const hidden = await asks("imagine", { prompt: "a secret", private: true });
    await nextAnswer();

    await asks("vary", { subject: open.jobId ?? "" }, { actor: bob });
    expect(await nextAnswer()).toMatchObject({ problem: null });
    await asks("vary", { subject: hidden.jobId ?? "" }, { actor: bob });
    expect(await nextAnswer()).toMatchObject({ problem: "invalid" });
    await asks("edit", { image: hidden.jobId ?? "", prompt: "show it" }, { actor: bob });
    expect(await nextAnswer()).toMatchObject({ problem: "invalid" });
    await asks("info", { subject: hidden.jobId ?? "" }, { actor: bob });
    expect(await nextAnswer()).toMatchObject({ problem: "invalid" });
  });

  test("that is meant without naming it is one's own, and never a private one where everybody reads", async () => {
    const { asks, nextAnswer, read } = await deskWith();
    const mine = await asks("imagine", { prompt: "a fox" });
    await nextAnswer();
    await asks("imagine", { prompt: "a boat" }, { actor: bob });
    await nextAnswer();
    await asks("imagine", { prompt: "a secret", private: true });
    await nextAnswer();

    await asks("again", {});
    expect(await nextAnswer()).toMatchObject({ facts: [{ value: { literal: "a fox" } }, {}, {}, {}, {}, {}] });
    expect(read.sentences()).toContain(`This uses your newest result here, ${mine.jobId}-1.`);
  });

  test("whose row cannot be written at once is written a moment later, and the paid picture comes", async () => {
    const { asks, nextAnswer, records, server } = await deskWith({ paceMs: 100 });
    const { jobId } = await asks("imagine", { prompt: "a fox" });
    await expect.poll(() => server.requests.length).toBe(1);
    const transaction = records.transaction;
    let failures = 0;
    records.transaction = (work) => {
      const broken = failures < 2 && server.requests[0]?.paid === true;
      if (!broken) return transaction(work);
      failures += 1;
      return Promise.reject(new Error("database is locked"));
    };
    expect((await nextAnswer()).images.map(({ pictureId }) => pictureId)).toEqual([`${jobId}-1`]);
    expect(failures).toBe(2);
    expect(server.requests).toHaveLength(1);
  });

  test("knows the images that it was made from", async () => {
    const { asks, nextAnswer, records } = await deskWith(
      {},
      { "cat.png": await quarteredPng({ width: 64, height: 48 }) },
    );
    const cat = { attached: "desk", reference: "cat.png", name: "cat.png", bytes: null };
    const edited = await asks("edit", { image: cat, prompt: "a hat" });
    await nextAnswer();
    const again = await asks("edit", { image: `${edited.jobId}-1`, prompt: "a red hat" });
    await nextAnswer();

    const { job, parents } = await records.transaction(async ({ jobs, pictures, images }) => {
      const picture = await pictures.find(`${again.jobId}-1`);
      return { job: await jobs.find(again.jobId ?? ""), parents: await images.parents(picture?.imageId ?? "") };
    });
    expect(job?.parentJobId).toBe(edited.jobId);
    expect(parents).toEqual(job?.request.images);
  });

  test("shows its progress while it is painted, with the newest state first", async () => {
    const { asks, nextAnswer, read } = await deskWith({ paceMs: 60 });
    await asks("imagine", { prompt: "a fox" });
    await nextAnswer();
    expect(read.progress.length).toBeGreaterThan(1);
    expect(read.progress.at(-1)?.elapsedMs).toBeGreaterThan(0);
  });

  test("shows unfinished pictures small, and takes them away when the finished one is there", async () => {
    const server = await imageServer({ paceMs: 150 });
    const { asks, nextAnswer, read, images } = await desk(modelAt(server), { partialImages: 3 });
    await asks("imagine", { prompt: "a fox" });
    await nextAnswer();
    const keys = read.progress.flatMap(({ partialKey }) => partialKey ?? []);
    expect(keys.length).toBeGreaterThan(0);
    await expect(images.read(keys[0] ?? "")).rejects.toMatchObject({ code: "delivery" });
  });

  test("names the file that could not be opened, and the one that is too large", async () => {
    const { asks, nextAnswer, read, server } = await deskWith({}, { "big.png": Buffer.alloc(6_000_000) });
    const file = (name: string) => ({ attached: "desk", reference: name, name, bytes: null });
    await asks("edit", { image: file("gone.png"), prompt: "a hat" });
    await nextAnswer();
    expect(read.sentences()).toEqual(["gone.png could not be opened. Please attach it again.", "Nothing was charged."]);
    await asks("edit", { image: file("big.png"), prompt: "a hat" });
    await nextAnswer();
    expect(read.sentences()[0]).toMatch(/^big\.png has [\d.]+ MB; at most 5 MB can be used\./);
    expect(server.requests).toHaveLength(0);
  });
});

describe("cancelling", () => {
  test("ends what waits for nothing and aborts what runs; a stranger cannot", async () => {
    const { studio, asks, nextAnswer, records, server } = await deskWith({ script: () => silence });
    const { jobId } = await asks("imagine", { prompt: "a fox", count: 2 });
    await expect.poll(() => server.requests.length).toBe(2);
    expect(await studio.cancel(jobId ?? "", bob)).toBe(false);
    expect(await studio.cancel(jobId ?? "", ada)).toBe(true);
    expect(await studio.cancel(jobId ?? "", ada)).toBe(false);
    expect(await nextAnswer()).toMatchObject({ problem: "cancelled", images: [] });

    await expect.poll(() => server.requests.map(({ state }) => state)).toEqual(["aborted", "aborted"]);
    const pictures = await records.transaction((rows) => rows.pictures.ofJob(jobId ?? ""));
    const booked = await records.transaction((rows) => rows.ledger.ofJob(jobId ?? ""));
    for (const picture of pictures) expect(picture).toMatchObject({ state: "unknown", charged: "unknown" });
    // It was their own decision, so the estimate counts for them as well: cancelling late is no way around a limit.
    expect(booked).toHaveLength(2);
    for (const row of booked) {
      expect(row).toMatchObject({ personMicros: row.costMicros, source: "estimate" });
      expect(row.costMicros).toBeGreaterThan(0);
    }
  });
});
