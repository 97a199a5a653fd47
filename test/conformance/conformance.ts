import type { Problem } from "./problems.ts";
import type { Told } from "./stories.ts";

/** How one service's exchanges are held against its published spec. */
export interface Conformance {
  readonly service: string;
  /** The tests that are run for it. */
  readonly stories: readonly string[];
  /** Its files in the folder of the specs. */
  readonly specs: readonly string[];
  /** Takes the specs in that order, and what the fake of that service saw. */
  check(specs: readonly unknown[], told: Told): Findings | Promise<Findings>;
}

export interface Violation extends Pick<Problem, "path" | "value" | "expected"> {
  readonly route: string;
  readonly part: string;
}

export interface Row {
  readonly route: string;
  /** With ` *` where the spec says nothing of it. */
  readonly status: string;
  readonly exchanges: number;
}

export interface Findings {
  readonly rows: readonly Row[];
  readonly violations: readonly Violation[];
  /** Routes that the adapter uses and no story went. */
  readonly unseen: readonly string[];
  readonly exceptions: readonly { readonly name: string; readonly reason: string; readonly seen: number }[];
}
