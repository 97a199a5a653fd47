import { describe, expect, test } from "vitest";
import type { Answer } from "#core/answer.ts";
import { personScope } from "#core/scopes.ts";
import { settlePicture } from "#core/settle-picture.ts";
import { words } from "#core/words.ts";
import { inOrder, silence } from "#src/local-images-api/faults.ts";
import { ada, type Desk, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";
import { quarteredPng } from "#test/images.ts";

const bob = { ...ada, id: "bob", name: "Bob" };

async function opened(options: Parameters<typeof imageServer>[0] = {}) {
  const files = new Map([["cat.png", await quarteredPng({ width: 64, height: 64 })]]);
  const server = await imageServer(options);
  return { server, ...(await desk(modelAt(server), { files })) };
}

async function say(open: Desk, command: string, values: object, more: object = {}): Promise<Answer> {
  await open.asks(command, { ...values }, more);
  return open.nextAnswer();
}

function sentences({ text }: Answer): readonly string[] {
  return text.map((one) => words(one, "en"));
}

const cat = { attached: "desk", reference: "cat.png", name: "cat.png", bytes: null };

describe("forgetting a person", () => {
  test("first says what would go and what stays, and changes nothing", async () => {
    const open = await opened();
    await say(open, "imagine", { prompt: "a secret garden", count: 2 });
    const told = await say(open, "forget", {});
    expect(sentences(told)).toEqual([
      "This deletes what is kept of you here, for good: the words of 1 result, 2 pictures, what you attached, your defaults and your name. What is under way is cancelled. Say it again with sure to go on.",
      "Costs stay in the books, without your name. What others asked for again in your words is theirs, and stays.",
      "1 message with your pictures stay posted, in the channels below. Delete them there, or with remove before you say sure.",
    ]);
    expect(told.facts).toMatchObject([{ label: { literal: "desk" } }]);
    expect(await say(open, "history", {})).toMatchObject({ facts: [{}], images: [{}] });
  });

  test("deletes words, pictures, drafts and defaults, and keeps the costs without a name", async () => {
    const open = await opened();
    await say(open, "settings", { name: "quality", value: "high" });
    const painted = await say(open, "edit", { image: cat, prompt: "a secret hat" });
    await say(open, "info", { subject: painted.result?.jobId ?? "" });
    const others = await say(
      open,
      "edit",
      { image: painted.result?.jobId ?? "", prompt: "another hat" },
      { actor: bob },
    );
    await open.records.transaction(({ settings }) => settings.set(personScope(ada), "blocked", "yes"));

    const done = await say(open, "forget", { sure: true });
    expect(sentences(done)).toEqual([
      "Done: the words of 1 result and 1 picture are deleted, with what you attached, your defaults and your name.",
      "Costs stay in the books, without your name. What others asked for again in your words is theirs, and stays.",
      "2 messages with your pictures stay posted. Delete them in the channels below, or with remove and the id of the result.",
    ]);
    const key = painted.images[0]?.key ?? "";
    await expect.poll(() => open.images.read(key).catch(() => "gone")).toBe("gone");
    const left = await open.records.transaction(async ({ jobs, ledger, settings, images }) => {
      const job = await jobs.find(painted.result?.jobId ?? "");
      return {
        job,
        attached: await images.find(job?.request.images[0] ?? ""),
        booked: await ledger.ofJob(painted.result?.jobId ?? ""),
        settings: await settings.all(personScope(ada)),
      };
    });
    expect(left.job).toMatchObject({ request: { prompt: "" }, actor: { id: "ada", name: "" } });
    expect(left.attached?.deletedAt).not.toBe(null);
    expect(left.booked).toMatchObject([{ actor: { id: "ada", name: "" } }]);
    // Nobody unblocks themselves by being forgotten.
    expect(left.settings).toEqual({ blocked: "yes" });

    expect(await say(open, "vary", { subject: others.result?.jobId ?? "" }, { actor: bob })).toMatchObject({
      problem: null,
    });
    expect(sentences(await say(open, "again", { subject: painted.result?.jobId ?? "" }, { actor: bob }))[0]).toMatch(
      /^The words of \w{10} were deleted, so it cannot be asked for again\./,
    );
    expect(sentences(await say(open, "forget", { sure: true }))[0]).toBe("Nothing of yours is kept here.");
  });

  test("leaves no word of it in any row", async () => {
    const open = await opened();
    const painted = await say(open, "imagine", { prompt: "xylophone" });
    for (const command of ["info", "history", "post"]) {
      await say(open, command, command === "history" ? {} : { subject: painted.result?.jobId ?? "" });
    }
    await say(open, "forget", { sure: true });
    const asked = ["asking 1", "asking 2", "asking 3", "asking 4"];
    const rows = await open.records.transaction(async ({ inbox, jobs, deliveries }) => {
      const askings = await Promise.all(asked.map((key) => inbox.find(key)));
      const answers = await Promise.all(askings.map((row) => deliveries.find(row?.deliveryId ?? "")));
      return { askings, answers, jobs: await jobs.newest({ actor: ada }, null, 9) };
    });
    expect(rows.answers.filter((row) => row !== null)).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(/xylophone|Ada/);
  });

  test("asked for by one event that arrives a hundred times, happens once", async () => {
    const open = await opened();
    await say(open, "imagine", { prompt: "a fox" });
    const same = { dedupeKey: "the same event" };
    await Promise.all(Array.from({ length: 100 }, () => open.asks("forget", { sure: true }, same)));
    expect(sentences(await open.nextAnswer())[0]).toMatch(/^Done: the words of 1 result/);
    expect(open.read.answers).toHaveLength(2);
  });

  test("first cancels what is under way, and keeps nothing of what still arrives", async () => {
    const open = await opened({ script: inOrder(silence, silence) });
    const { jobId } = await open.asks("imagine", { prompt: "a fox", count: 2 });
    await expect.poll(() => open.server.requests.length).toBe(2);
    await open.asks("forget", { sure: true });
    await open.nextAnswer();
    await open.nextAnswer();
    await expect.poll(() => open.server.requests.map(({ state }) => state)).toEqual(["aborted", "aborted"]);

    const id = `${jobId}-1`;
    const late = await open.records.transaction(async (transaction) => {
      const job = await transaction.jobs.find(jobId ?? "");
      const picture = await transaction.pictures.find(id);
      if (!job || !picture) throw new Error("the rows stay");
      const image = {
        ...{ id: "late", key: `${"0".repeat(64)}.png`, sha256: "0".repeat(64), format: "png" as const, bytes: 1 },
        ...{ size: job.request.size, jobId: job.id, createdAt: 5, deletedAt: null },
      };
      const settlement = {
        ...{ state: "rendered" as const, paintedImageId: "late", costMicros: 9, costSource: "usage" as const },
        ...{ notes: [], requestId: null, usage: null },
      };
      await settlePicture(transaction, { job, picture, settlement, image, priceVersion: "" }, 7);
      return { image: await transaction.images.find("late"), booked: await transaction.ledger.ofJob(job.id) };
    });
    expect(late.image).toMatchObject({ deletedAt: 7 });
    expect(late.booked.map(({ actor }) => actor.name)).toEqual(["", ""]);
  });
});
