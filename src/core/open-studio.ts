import { checkMayShow } from "./access.ts";
import { type AdmissionParts, admit } from "./admission.ts";
import type { Answer } from "./answer.ts";
import { cancelJob } from "./cancel.ts";
import type { ImageRequest, Surroundings } from "./command.ts";
import { AppError, asAppError } from "./errors.ts";
import type { Feed } from "./feed.ts";
import { addDelivery, waitingDelivery } from "./hand-over.ts";
import type { Invocation } from "./invocation.ts";
import { say } from "./message.ts";
import { newestIn } from "./newest-in.ts";
import { type ReplyAddress, samePerson } from "./people.ts";
import { showProgress } from "./progress.ts";
import type { Transaction } from "./records.ts";
import { draftKey, refusal } from "./refusal.ts";
import { type CommandParts, runCommand, surroundings } from "./run-command.ts";
import type { Receipt, Studio } from "./studio.ts";
import { suggestions } from "./suggestions.ts";
import type { Timing } from "./timing.ts";
import { checkValues } from "./values.ts";

export interface StudioParts extends AdmissionParts, CommandParts {
  readonly feed: Feed;
  /** This process, for leases. */
  readonly owner: string;
  readonly timing: Timing;
  /** Aborts what is being taken in when the process stops. */
  readonly signal: AbortSignal;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

interface Asked {
  readonly request: ImageRequest;
  /** With the defaults of this person at this place. */
  readonly around: Surroundings;
}

/** What the rest of this process needs of the studio. */
export interface OpenStudio extends Studio {
  /** Goes on with an asking that was received and not closed: its process is gone. Rejects when the rows cannot be written. */
  resume(invocation: Invocation): Promise<void>;
  /** Resolves when nothing is being taken in. */
  settled(): Promise<void>;
}

/** The core as platforms see it: takes askings in, and sees to it that every one gets an answer. */
export function openStudio(parts: StudioParts): OpenStudio {
  const { records, commands, chance, queue } = parts;
  const underWay = new Set<Promise<unknown>>();
  /** Keys of the askings that are being taken in here: large attachments may take longer than a lease. */
  const takenIn = new Set<string>();

  /** Remembers what is under way, until it is not. */
  function tracked<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const forget = () => void underWay.delete(work);
    work.then(forget, forget);
    return work;
  }

  async function receive(given: Invocation): Promise<Receipt> {
    const forAsker = commands.find(({ name }) => name === given.command)?.audience === "asker";
    const audience = forAsker || given.values.private === true ? "private" : given.replyTo.audience;
    const invocation = { ...given, replyTo: { ...given.replyTo, audience } };
    const { dedupeKey } = invocation;
    try {
      const now = chance.now();
      const row = { dedupeKey, invocation, receivedAt: now };
      const claim = { owner: parts.owner, leaseUntil: now + parts.timing.intakeLeaseMs };
      if (!(await records.transaction(({ inbox }) => inbox.receive(row, claim)))) {
        const earlier = await records.transaction(({ inbox }) => inbox.find(dedupeKey));
        return { jobId: earlier?.jobId ?? null, first: false };
      }
      return { jobId: await process(invocation), first: true };
    } catch (error) {
      // Without rows there is no delivery, so the person is told directly.
      const failure = asAppError(error);
      parts.log("asking not kept", { dedupeKey, error: failure });
      // Kept after all, and stopped on the way: the next process goes on with it.
      if (parts.signal.aborted) return { jobId: null, first: true };
      await parts.platforms
        .find(({ name }) => name === invocation.replyTo.platform)
        ?.reply(invocation.replyTo)
        .fail(failure);
      return { jobId: null, first: true };
    }
  }

  /** Answers or admits a received asking; resolves with the job, if it became one. */
  async function process(invocation: Invocation): Promise<string | null> {
    takenIn.add(invocation.dedupeKey);
    try {
      const asked = await records.transaction((transaction) => ask(transaction, invocation));
      if (!asked) return null;
      const jobId = await admit(parts, invocation, asked.request, asked.around, parts.signal);
      if (jobId !== null) showWaiting(jobId, invocation.replyTo);
      return jobId;
    } catch (error) {
      if (parts.signal.aborted) throw error;
      const failure = asAppError(error);
      if (failure.code === "bug") parts.log("asking failed", { command: invocation.command, error: failure });
      const command = commands.find(({ name }) => name === invocation.command);
      const refused = refusal(invocation, command, [failure.text], failure.code);
      await records.transaction((transaction) => close(transaction, invocation, refused));
      return null;
    } finally {
      takenIn.delete(invocation.dedupeKey);
    }
  }

