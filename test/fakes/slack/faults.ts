import { setTimeout as sleep } from "node:timers/promises";
import type { Gate } from "./fault-types.ts";
import type { Json } from "./json.ts";
import type { RouteName } from "./route.ts";
import type { FakeSlack } from "./slack-types.ts";

/** What a test has arranged to go wrong, by route. */
export interface Faults extends Pick<FakeSlack, "fails" | "drops" | "slow" | "hold" | "limits" | "recovers"> {
  /** Waits where the route is held or slow; throws where it fails or is cut before its effect. */
  before(route: RouteName): Promise<void>;
  /** Throws where the effect took place and the answer says otherwise. */
  after(route: RouteName): void;
}

/** The socket is destroyed instead of an answer. */
export class Cut extends Error {}

/** A scripted answer. */
export class Scripted extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;

  constructor(status: number, body: Json, headers: Readonly<Record<string, string>> = {}) {
    super(`scripted ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

interface Planned {
  readonly route: RouteName;
  readonly afterEffect: boolean;
  skip: number;
  left: number;
  error(): Error;
}

export function openFaults(): Faults {
  let planned: Planned[] = [];
  const pauses = new Map<RouteName, number>();
  const gates = new Map<RouteName, { readonly opened: Promise<void>; arrive(): void; leave(): void; open(): void }>();

  const strike = (route: RouteName, afterEffect: boolean): void => {
    for (const plan of planned) {
      if (plan.route !== route || plan.afterEffect !== afterEffect || plan.left === 0) continue;
      if (plan.skip > 0) {
        plan.skip -= 1;
        continue;
      }
      plan.left -= 1;
      throw plan.error();
    }
  };

  return {
    async before(route) {
      const gate = gates.get(route);
      gate?.arrive();
      await gate?.opened;
      gate?.leave();
      const pauseMs = pauses.get(route);
      if (pauseMs !== undefined) await sleep(pauseMs);
      strike(route, false);
    },
    after: (route) => strike(route, true),
    fails(
      route,
      { error = "internal_error", status = 200, also = {}, afterEffect = false, after = 0 },
      times = Number.POSITIVE_INFINITY,
    ) {
      planned.push({
        route,
        afterEffect,
        skip: after,
        left: times,
        error: () => new Scripted(status, { ok: false, error, ...also }),
      });
    },
    limits(route, { retryAfterSeconds = 1, times = 1, after = 0 } = {}) {
      planned.push({
        route,
        afterEffect: false,
        skip: after,
        left: times,
        error: () =>
          new Scripted(429, { ok: false, error: "ratelimited" }, { "retry-after": String(retryAfterSeconds) }),
      });
    },
    drops(route, { times = 1, afterEffect = false } = {}) {
      planned.push({ route, afterEffect, skip: 0, left: times, error: () => new Cut("The connection is cut.") });
    },
    slow(route, ms) {
      pauses.set(route, ms);
    },
    recovers() {
      planned = [];
      pauses.clear();
      for (const gate of gates.values()) gate.open();
    },
    hold(route): Gate {
      const reached = Promise.withResolvers<void>();
      const opened = Promise.withResolvers<void>();
      let waiting = 0;
      const open = (): void => {
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
  };
}
