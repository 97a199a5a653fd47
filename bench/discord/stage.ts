import type { Burst, ToFake } from "./fake-process.ts";
import type { Bot } from "./parts.ts";

/** A chat service with a bot on it, each in a process of its own. */
export interface AnyStage {
  tell(message: ToFake): void;
  /** Resolves when the last byte of what shows the next picture is there. */
  arrived(): Promise<{ readonly atMs: number }>;
  /** Resolves with the figures of the burst that is under way. */
  burst(): Promise<Burst>;
  close(): Promise<void>;
}

/** Starts a service and, unless it is null, a bot on it. */
export type OpenStage<Stage extends AnyStage = AnyStage> = (bot: Bot | null, baseUrl: string) => Promise<Stage>;
