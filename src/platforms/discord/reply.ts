import type { Answer } from "#core/answer.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import type { ReplyAddress } from "#core/people.ts";
import type { Journal, Reply } from "#core/platform.ts";
import { type DiscordAddress, readAddress } from "./address.ts";
import { bring } from "./bring.ts";
import type { Calls } from "./calls.ts";
import { tellAtOnce } from "./failure.ts";
import { openLadder } from "./ladder.ts";
import { report } from "./report.ts";
import { tokenLives } from "./rungs.ts";
import { isOwnOrStatus, lookAt } from "./status-message.ts";
import { tellAlone, wasToldAlone } from "./tell-alone.ts";
import type { Turn, Turns } from "./turns.ts";

export interface ReplyParts {
  readonly calls: Calls;
  readonly turns: Turns;
  readonly images: ImageStore;
  readonly tools: ImageTools;
  now(): number;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
  /** The message that showed how far a job is was deleted. */
  onMessageGone(jobId: string, address: ReplyAddress): void;
}

/** One conversation's way back, from ids and tokens alone. */
export function discordReply(parts: ReplyParts, replyTo: ReplyAddress): Reply {
  const { calls, turns, now, log } = parts;
  const address = readAddress(replyTo);
  const { audience, locale } = replyTo;

  async function answerIn(turn: Turn, answer: Answer, journal: Journal) {
    const edits = await mayEdit(parts, address, turn, answer, journal.key);
    turn.takenBy ??= journal.key;
    const alone = answer.problem !== null && answer.images.length === 0 && audience === "public";
    if (alone && (tokenLives(address, now()) || wasToldAlone(journal))) {
      const told = await tellAlone({ calls, address, locale, removes: edits, now }, answer, journal);
      if (told) return told;
    }
    const ladder = openLadder({ calls, address, audience, locale, journal, now });
    return bring({ ...parts, locale, channel: address.channel, alone: audience === "private" }, answer, journal, {
      next(trouble) {
        const rung = ladder.next(trouble);
        if (rung && !edits) rung.edits = false;
        return rung;
      },
    });
  }

  return {
    async progress(progress) {
      const turn = turns.of(address);
      if (turn.takenBy !== null || turn.silent) return;
      await turns.take(address, (mine) => report(parts, { address, replyTo }, mine, progress));
    },
    answer: (answer, journal) => turns.take(address, (turn) => answerIn(turn, answer, journal)),
    fail: (error) =>
      turns
        .take(address, (turn) => tellAtOnce({ calls, address, audience, locale, now }, turn, error))
        .catch((trouble: unknown) => {
          log("failure not told", { code: error.code, refusal: trouble instanceof Error ? trouble.message : "" });
        }),
  };
}

/**
 * Whether an answer may be written into the message of its address. Several deliveries can have the same address: a picture
 * that comes late, a retry. Only the first of them may, and its own repetition.
 */
async function mayEdit(
  { calls, now }: ReplyParts,
  address: DiscordAddress,
  turn: Turn,
  answer: Answer,
  key: string,
): Promise<boolean> {
  if (turn.gone) return false;
  if (turn.takenBy !== null) return turn.takenBy === key;
  // Words come once for every asking.
  if (turn.isStatus || answer.result === null) return true;
  const message = await lookAt(calls, address, now());
  return message === null || isOwnOrStatus(message, answer);
}
