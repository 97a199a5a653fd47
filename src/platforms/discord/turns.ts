import type { DiscordAddress } from "./address.ts";

/** What this process knows of one message that is edited until it holds an answer. */
export interface Turn {
  /** The delivery that has taken it, or null while it only shows how far things are. */
  takenBy: string | null;
  /** A report has been seen there, so it holds nothing else. */
  isStatus: boolean;
  /** It takes no more reports. */
  silent: boolean;
  /** It was deleted. */
  gone: boolean;
  /** The content and rows of the newest report, so that nothing is sent twice. */
  said: string;
  /** When that was, in milliseconds since 1970. */
  reportedAt: number;
  /** The unfinished picture in it, and the attachment that it became. */
  preview: { readonly key: string; readonly attachment: string } | null;
  /** What is under way, never rejecting. */
  underWay: Promise<unknown>;
}

export interface Turns {
  of(address: DiscordAddress): Turn;
  /** One after the other for one message. */
  take<Result>(address: DiscordAddress, work: (turn: Turn) => Promise<Result>): Promise<Result>;
}

/** More messages than this are not open at once; what is forgotten is looked up. */
const remembered = 2_000;

/** Reports and answers come from different hands; this keeps them in order, so that nothing is written over an answer. */
export function openTurns(): Turns {
  const turns = new Map<string, Turn>();

  function of(address: DiscordAddress): Turn {
    const key = `${address.channel}:${address.message ?? address.token ?? ""}`;
    const turn = turns.get(key) ?? {
      ...{ takenBy: null, isStatus: false, silent: false, gone: false, said: "", reportedAt: 0, preview: null },
      underWay: Promise.resolve(),
    };
    turns.delete(key);
    turns.set(key, turn);
    const [oldest] = turns.keys();
    if (turns.size > remembered && oldest !== undefined) turns.delete(oldest);
    return turn;
  }

  return {
    of,
    async take(address, work) {
      const turn = of(address);
      const mine = turn.underWay.then(() => work(turn));
      turn.underWay = mine.catch(() => {});
      return mine;
    },
  };
}
