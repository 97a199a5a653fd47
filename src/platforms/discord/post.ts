import type { Answer } from "#core/answer.ts";
import type { Place, ReplyAddress } from "#core/people.ts";
import type { Journal } from "#core/platform.ts";
import type { Delivered } from "#core/rows.ts";
import { readAddress } from "./address.ts";
import { bring } from "./bring.ts";
import type { ReplyParts } from "./reply.ts";
import { channelRung, interactionRung, type Rung, tokenLives } from "./rungs.ts";

/**
 * Posts for all who are at a place: as the bot, or, where only the person has installed it, as a follow-up to their asking,
 * which is as public as what others write. It never becomes a direct message: it is for those who are there.
 */
export async function discordPost(
  parts: Pick<ReplyParts, "calls" | "ahead" | "images" | "tools" | "now" | "log">,
  place: Place,
  answer: Answer,
  journal: Journal,
  replyTo: ReplyAddress,
): Promise<Delivered> {
  const address = { ...readAddress(replyTo), message: null };
  const { locale } = replyTo;
  const channel = place.thread ?? place.channel;
  const guild = place.workspace === address.guild ? address.guild : null;
  const to = { ...parts, address: { ...address, guild }, audience: "public" as const, locale, journal };
  const ways: Rung[] = [];
  if (address.botWrites || channel !== address.channel) ways.push(channelRung(to, channel));
  if (channel === address.channel && tokenLives(address, parts.now())) ways.push(interactionRung(to));
  for (const way of ways) way.edits = false;
  return bring({ ...parts, locale, channel, alone: false }, answer, journal, { next: () => ways.shift() ?? null });
}
