import { AppError } from "#core/errors.ts";
import { type Message, say } from "#core/message.ts";
import type { ReplyAddress } from "#core/people.ts";
import { words } from "#core/words.ts";
import { readAddress, type SlackAddress } from "./address.ts";
import { Trouble } from "./errors.ts";
import type { ReplyParts } from "./reply.ts";
import { tellAlone } from "./tell-alone.ts";

type PrepareParts = Pick<ReplyParts, "calls" | "conversations" | "rules" | "now" | "log">;

/**
 * Looks, before anything is paid, where a result can be brought: what is for the person alone, and what was asked where the
 * bot cannot post, comes as a direct message, which is said beforehand. Rejects where the workspace takes no pictures, as
 * far as that was seen lately, and where there would be no direct message either.
 */
export async function slackPrepare(parts: PrepareParts, replyTo: ReplyAddress): Promise<ReplyAddress> {
  const address = readAddress(replyTo);
  const rule = parts.rules.refusal(address.team);
  if (rule) throw new AppError("forbidden", say("slack.refused-before", { rule }));
  const why = await whyDirect(parts, replyTo, address);
  const prepared: SlackAddress = { ...address, bringTo: why ? "direct" : "channel" };
  if (why) {
    await parts.conversations.direct(address.person).catch(noDirect);
    // What was asked for as a private result was acknowledged as one.
    if (!address.acknowledged || replyTo.audience === "public") await tell(parts, address, replyTo.locale, why);
  }
  return { ...replyTo, data: prepared };
}

/** Null when it can be brought where it was asked, or when nothing tells that it cannot. */
async function whyDirect(
  { conversations }: PrepareParts,
  { audience }: ReplyAddress,
  address: SlackAddress,
): Promise<Message | null> {
  const { channel } = address;
  try {
    if (await conversations.isOwn(address)) return null;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    if (error.needed !== null) throw noScope(error.needed);
    // Slack is away; the delivery will see.
    return audience === "private" ? say("slack.comes-direct") : null;
  }
  if (channel.startsWith("D")) return say("slack.not-with-others");
  // What only one person sees on Slack carries no files.
  if (audience === "private") return say("slack.comes-direct");
  const membership = await conversations.membership(channel);
  return membership === "out" ? say("slack.not-member") : null;
}

function noDirect(error: unknown): void {
  if (!(error instanceof Trouble)) throw error;
  if (error.needed !== null) throw noScope(error.needed);
  if (error.verdict !== "later") throw new AppError("forbidden", say("slack.nowhere"), { log: error.message });
}

function noScope(scope: string): AppError {
  return new AppError("misconfigured", say("slack.no-scope", { scope }), { log: `the token lacks ${scope}` });
}

async function tell(parts: PrepareParts, address: SlackAddress, locale: string, why: Message): Promise<void> {
  const text = words(why, locale);
  const body = { text, blocks: [{ type: "section" as const, text: { type: "plain_text" as const, text } }] };
  await tellAlone(parts, address, body).catch((error: unknown) => {
    if (!(error instanceof Trouble)) throw error;
    parts.log("not told beforehand", { refusal: error.message });
  });
}
