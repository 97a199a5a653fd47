import type { Answer } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import type { Place, ReplyAddress } from "#core/people.ts";
import type { Journal } from "#core/platform.ts";
import type { Delivered } from "#core/rows.ts";
import { readAddress } from "./address.ts";
import { bring, type Rung } from "./bring.ts";
import { picturesOf } from "./pictures.ts";
import type { ReplyParts } from "./reply.ts";
import { directTo } from "./tell-alone.ts";

/** Posts for all who are at a place. It never becomes a direct message, unless the place is the person's own conversation. */
export async function slackPost(
  parts: Omit<ReplyParts, "turns">,
  place: Place,
  answer: Answer,
  journal: Journal,
  replyTo: ReplyAddress,
): Promise<Delivered> {
  const { team, person } = readAddress(replyTo);
  const { channel, thread } = place;
  const isOwn = channel === person;
  const where = async () => (isOwn ? directTo(parts, readAddress(replyTo)) : { channel, thread });
  const rung: Rung = { name: "channel", where };
  if (!isOwn && !channel.startsWith("D") && (await parts.conversations.membership(channel)) === "out")
    throw new AppError("delivery", say("slack.may-not-post"), { log: "not in that conversation" });
  const { locale } = replyTo;
  const pictures = picturesOf(answer, true);
  return bring(parts, { answer, pictures, team, askedIn: channel, locale, journal }, [rung]);
}
