import type { Json } from "./json.ts";

/** A route that is held closed. */
export interface Gate {
  /** Resolves when the first request stands before it. */
  readonly reached: Promise<void>;
  /** How many requests stand before it now. */
  waiting(): number;
  open(): void;
}

export interface FailOptions {
  /** Slack's code. Default `internal_error`. */
  readonly error?: string;
  /** Default 200, as Slack does. */
  readonly status?: number;
  /** Members added to the answer (`needed`, `provided`, `response_metadata`). */
  readonly also?: Json;
  /** Whether the effect takes place although the answer says otherwise; default false. */
  readonly afterEffect?: boolean;
  /** That many requests pass first. Default 0. */
  readonly after?: number;
}
