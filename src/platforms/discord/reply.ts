import type { Answer } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import type { Audience, ReplyAddress } from "#core/people.ts";
import type { Journal, Reply } from "#core/platform.ts";
import type { Delivered } from "#core/rows.ts";
import { type DiscordAddress, readAddress } from "./address.ts";
import type { Ahead } from "./ahead.ts";
import { bring, putOff } from "./bring.ts";
import type { Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";
import { tellAtOnce } from "./failure.ts";
import { openLadder } from "./ladder.ts";
import { limits } from "./limits.ts";
import { report } from "./report.ts";
import { type Rung, tokenLives } from "./rungs.ts";
import { isOwnOrStatus, lookAt } from "./status-message.ts";
import { takeAway, tellAlone, tellWhere, wasToldAlone } from "./tell-alone.ts";
import type { Turn, Turns } from "./turns.ts";

export interface ReplyParts {
  readonly calls: Calls;
  readonly ahead: Ahead;
  readonly turns: Turns;
  readonly images: ImageStore;
  readonly tools: ImageTools;
  now(): number;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
  /** The message that showed how far a job is was deleted. */
  onMessageGone(jobId: string, address: ReplyAddress): void;
}

/** As long as this a report is taken to be what its message still says, in milliseconds: three in a row would have to be missed. */
const freshMs = 3 * limits.progressEveryMs;

/** One conversation's way back, from ids and tokens alone. */
export function discordReply(parts: ReplyParts, replyTo: ReplyAddress): Reply {
  const { calls, ahead, turns, now, log } = parts;
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
    // When the interaction has ended, what went wrong is still nobody else's business.
    if (alone && address.token !== null && !tokenLives(address, now())) {
      const told = await bringBy("private", answer, journal, false).catch(nowhere);
      if (told && edits) await takeAway(calls, address, now());
      if (told) return told;
    }
    return bringBy(audience, answer, journal, edits);
  }

  async function bringBy(to: Audience, answer: Answer, journal: Journal, edits: boolean): Promise<Delivered> {
    const ladder = openLadder({ calls, ahead, address, audience: to, locale, journal, now });
    let way: Rung["name"] | null = null;
    const told = { ...parts, locale, channel: address.channel, alone: to === "private" };
    const brought = await bring(told, answer, journal, {
      next(trouble) {
        const rung = ladder.next(trouble);
        if (rung && !edits) rung.edits = false;
        way = rung?.name ?? null;
        return rung;
      },
    });
    if (edits) await tellWhere({ ...parts, address, locale }, brought, way);
    return brought;
  }

  return {
    async progress(progress) {
      const turn = turns.of(address);
      if (turn.takenBy !== null || turn.silent) return;
      await turns.take(address, (mine) => report(parts, { address, replyTo }, mine, progress));
    },
    ahead(image, bytes, count) {
      // What is posted beside the message that shows progress, or by the bot, is a request of another kind.
      if (count === 1 && tokenLives(address, now())) ahead.begin(address, image, bytes);
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

/** This way is closed for good; one that is closed for now is tried again. */
function nowhere(error: unknown): null {
  if (error instanceof AppError && error.retryAfterMs === null) return null;
  throw error;
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
  // Words come once for every asking; and of what this process reported long ago, another one may have made an answer.
  const isStatus = turn.isStatus && now() - turn.reportedAt < freshMs;
  if (isStatus || answer.result === null) return true;
  const message = await lookAt(calls, address, now()).catch((error: unknown) => {
    // Written over unseen, another answer could be lost.
    throw error instanceof Trouble ? putOff(error) : error;
  });
  return message === null || isOwnOrStatus(message, answer);
}
