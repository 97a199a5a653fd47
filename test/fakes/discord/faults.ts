import { setTimeout as sleep } from "node:timers/promises";
import type { FakeDiscord } from "./discord-types.ts";
import type { FailOptions, Gate, LimitOptions } from "./fault-types.ts";
import { Refusal } from "./refusal.ts";
import type { RouteName } from "./routes.ts";

/** What a test has arranged to go wrong, by route. */
export interface Faults extends Pick<FakeDiscord, "fails" | "drops" | "slow" | "hold" | "limits" | "recovers"> {
  /** Waits where the route is held or slow; throws where it fails, is limited or is cut before its effect. */
  before(route: RouteName, isBotRoute: boolean): Promise<void>;
  /** Throws where the effect took place and the answer says otherwise. */
  after(route: RouteName): void;
  release(): void;
}

/** The socket is destroyed instead of an answer. */
export class Cut extends Error {}

export class TooMany extends Refusal {
  readonly retryAfterSeconds: number;
  readonly scope: string;

  constructor(retryAfterSeconds: number, scope: string) {
    super(429, 0, "You are being rate limited.");
    this.retryAfterSeconds = retryAfterSeconds;
    this.scope = scope;
  }
}

interface Planned {
  readonly route: RouteName;
  readonly afterEffect: boolean;
  left: number;
  error(): Error;
}

interface Limit extends LimitOptions {
  passed: number;
  left: number;
}

export function openFaults(): Faults {
  let planned: Planned[] = [];
  let limits: Limit[] = [];
  const pauses = new Map<RouteName, number>();
  const gates = new Map<RouteName, { readonly opened: Promise<void>; arrive(): void; leave(): void; open(): void }>();

  const strike = (route: RouteName, afterEffect: boolean) => {
    const plan = planned.find((each) => each.route === route && each.afterEffect === afterEffect && each.left > 0);
    if (plan === undefined) return;
    plan.left -= 1;
    throw plan.error();
  };
  const count = (route: RouteName, isBotRoute: boolean) => {
    for (const limit of limits) {
      // Interaction routes do not count towards the global limit.
      const counts = limit.route === undefined ? isBotRoute : limit.route === route;
      if (!counts) continue;
      limit.passed += 1;
      if (limit.passed <= limit.after || limit.left === 0) continue;
      limit.left -= 1;
      throw new TooMany(limit.retryAfterSeconds, limit.scope ?? (limit.route === undefined ? "global" : "user"));
    }
  };

  return {
    async before(route, isBotRoute) {
      const gate = gates.get(route);
      gate?.arrive();
      await gate?.opened;
      gate?.leave();
      const pauseMs = pauses.get(route);
      if (pauseMs !== undefined) await sleep(pauseMs);
      count(route, isBotRoute);
      strike(route, false);
    },
    after: (route) => strike(route, true),
    fails(route, { status, code = 0, message, times = Number.POSITIVE_INFINITY, afterEffect = false }: FailOptions) {
      planned.push({
        route,
        afterEffect,
        left: times,
        error: () => new Refusal(status, code, message ?? `${status}: made to fail`),
      });
    },
    drops(route, { times = 1, afterEffect = false } = {}) {
      planned.push({ route, afterEffect, left: times, error: () => new Cut("The connection is cut.") });
    },
    slow(route, ms) {
      pauses.set(route, ms);
    },
    limits(options) {
      limits.push({ ...options, passed: 0, left: options.times ?? 1 });
    },
    recovers() {
      planned = [];
      limits = [];
      pauses.clear();
    },
    hold(route): Gate {
      const reached = Promise.withResolvers<void>();
      const opened = Promise.withResolvers<void>();
      let waiting = 0;
      const open = () => {
        gates.delete(route);
        opened.resolve();
      };
      gates.set(route, {
        opened: opened.promise,
        arrive() {
          waiting += 1;
          reached.resolve();
        },
        leave() {
          waiting -= 1;
        },
        open,
      });
      return { reached: reached.promise, waiting: () => waiting, open };
    },
    release() {
      for (const gate of gates.values()) gate.open();
    },
  };
}
