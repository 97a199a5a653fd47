import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Calls } from "./calls.ts";
import { localeScope } from "./scopes.ts";

/** In which languages people have their Slack. Without the scope nobody is asked, and nothing is known. */
export interface Locales {
  /** BCP 47, at once: for what nobody may wait for. Null where it is not known; then it is for whatever comes later. */
  known(person: string): string | null;
  /** The same, asked for if need be, which takes a second at most. */
  of(person: string): Promise<string | null>;
}

export interface LocalesOptions {
  readonly calls: Pick<Calls, "callInPassing">;
  /** What the token may do, as it is now. */
  scopes(): ReadonlySet<string>;
  now(): number;
}

const keptForMs = 24 * 3_600_000;
/** After how long it is asked again for what Slack did not tell, in milliseconds. */
const missedForMs = 600_000;
const waitedForMs = 1_000;
/** More people than this are not spoken to at once. */
const remembered = 5_000;

/** https://docs.slack.dev/reference/methods/users.info, with `include_locale` */
const profile = z.looseObject({ user: z.looseObject({ locale: z.string() }) });

interface Known {
  readonly locale: string | null;
  readonly until: number;
}

export function openLocales({ calls, scopes, now }: LocalesOptions): Locales {
  const people = new Map<string, Known>();
  const asked = new Map<string, Promise<string | null>>();

  async function look(person: string): Promise<string | null> {
    const found = await calls
      .callInPassing("users.info", { user: person, include_locale: true })
      .then(localeIn)
      // English will do.
      .catch(() => null);
    asked.delete(person);
    // What was known yesterday is better than nothing.
    const locale = found ?? people.get(person)?.locale ?? null;
    people.delete(person);
    people.set(person, { locale, until: now() + (found === null ? missedForMs : keptForMs) });
    const [oldest] = people.keys();
    if (people.size > remembered && oldest !== undefined) people.delete(oldest);
    return locale;
  }

  async function of(person: string): Promise<string | null> {
    const known = people.get(person);
    if ((known && now() < known.until) || !scopes().has(localeScope)) return known?.locale ?? null;
    const asking = asked.get(person) ?? Promise.race([look(person), pause(waitedForMs, null, { ref: false })]);
    // Whoever comes later waits no longer than the first one does.
    asked.set(person, asking);
    return asking;
  }

  return {
    of,
    known(person) {
      void of(person);
      return people.get(person)?.locale ?? null;
    },
  };
}

/** Null for what is no locale, which would let nothing be said at all. */
function localeIn(answer: unknown): string | null {
  const locale = profile.safeParse(answer).data?.user.locale ?? "";
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? null;
  } catch {
    return null;
  }
}
