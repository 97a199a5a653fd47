import type { Micros } from "./money.ts";
import type { Actor, Place } from "./people.ts";
import { type Period, periodsAt } from "./periods.ts";
import type { Transaction } from "./records.ts";
import { channelScope, personScope, roleScope, type ScopeKind, totalScope, workspaceScope } from "./scopes.ts";

/** What the operator's configuration says of limits. */
export interface LimitPolicy {
  /** IANA name; days and months begin at its midnight. */
  readonly timeZone: string;
  readonly dailyMicros: Micros | null;
  readonly monthlyMicros: Micros | null;
}

/** What one budget allows in the current period; at least one of the two is not null. */
export interface Limit {
  readonly kind: Exclude<ScopeKind, "role">;
  readonly scope: string;
  readonly period: Period;
  readonly maxMicros: Micros | null;
  readonly maxImages: number | null;
}

/** How many jobs one person may have. */
export interface PersonLimits {
  /** Painted at the same time; the others wait. */
  readonly running: number;
  /** Open in all; one more is refused. */
  readonly open: number;
}

type Named = Readonly<Record<string, string>>;

/** Three at once and ten more waiting, as people know it from other image bots. */
const usual: PersonLimits = { running: 3, open: 13 };

/** Every limit that an asking of this person at this place counts against. */
export async function limitsFor(
  transaction: Transaction,
  { actor, place }: { readonly actor: Actor; readonly place: Place },
  policy: LimitPolicy,
  now: number,
): Promise<readonly Limit[]> {
  const workspace = await transaction.settings.all(workspaceScope(actor));
  const [day, month] = periodsAt(now, policy.timeZone);
  const personal = await personalBudgets(transaction, actor, workspace);
  const named: readonly (readonly [Limit["kind"], string, Named])[] = [
    ["person", personScope(actor), personal],
    ["channel", channelScope(place), await transaction.settings.all(channelScope(place))],
    ["workspace", workspaceScope(actor), workspace],
    ["total", totalScope, { ...configured(policy), ...(await transaction.settings.all(totalScope)) }],
  ];
  return named
    .flatMap(([kind, scope, settings]): readonly Limit[] => [
      {
        kind,
        scope,
        period: day,
        maxMicros: amount(settings["daily-budget"]),
        maxImages: amount(settings["daily-images"]),
      },
      { kind, scope, period: month, maxMicros: amount(settings["monthly-budget"]), maxImages: null },
    ])
    .filter(({ maxMicros, maxImages }) => maxMicros !== null || maxImages !== null);
}

/** How many jobs this person may have at once: their own setting, else their best role's, else the workspace's, else three and ten. */
export async function personLimits(transaction: Transaction, actor: Actor): Promise<PersonLimits> {
  const settings = await personalBudgets(transaction, actor, await transaction.settings.all(workspaceScope(actor)));
  const running = amount(settings["running-jobs"]) ?? usual.running;
  return { running, open: amount(settings["open-jobs"]) ?? usual.open };
}

/** A person's own settings stand above those of their roles, of which the most generous counts, and those above the workspace's. */
async function personalBudgets(transaction: Transaction, actor: Actor, workspace: Named): Promise<Named> {
  const roles: Named[] = [];
  for (const role of actor.roles) roles.push(await transaction.settings.all(roleScope(actor, role)));
  const own = await transaction.settings.all(personScope(actor));
  const found: Record<string, string> = {};
  for (const name of ["daily-budget", "monthly-budget", "daily-images", "running-jobs", "open-jobs"]) {
    const ofRoles = roles.flatMap((settings) => settings[name] ?? []).toSorted((a, b) => Number(b) - Number(a));
    const value = own[name] ?? ofRoles[0] ?? workspace[`person-${name}`];
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function configured({ dailyMicros, monthlyMicros }: LimitPolicy): Named {
  return {
    ...(dailyMicros === null ? {} : { "daily-budget": String(dailyMicros) }),
    ...(monthlyMicros === null ? {} : { "monthly-budget": String(monthlyMicros) }),
  };
}

function amount(value: string | undefined): number | null {
  return value === undefined ? null : Number(value);
}
