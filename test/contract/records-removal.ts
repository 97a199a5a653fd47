import { describe, expect, test } from "vitest";
import { answer } from "#core/answer.ts";
import { say } from "#core/message.ts";
import type { Records, Transaction } from "#core/records.ts";
import {
  aDelivery,
  aLedgerRow,
  anImage,
  anInvocation,
  aPicture,
  newId,
  somebody,
  somewhere,
  writeJob,
} from "./sample-rows.ts";

/** Taking away what was posted, forgetting a person, and the sums of the books. */
export function removalContract(records: () => Records): void {
  const within = <T>(work: (transaction: Transaction) => Promise<T>) => records().transaction(work);

  /** A delivered result of one picture, in two messages of which the first shows it. */
  async function delivered(changes: Parameters<typeof aDelivery>[0] = {}) {
    const job = await writeJob(records(), 1);
    const pictureId = `${job.id}-1`;
    const delivery = aDelivery({ jobId: job.id, ...changes });
    const shown = { channel: delivery.place.channel, message: newId(), files: [{ file: "f", pictureId }] };
    const words = { channel: delivery.place.channel, message: newId(), files: [] };
    await within(async ({ deliveries }) => {
      await deliveries.insert(delivery);
      await deliveries.claim(delivery.id, { owner: "a", leaseUntil: 1 });
      await deliveries.settle(
        delivery.id,
        1,
        { state: "delivered", delivered: { messages: [shown, words] } },
        delivery.createdAt,
      );
    });
    return { job, delivery, pictureId, shown, words };
  }

  describe("messages that are to be taken away", () => {
    test("are found by their job and by the pictures that they show", async () => {
      const { job, delivery, pictureId } = await delivered();
      const history = await delivered({ jobId: null, createdAt: delivery.createdAt + 1 });
      const ids = async (jobId: string, pictureIds: readonly string[]) =>
        (await within(({ removals }) => removals.deliveries(jobId, pictureIds))).map(({ id }) => id);
      expect(await ids(job.id, [])).toEqual([delivery.id]);
      expect(await ids(job.id, [pictureId, history.pictureId])).toEqual([delivery.id, history.delivery.id]);
      expect(await ids(newId(), [newId()])).toEqual([]);
    });

    test("are asked for once, claimed by one, and gone from what was posted when that is written down", async () => {
      const { delivery, shown, words } = await delivered();
      const { id } = delivery;
      expect(await within(({ removals }) => removals.request(id, [shown], 100))).toBe(1);
      expect(await within(({ removals }) => removals.request(id, [shown], 101))).toBe(0);
      expect(await within(({ removals }) => removals.claim(id, 300, 99))).toBe(null);
      const claims = await Promise.all([1, 2, 3].map(() => within(({ removals }) => removals.claim(id, 300, 200))));
      expect(claims.filter((claim) => claim !== null)).toEqual([
        { messages: [shown], replyTo: delivery.replyTo, tries: 1 },
      ]);
      await within(({ removals }) => removals.note(id, shown, 201));
      await within(({ removals }) => removals.end(id, 300, null));
      expect((await within(({ deliveries }) => deliveries.messages(id))).messages).toEqual([words]);
      expect(await within(({ removals }) => removals.claim(id, 900, 800))).toBe(null);
    });

    test("come back when their lease runs out, and with what was asked for meanwhile", async () => {
      const { delivery, shown, words } = await delivered();
      const { id } = delivery;
      const due = async (at: number) => (await within(({ removals }) => removals.due(at, 10_000))).map((row) => row.id);
      await within(({ removals }) => removals.request(id, [shown], 100));
      expect(await due(100)).toContain(id);
      await within(({ removals }) => removals.claim(id, 300, 100));
      expect(await due(299)).not.toContain(id);
      expect(await due(300)).toContain(id);
      await within(({ removals }) => removals.note(id, shown, 150));
      await within(({ removals }) => removals.request(id, [words], 160));
      // The first claim ends, and must not end what was asked for after it.
      await within(({ removals }) => removals.end(id, 300, null));
      expect(await within(({ removals }) => removals.claim(id, 500, 200))).toMatchObject({
        messages: [words],
        tries: 1,
      });
      await within(({ removals }) => removals.end(id, 500, 700));
      expect(await due(699)).not.toContain(id);
      expect(await within(({ removals }) => removals.claim(id, 900, 700))).toMatchObject({ tries: 2 });
    });

    test("of a post are known by its channel", async () => {
      const place = somewhere();
      const { job } = await delivered({ kind: "post", place });
      const posted = (where: typeof place) => within(({ deliveries }) => deliveries.wasPosted(job.id, where));
      expect(await posted({ ...place, thread: "t" })).toBe(true);
      expect(await posted(somewhere())).toBe(false);
      const reply = await delivered({ place });
      expect(await within(({ deliveries }) => deliveries.wasPosted(reply.job.id, place))).toBe(false);
    });
  });

  test("a shared job is for all, and nothing else of it changes", async () => {
    const job = await writeJob(records(), 1);
    const hidden = { ...job, id: newId(), replyTo: { ...job.replyTo, audience: "private" as const } };
    await within(({ jobs }) => jobs.insert(hidden));
    await within(({ jobs }) => jobs.makePublic(hidden.id));
    expect(await within(({ jobs }) => jobs.find(hidden.id))).toEqual({ ...hidden, replyTo: job.replyTo });
  });

  describe("the books", () => {
    test("add up by person from one moment up to another, in one workspace or everywhere", async () => {
      const workspace = newId();
      const [ada, bob] = [somebody({ workspace }), somebody({ workspace, name: "Bob" })];
      const book = async (actor: typeof ada, bookedAt: number, costMicros: number, where = workspace) => {
        const job = await writeJob(records(), 1, { actor });
        const row = { actor, place: somewhere({ workspace: where }), bookedAt, costMicros };
        await within(({ ledger }) => ledger.book(aLedgerRow(`${job.id}-1`, row)));
      };
      await book(ada, 100, 1_000);
      await book({ ...ada, roles: ["other"] }, 150, 2_000);
      await book(bob, 199, 5_000);
      await book(bob, 200, 700);
      await book(bob, 150, 90, "elsewhere");
      const sums = (from: number, until: number) =>
        within(({ ledger }) => ledger.sums({ platform: "web", workspace }, from, until));
      const of = ({ platform, workspace, id, name }: typeof ada) => ({ platform, workspace, id, name });
      expect(await sums(100, 200)).toEqual([
        { ...of(bob), costMicros: 5_000, images: 1 },
        { ...of(ada), costMicros: 3_000, images: 2 },
      ]);
      expect(await sums(200, 201)).toEqual([{ ...of(bob), costMicros: 700, images: 1 }]);
      expect(await sums(300, 400)).toEqual([]);
      const everywhere = await within(({ ledger }) => ledger.sums(null, 150, 151));
      expect(everywhere.find(({ id }) => id === bob.id)).toMatchObject({ costMicros: 90 });
    });
  });

  describe("what is on its way when its person is forgotten", () => {
    const text = say("forget.not-brought");
    const notice = answer({ text: [text], problem: "cancelled" });
    const failure = { code: "cancelled", text, charged: "no" } as const;
    const find = (id: string) => within(({ deliveries }) => deliveries.find(id));

    async function onItsWay(changes: Parameters<typeof aDelivery>[0]) {
      const delivery = aDelivery(changes);
      await within(({ deliveries }) => deliveries.insert(delivery));
      return delivery;
    }

    test("becomes a notice: their results, their answers, and what tells others of their results", async () => {
      const [ada, bob] = [somebody(), somebody()];
      const [ofAda, ofBob] = [
        await writeJob(records(), 1, { actor: ada }),
        await writeJob(records(), 1, { actor: bob }),
      ];
      const about = (id: string) => answer({ text: [say("cancel.ended", { id: `${id}-1` })] });
      const result = await onItsWay({ jobId: ofAda.id });
      const post = await onItsWay({ jobId: ofAda.id, kind: "post", pictureIds: [`${ofAda.id}-1`] });
      const told = await onItsWay({ answer: about(ofAda.id) });
      const [said, done] = [await onItsWay({ answer: about("x") }), await onItsWay({ answer: about("y") })];
      for (const [command, { id }] of Object.entries({ history: said, forget: done })) {
        const invocation = anInvocation({ actor: ada, command });
        const row = { dedupeKey: invocation.dedupeKey, invocation, receivedAt: 1 };
        await within(({ inbox }) => inbox.receive(row, { owner: "a", leaseUntil: 9 }));
        await within(({ inbox }) => inbox.close(row.dedupeKey, { jobId: null, deliveryId: id }, 5));
      }
      const others = [await onItsWay({ jobId: ofBob.id }), await onItsWay({ answer: about(ofBob.id) }), done];

      expect(await within(({ people }) => people.callOff(ada, notice, failure))).toBe(4);
      expect(await within(({ people }) => people.callOff(ada, notice, failure))).toBe(0);
      for (const { id } of [result, post, told, said]) {
        const called = { kind: "reply", jobId: null, pictureIds: null, answer: notice, failure, state: "waiting" };
        expect(await find(id)).toMatchObject(called);
      }
      for (const other of others) expect(await find(other.id)).toEqual(other);
    });

    test("is put off and tried again only as a notice, and ends undelivered", async () => {
      const job = await writeJob(records(), 1);
      const { id } = await onItsWay({ jobId: job.id });
      await within(({ deliveries }) => deliveries.claim(id, { owner: "a", leaseUntil: 50 }));
      await within(({ people }) => people.callOff(job.actor, notice, failure));
      await within(({ deliveries }) => deliveries.putBack(51));
      expect(await within(({ deliveries }) => deliveries.claim(id, { owner: "b", leaseUntil: 90 }))).toMatchObject({
        answer: notice,
      });
      const told = { channel: "c", message: newId(), files: [] };
      const end = { state: "delivered", delivered: { messages: [told] } } as const;
      expect(await within(({ deliveries }) => deliveries.settle(id, 2, end, 60))).toBe(true);
      expect(await find(id)).toMatchObject({ state: "undelivered", failure, answer: null });
      expect((await within(({ removals }) => removals.due(99, 10_000))).map((row) => row.id)).not.toContain(id);
    });

    test("is taken away again when it was just being posted, wherever its posting comes to an end", async () => {
      const job = await writeJob(records(), 1);
      const { id } = await onItsWay({ jobId: job.id });
      await within(({ deliveries }) => deliveries.claim(id, { owner: "a", leaseUntil: 50 }));
      await within(({ people }) => people.callOff(job.actor, notice, failure));
      const files = [{ file: "f", pictureId: `${job.id}-1` }];
      const messages = [
        { channel: "c", message: newId(), files },
        { channel: "c", message: newId(), files: [] },
      ];
      await within(({ deliveries }) => deliveries.settle(id, 1, { state: "delivered", delivered: { messages } }, 40));
      expect(await find(id)).toMatchObject({ state: "undelivered", settledAt: 40 });
      expect(await within(({ removals }) => removals.claim(id, 90, 40))).toMatchObject({ messages });
    });
  });

  describe("a person who is forgotten", () => {
    test("leaves ids, keys and amounts, but no word, picture or name", async () => {
      const actor = somebody({ name: "Ada" });
      const [attached, painted] = [anImage(), anImage()];
      const job = await writeJob(records(), 0, { actor, handedOverAt: 5 });
      const invocation = anInvocation({ actor });
      const said = aDelivery({ answer: null, settledAt: 5, state: "delivered" });
      await within(async ({ jobs, images, pictures, ledger, inbox, drafts, deliveries }) => {
        await images.insert(attached, []);
        const edited = { ...job, id: newId(), request: { ...job.request, images: [attached.id], mask: null } };
        await jobs.insert(edited);
        await images.insert({ ...painted, jobId: edited.id }, []);
        await pictures.insert([aPicture(edited.id, { paintedImageId: painted.id, imageId: painted.id })]);
        await ledger.book(aLedgerRow(`${edited.id}-1`, { actor }));
        await deliveries.insert(said);
        await inbox.receive(
          { dedupeKey: invocation.dedupeKey, invocation, receivedAt: 1 },
          { owner: "a", leaseUntil: 9 },
        );
        await inbox.close(invocation.dedupeKey, { jobId: null, deliveryId: said.id }, 5);
        await drafts.insert({ id: invocation.dedupeKey, invocation, createdAt: 1 });
      });
      expect(await within(({ people }) => people.kept(actor))).toEqual({ jobs: 2, images: 1, messages: [] });
      for (const at of [10, 20]) await within(({ people }) => people.forget(actor, at));

      expect(await within(({ people }) => people.kept(actor))).toEqual({ jobs: 0, images: 0, messages: [] });
      const all = await within(({ jobs }) => jobs.newest({ actor }, null, 9));
      for (const { actor: who, request, createdAt } of all) {
        expect({ who: [who.id, who.name], prompt: request.prompt }).toEqual({ who: [actor.id, ""], prompt: "" });
        expect(createdAt).toBe(job.createdAt);
      }
      for (const { id } of [attached, painted])
        expect(await within(({ images }) => images.find(id))).toMatchObject({ deletedAt: 10 });
      const row = await within(({ inbox }) => inbox.find(invocation.dedupeKey));
      expect(row).toMatchObject({ deliveryId: said.id, invocation: { values: {}, actor: { id: actor.id, name: "" } } });
      expect(await within(({ drafts }) => drafts.take(invocation.dedupeKey))).toBe(null);
      const booked = (await Promise.all(all.map(({ id }) => within(({ ledger }) => ledger.ofJob(id))))).flat();
      expect(booked).toMatchObject([{ costMicros: 53_000, actor: { id: actor.id, name: "" } }]);
    });

    test("leaves none of their words in the names of files that a terminal wrote", async () => {
      const nameLeft = async (session: string | null) => {
        const { job, delivery } = await delivered({ replyTo: { ...aDelivery().replyTo, session } });
        await within(({ people }) => people.forget(job.actor, 10));
        const { messages } = await within(({ deliveries }) => deliveries.messages(delivery.id));
        return messages[0]?.files[0]?.file;
      };
      expect([await nameLeft("a terminal"), await nameLeft(null)]).toEqual(["", "f"]);
    });

    test("takes nobody else's pictures along, though they were worked on", async () => {
      const [ada, bob] = [somebody(), somebody({ name: "Bob" })];
      const [ofBob, paintedForBob] = [anImage(), anImage()];
      const before = await writeJob(records(), 0, { actor: bob });
      await within(async ({ jobs, images }) => {
        await images.insert(ofBob, []);
        await images.insert({ ...paintedForBob, jobId: before.id }, []);
        const first = { ...before, id: newId(), request: { ...before.request, images: [ofBob.id], mask: null } };
        await jobs.insert(first);
        const request = { ...first.request, images: [ofBob.id, paintedForBob.id] };
        await jobs.insert({ ...first, id: newId(), actor: ada, parentJobId: first.id, request });
      });
      await within(({ people }) => people.forget(ada, 10));
      for (const { id } of [ofBob, paintedForBob])
        expect(await within(({ images }) => images.find(id))).toMatchObject({ deletedAt: null });
      expect(await within(({ jobs }) => jobs.find(before.id))).toEqual(before);
      expect(await within(({ people }) => people.kept(bob))).toMatchObject({ jobs: 2 });
    });
  });
}
