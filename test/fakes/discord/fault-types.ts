import type { RouteName } from "./routes.ts";

/** A route that is held closed. */
export interface Gate {
  /** Resolves when the first request stands before it. */
  readonly reached: Promise<void>;
  /** How many requests stand before it now. */
  waiting(): number;
  open(): void;
}

export interface FailOptions {
  readonly status: number;
  /** Discord's JSON code; default 0. */
  readonly code?: number;
  readonly message?: string;
  /** How often; default: until `recovers()`. */
  readonly times?: number;
  /** Whether the effect takes place although the answer says otherwise; default false. */
  readonly afterEffect?: boolean;
}

export interface LimitOptions {
  /** Default: every route, as a global limit. */
  readonly route?: RouteName;
  /** That many requests pass, then 429. */
  readonly after: number;
  readonly retryAfterSeconds: number;
  /** How many answers are 429; default 1. */
  readonly times?: number;
  readonly scope?: "user" | "global" | "shared";
}