  /** Keeps the person posted until somebody paints, who does it from then on. */
  function showWaiting(jobId: string, replyTo: ReplyAddress): void {
    const platform = parts.platforms.find(({ name }) => name === replyTo.platform);
    if (!platform) return;
    const { progressEveryMs: everyMs } = platform.limits;
    const reply = platform.reply(replyTo);
    const progress = showProgress({ feed: parts.feed, reply, jobId, everyMs, now: chance.now });
    const unfollow = parts.feed.follow({ jobId }, (event) => {
      if (event.kind === "state" && event.job.queue === null) stop();
    });
    function stop(): void {
      parts.signal.removeEventListener("abort", stop);
      unfollow();
      progress.stop().catch(() => {});
    }
    parts.signal.addEventListener("abort", stop);
  }

  /** Asks the command; an answer is written down in the same transaction, a request for pictures is handed back. */
  async function ask(transaction: Transaction, invocation: Invocation): Promise<Asked | null> {
    const { asked, around } = await runCommand(parts, transaction, invocation);
    if ("kind" in asked) {
      const parent = asked.parentJobId === null ? null : await transaction.jobs.find(asked.parentJobId);
      if (parent) checkMayShow(parent, invocation);
      return { request: asked, around };
    }
    // Answered meanwhile, by whoever took it over: what the command did to the rows is taken back.
    if (!(await close(transaction, invocation, asked)))
      throw new AppError("cancelled", say("bug"), { log: `${invocation.dedupeKey} was answered meanwhile` });
    return null;
  }

  /** False, and nothing is written, when the asking was closed before. */
  async function close(transaction: Transaction, invocation: Invocation, said: Answer): Promise<boolean> {
    const delivery = waitingDelivery(chance.id(), invocation, { jobId: null, answer: said }, chance);
    const outcome = { jobId: null, deliveryId: delivery.id };
    if (!(await transaction.inbox.close(invocation.dedupeKey, outcome, chance.now()))) return false;
    await addDelivery(transaction, queue, delivery);
    return true;
  }

  return {
    commands,
    receive: (invocation) => tracked(receive(invocation)),
    async resume(invocation) {
      if (!takenIn.has(invocation.dedupeKey)) await tracked(process(invocation));
    },
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    check: (command, values) => checkValues(command, values, surroundings(parts)).problems,
    async look(invocation) {
      const seen: { answer?: Answer } = {};
      await records
        .transaction(async (transaction) => {
          const { asked } = await runCommand(parts, transaction, invocation);
          if ("kind" in asked)
            throw new AppError("bug", say("bug"), { log: `${invocation.command} cannot be looked at` });
          seen.answer = asked;
          // Whatever it would have changed is taken back.
          throw seen;
        })
        .catch((error: unknown) => {
          if (error !== seen) throw error;
        });
      if (!seen.answer) throw new Error("a transaction that was taken back did not say so");
      return seen.answer;
    },
    draft(invocation) {
      const draft = { id: chance.id(), invocation, createdAt: chance.now() };
      const kept = tracked(records.transaction(({ drafts }) => drafts.insert(draft)));
      // Whoever opened the form waits for nothing; when it comes back and was not kept, it says so.
      kept.catch((error: unknown) => parts.log("draft not kept", { draft: draft.id, error }));
      return { id: draft.id, kept };
    },
    async submit(draftId, { values, actor, replyTo, place }) {
      const draft = await records.transaction(async ({ drafts }) => {
        const taken = await drafts.take(draftId);
        if (!taken || samePerson(taken.invocation.actor, actor)) return taken;
        // Somebody else's form must not cost its owner what they have typed.
        await drafts.insert(taken);
        return null;
      });
      if (!draft) return null;
      const { invocation } = draft;
      return tracked(
        receive({
          ...{ ...invocation, replyTo: replyTo ?? invocation.replyTo, place: place ?? invocation.place },
          values: { ...invocation.values, ...values },
          dedupeKey: `${draftKey}${draftId}`,
        }),
      );
    },
    suggest: (actor, place, typed, limit) =>
      records.transaction((transaction) => suggestions(transaction, { actor, place }, typed, limit)),
    newestIn: (actor, place, audience = "public") =>
      records.transaction((transaction) => newestIn(transaction, { actor, place, audience })),
    jobOf: (dedupeKey) => records.transaction(async ({ inbox }) => (await inbox.find(dedupeKey))?.jobId ?? null),
    async cancel(jobId, actor) {
      const outcome = await records.transaction(async (transaction) => {
        const job = await transaction.jobs.find(jobId);
        return job && cancelJob(transaction, parts, job, actor);
      });
      parts.feed.changed(jobId);
      return outcome === "cancelled";
    },
    follow: (topic, listener) => parts.feed.follow(topic, listener),
  };
}
