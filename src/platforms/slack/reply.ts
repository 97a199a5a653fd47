import { z } from "zod";
import type { Answer } from "#core/answer.ts";
import { say } from "#core/message.ts";
import type { ReplyAddress } from "#core/people.ts";
import type { Journal, Reply } from "#core/platform.ts";
import type { Delivered, DeliveredMessage } from "#core/rows.ts";
import { words } from "#core/words.ts";
import { readAddress } from "./address.ts";
import { section } from "./blocks.ts";
import { type BringParts, bring, type Rung } from "./bring.ts";
import { Trouble } from "./errors.ts";
import { tellAtOnce } from "./failure.ts";
import { messageOf } from "./message.ts";
import { picturesOf } from "./pictures.ts";
import { postMessage } from "./post-message.ts";
import { clearStatus, type Reported, report } from "./report.ts";
import { directTo, type TellParts, tellAlone } from "./tell-alone.ts";
import type { Turns } from "./turns.ts";
import { kept, putOff } from "./undelivered.ts";

export interface ReplyParts extends BringParts, TellParts {
  readonly turns: Turns;
}

/** The step of the journal with which words are said, and what it leaves behind. */
const saidStep = "said";
const said = z.object({ channel: z.string(), message: z.string(), files: z.array(z.never()) });

/** One conversation's way back, from ids and addresses alone. */
export function slackReply(parts: ReplyParts, replyTo: ReplyAddress): Reply {
  const { turns, log, conversations } = parts;
  const address = readAddress(replyTo);
  const { audience, locale } = replyTo;
  const reported: Reported = { address, audience, locale };

  async function answerNow(answer: Answer, journal: Journal): Promise<Delivered> {
    const inOwn = await conversations.isOwn(address).catch(closedWay);
    const pictures = picturesOf(answer, inOwn);
    const inChannel = inOwn || (audience === "public" && address.bringTo === "channel");
    if (pictures.length === 0 && answer.file === null) return sayIt(answer, journal, inChannel && !inOwn);
    const here: Rung = { name: "channel", where: async () => ({ channel: address.channel, thread: address.thread }) };
    const direct: Rung = { name: "direct", where: () => directTo(parts, address) };
    const { team, channel: askedIn } = address;
    const bringing = { answer, pictures, team, askedIn, locale, journal };
    const rungs = inChannel && address.channel !== address.person ? [here, direct] : [direct];
    const delivered = await bring(parts, bringing, rungs);
    const isHere = inOwn || delivered.messages.some(({ channel }) => channel === askedIn);
    if (!isHere) {
      // Of what was acknowledged it was said beforehand, unless it only turned out now.
      if (!address.acknowledged || address.bringTo === "channel") await tellWhere();
      await clearStatus(parts, reported);
    }
    return delivered;
  }

  /** Whoever waits where they asked is told where to look. Best effort: what it is about is there. */
  async function tellWhere(): Promise<void> {
    const text = words(say("slack.in-direct"), locale);
    await tellAlone(parts, address, { text, blocks: [section(text)] }, { direct: false }).catch((error: unknown) => {
      if (!(error instanceof Trouble)) throw error;
    });
  }

  /** Words alone: for all who are there, if they are for them; what went wrong is the person's own. */
  async function sayIt(answer: Answer, journal: Journal, forAll: boolean): Promise<Delivered> {
    const written = journal.done(saidStep);
    if (written !== null) return { messages: [said.parse(JSON.parse(written))] };
    const body = messageOf({ answer, notes: [], workspaceUrl: null, elsewhere: false, locale });
    let message: DeliveredMessage | null = null;
    if (forAll && answer.problem === null) {
      message = await postMessage(parts.calls, body, address).catch((error: unknown) => {
        if (!(error instanceof Trouble)) throw error;
        if (error.verdict === "later") throw putOff(error);
        return null;
      });
    }
    const isForAll = message !== null;
    message ??= await tellAlone(parts, address, body).catch((error: unknown) => {
      if (!(error instanceof Trouble)) throw error;
      throw error.verdict === "later" ? putOff(error) : kept(answer, [error]);
    });
    await journal.write(saidStep, JSON.stringify(message));
    if (!isForAll) await clearStatus(parts, reported);
    return { messages: [message] };
  }

  return {
    ahead: parts.ahead.begin,
    async progress(progress) {
      await turns.take(progress.job.jobId, (turn) => report(parts, reported, turn, progress));
    },
    answer: async (answer, journal) => {
      if (answer.result === null) return answerNow(answer, journal);
      return turns.take(answer.result.jobId, async (turn) => {
        turn.silent = true;
        return answerNow(answer, journal);
      });
    },
    fail: (error) =>
      tellAtOnce(parts, reported, error).catch((trouble: unknown) => {
        log("failure not told", { code: error.code, refusal: trouble instanceof Error ? trouble.message : "" });
      }),
  };
}

/** Whose conversation it is cannot be learned just now; then it counts as one where others read. */
function closedWay(error: unknown): false {
  if (!(error instanceof Trouble)) throw error;
  return false;
}
