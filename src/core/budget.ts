import { AppError } from "./errors.ts";
import { type Limit, type LimitPolicy, limitsFor } from "./limits.ts";
import { type Message, say } from "./message.ts";
import { dollars, type Micros } from "./money.ts";
import type { Actor, Place } from "./people.ts";
import { periodsAt } from "./periods.ts";
import type { Transaction } from "./records.ts";
import type { BudgetHold, Picture } from "./rows.ts";
import { channelScope, personScope, totalScope, workspaceScope } from "./scopes.ts";

/** From this share of a limit on, people are told. */
const warnFrom = 0.8;

/**
 * Holds an upper bound against every budget that an asking counts against, in the transaction that admits it, so that no
 * two can hold the same money. Rejects with a `limited` AppError that says which budget is used up, and when it starts anew;
 * with a `misconfigured` one when money is limited and the model has no price.
 */
export async function hold(
  transaction: Transaction,
  who: { readonly actor: Actor; readonly place: Place },
  wanted: { readonly count: number; readonly eachMicros: Micros | null },
  policy: LimitPolicy,
  now: number,
): Promise<{ readonly holds: readonly BudgetHold[]; readonly notes: readonly Message[] }> {
  const reservedMicros = wanted.count * (wanted.eachMicros ?? 0);
  const notes: Message[] = [];
  for (const limit of await limitsFor(transaction, who, policy, now)) {
    if (limit.maxMicros !== null && wanted.eachMicros === null)
      throw new AppError("misconfigured", say("budget.no-price"));
    const {
      spentMicros,
      reservedMicros: held,
      images,
    } = await transaction.spending.get(limit.scope, limit.period.name);
    const micros = spentMicros + held + reservedMicros;
    const count = images + wanted.count;
    if (over(micros, limit.maxMicros) || over(count, limit.maxImages)) {
      const used = over(micros, limit.maxMicros) ? spentMicros + held : null;
      throw new AppError("limited", usedUp(limit, used, images));
    }
    const share = Math.max(shareOf(micros, limit.maxMicros), shareOf(count, limit.maxImages));
    if (share >= warnFrom) notes.push(say("budget.nearly", { ...named(limit), percent: Math.floor(share * 100) }));
  }
  const holds = holdsOf(who, policy, now);
  await transaction.spending.add(
    holds.map(({ scope, period }) => ({ scope, period, spentMicros: 0, reservedMicros, images: wanted.count })),
  );
  return { holds, notes };
}

/** What came of a picture, for the budgets that it was held against. */
export interface BudgetEnd {
  /** What is booked against everything but the person, and against the person. */
  readonly costMicros: Micros;
  readonly personMicros: Micros;
  /** Whether it counts as one of the period's images, again for everything but the person, and for the person. */
  readonly counts: boolean;
  readonly countsForPerson: boolean;
}

/** The end of a picture that was not charged. */
export const nothing: BudgetEnd = { costMicros: 0, personMicros: 0, counts: false, countsForPerson: false };

/** Replaces what was held for one picture by what came of it. */
export async function settleHolds(
  transaction: Transaction,
  holds: readonly BudgetHold[],
  picture: Pick<Picture, "reservedMicros">,
  end: BudgetEnd,
): Promise<void> {
  await transaction.spending.add(
    holds.map(({ scope, period, personal }) => ({
      scope,
      period,
      spentMicros: personal ? end.personMicros : end.costMicros,
      reservedMicros: -picture.reservedMicros,
      images: (personal ? end.countsForPerson : end.counts) ? 0 : -1,
    })),
  );
}

function holdsOf(
  { actor, place }: { actor: Actor; place: Place },
  policy: LimitPolicy,
  now: number,
): readonly BudgetHold[] {
  const scopes = [
    { scope: personScope(actor), personal: true },
    { scope: channelScope(place), personal: false },
    { scope: workspaceScope(actor), personal: false },
    { scope: totalScope, personal: false },
  ];
  // Counted whether or not there is a limit: one that is set at noon knows the morning.
  return periodsAt(now, policy.timeZone).flatMap(({ name: period }) => scopes.map((scope) => ({ ...scope, period })));
}

function over(used: number, max: number | null): boolean {
  return max !== null && used > max;
}

function shareOf(used: number, max: number | null): number {
  return max === null || max === 0 ? 0 : used / max;
}

/** `usedMicros` is null when it is the pictures that do not suffice. */
function usedUp(limit: Limit, usedMicros: Micros | null, images: number): Message {
  const parameters = { ...named(limit), until: limit.period.endsAt };
  if (usedMicros === null) {
    return say("budget.images-used-up", { ...parameters, used: images, max: limit.maxImages ?? 0 });
  }
  return say("budget.used-up", { ...parameters, used: dollars(usedMicros), max: dollars(limit.maxMicros ?? 0) });
}

function named({ kind, period }: Limit): { readonly whose: Message; readonly period: Message } {
  return { whose: say(`budget.of-${kind}`), period: say(`budget.${period.each}`) };
}
