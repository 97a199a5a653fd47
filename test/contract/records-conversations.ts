import { describe, expect, test } from "vitest";
import { answer } from "#core/answer.ts";
import type { Records, Transaction } from "#core/records.ts";
import type { Delivered, Delivery } from "#core/rows.ts";
import { aDelivery, aFailure, anInvocation, awkwardText, newId, somewhere, writeJob } from "./sample-rows.ts";

/** What is said back, where it was posted, and what is kept while a form is open. */
export function conversationsContract(records: () => Records): void {
  function within<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return records().transaction(work);
  }

  async function posting(changes: Partial<Delivery> = {}): Promise<Delivery> {
    const delivery = aDelivery(changes);
    await within(({ deliveries }) => deliveries.insert(delivery));
    const claimed = await within(({ deliveries }) => deliveries.claim(delivery.id, { owner: "a", leaseUntil: 50 }));
    if (!claimed) throw new Error("a waiting delivery could not be claimed");
    return claimed;
  }

  function find(id: string): Promise<Delivery | null> {
    return within(({ deliveries }) => deliveries.find(id));
  }

  function twoMessages(channel: string): Delivered {
    return {
      messages: [
        { channel, message: newId(), files: [1, 2].map((n) => ({ file: `file ${n}`, pictureId: `job-${n}` })) },
        { channel, message: newId(), files: [] },
        { channel, message: newId(), files: [{ file: "file 3 🦊", pictureId: "job-3" }] },
      ],
    };
  }

  describe("a delivery", () => {
    test("keeps, once it is settled, none of its words and nothing of its journal, but which result it was about", async () => {
      const about = { jobId: newId(), prompt: awkwardText, asker: { id: "ada", name: awkwardText }, parent: null };
      const said = answer({ result: about, text: [{ literal: awkwardText }], facts: [] });
      const { id } = await posting({ answer: said, journal: { step: awkwardText } });
      const { id: inWords } = await posting({ answer: { ...said, result: null } });
      const end = { state: "delivered", delivered: { messages: [] } } as const;
      for (const one of [id, inWords]) await within(({ deliveries }) => deliveries.settle(one, 1, end, 30));
      const left = answer({ result: { ...about, prompt: "", asker: { id: "ada", name: "" } } });
      expect(await find(id)).toMatchObject({ answer: left, journal: {} });
      expect(await find(inWords)).toMatchObject({ answer: null });
    });

    test("is written once and comes back as it was", async () => {
      const said = answer({ text: [{ literal: awkwardText }], problem: "provider" });
      const delivery = aDelivery({ answer: said, place: somewhere({ thread: "t" }), journal: { "a step": "🦊" } });
      expect(await within(({ deliveries }) => deliveries.insert(delivery))).toBe(true);
      expect(await within(({ deliveries }) => deliveries.insert({ ...delivery, answer: null }))).toBe(false);
      expect(await find(delivery.id)).toEqual(delivery);
      expect(await find(newId())).toBe(null);
    });

    test("is claimed by one of twenty who try at once", async () => {
      const delivery = aDelivery();
      await within(({ deliveries }) => deliveries.insert(delivery));
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          within(({ deliveries }) => deliveries.claim(delivery.id, { owner: `worker ${index}`, leaseUntil: 99 })),
        ),
      );
      const [only, ...others] = claims.filter((claim) => claim !== null);
      expect(others).toEqual([]);
      expect(only).toMatchObject({ state: "posting", attempt: 1, leaseUntil: 99 });
    });

    test("keeps every step of its journal, also those noted at the same time", async () => {
      const { id } = await posting();
      const steps = Array.from({ length: 20 }, (_, index) => `step ${index}`);
      await Promise.all(steps.map((step) => within(({ deliveries }) => deliveries.note(id, 1, step, awkwardText))));
      expect((await find(id))?.journal).toEqual(Object.fromEntries(steps.map((step) => [step, awkwardText])));
      expect(await within(({ deliveries }) => deliveries.note(id, 1, "step 3", "again"))).toBe(true);
      expect((await find(id))?.journal["step 3"]).toBe("again");
    });

    test("takes no step from an attempt that is not current, nor when it has ended", async () => {
      const { id } = await posting();
      expect(await within(({ deliveries }) => deliveries.note(id, 0, "late", "x"))).toBe(false);
      expect(await within(({ deliveries }) => deliveries.note(id, 2, "early", "x"))).toBe(false);
      const end = { state: "delivered", delivered: { messages: [] } } as const;
      await within(({ deliveries }) => deliveries.settle(id, 1, end, 30));
      expect(await within(({ deliveries }) => deliveries.note(id, 1, "after", "x"))).toBe(false);
      expect((await find(id))?.journal).toEqual({});
    });

    test("is given out again once its lease has run out, which only its current attempt can move", async () => {
      const { id } = await posting();
      expect(await within(({ deliveries }) => deliveries.renew(id, 1, 5_000))).toBe(true);
      expect(await within(({ deliveries }) => deliveries.renew(id, 2, 9_000))).toBe(false);
      await within(({ deliveries }) => deliveries.putBack(5_000));
      expect(await find(id)).toMatchObject({ state: "posting", leaseUntil: 5_000 });
      await within(({ deliveries }) => deliveries.putBack(5_001));
      expect(await find(id)).toMatchObject({ state: "waiting", attempt: 1 });
      expect(await within(({ deliveries }) => deliveries.renew(id, 1, 9_000))).toBe(false);
    });

    test("ends once, from its current attempt", async () => {
      const { id } = await posting();
      const undelivered = { state: "undelivered", failure: aFailure("no") } as const;
      const delivered = { state: "delivered", delivered: twoMessages(newId()) } as const;
      expect(await within(({ deliveries }) => deliveries.settle(id, 2, delivered, 30))).toBe(false);
      expect(await within(({ deliveries }) => deliveries.settle(id, 1, undelivered, 31))).toBe(true);
      expect(await within(({ deliveries }) => deliveries.settle(id, 1, delivered, 32))).toBe(false);
      expect(await find(id)).toMatchObject({ state: "undelivered", failure: undelivered.failure, settledAt: 31 });
      expect(await find(id)).toMatchObject({ owner: null, leaseUntil: null });
      expect(await within(({ deliveries }) => deliveries.messages(id))).toEqual({ messages: [] });
    });

    test("is found by any of its messages, with the pictures that they show", async () => {
      const place = somewhere();
      const delivered = twoMessages(place.channel);
      const { id } = await posting({ place });
      await within(({ deliveries }) => deliveries.settle(id, 1, { state: "delivered", delivered }, 30));
      expect(await within(({ deliveries }) => deliveries.messages(id))).toEqual(delivered);
      for (const { channel, message } of delivered.messages) {
        const found = await within(({ deliveries }) => deliveries.byMessage(place, channel, message));
        expect(found).toMatchObject({ id, state: "delivered", settledAt: 30 });
      }
    });

    test("is not found by another's message, nor from another workspace", async () => {
      const place = somewhere();
      const delivered = twoMessages(place.channel);
      const message = delivered.messages[0]?.message ?? "";
      const { id } = await posting({ place });
      await within(({ deliveries }) => deliveries.settle(id, 1, { state: "delivered", delivered }, 30));
      const wrong = [
        [place, place.channel, newId()],
        [place, newId(), message],
        [{ ...place, workspace: "w2" }, place.channel, message],
        [{ ...place, platform: "terminal" }, place.channel, message],
      ] as const;
      for (const [where, channel, sought] of wrong) {
        expect(await within(({ deliveries }) => deliveries.byMessage(where, channel, sought))).toBe(null);
      }
    });

    test("that replaced an earlier one in the same message is the one that is found", async () => {
      const place = somewhere();
      const delivered = { messages: [{ channel: place.channel, message: newId(), files: [] }] };
      const message = delivered.messages[0]?.message ?? "";
      const [first, second] = [
        await posting({ place, id: `z${newId()}` }),
        await posting({ place, id: `a${newId()}` }),
      ];
      await within(({ deliveries }) => deliveries.settle(second.id, 1, { state: "delivered", delivered }, 31));
      await within(({ deliveries }) => deliveries.settle(first.id, 1, { state: "delivered", delivered }, 30));
      const found = await within(({ deliveries }) => deliveries.byMessage(place, place.channel, message));
      expect(found?.id).toBe(second.id);
    });

    test("of a job is its newest", async () => {
      const job = await writeJob(records(), 1);
      const newest = aDelivery({ jobId: job.id, createdAt: 20 });
      for (const delivery of [aDelivery({ jobId: job.id, createdAt: 10 }), newest]) {
        await within(({ deliveries }) => deliveries.insert(delivery));
      }
      expect(await within(({ deliveries }) => deliveries.ofJob(job.id))).toEqual(newest);
      expect(await within(({ deliveries }) => deliveries.ofJob(newId()))).toBe(null);
    });
  });

  describe("a draft", () => {
    test("is taken once, though its form is sent ten times at once", async () => {
      const draft = { id: newId(), invocation: anInvocation(), createdAt: 5 };
      await within(({ drafts }) => drafts.insert(draft));
      const taken = await Promise.all(Array.from({ length: 10 }, () => within(({ drafts }) => drafts.take(draft.id))));
      expect(taken.filter((one) => one !== null)).toEqual([draft]);
    });

    test("that was taken in a transaction that failed is still there", async () => {
      const draft = { id: newId(), invocation: anInvocation(), createdAt: 5 };
      await within(({ drafts }) => drafts.insert(draft));
      const failing = within(async ({ drafts }) => {
        await drafts.take(draft.id);
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect(await within(({ drafts }) => drafts.take(draft.id))).toEqual(draft);
    });
  });
}
