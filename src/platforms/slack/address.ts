import { z } from "zod";
import type { ReplyAddress } from "#core/people.ts";

const data = z.object({
  /** The workspace whose token answers. */
  team: z.string(),
  /** Who asked. */
  person: z.string(),
  /** Where it was asked. */
  channel: z.string(),
  /** The message under which the answer belongs, by its ts; null for the channel itself. */
  thread: z.string().nullable(),
  /** Whether that was a thread before it was asked: elsewhere Slack shows nothing in threads that is for one person alone (chat.postEphemeral). */
  inThread: z.boolean().exactOptional(),
  /** Whether something stays that says that it is under way, and offers to cancel it: the acknowledgement of a slash command. */
  acknowledged: z.boolean().exactOptional(),
  /** Answers for 30 minutes and five times, also where the bot is not a member, but carries no files; null where there is none. */
  responseUrl: z.string().nullable(),
  /** When it was issued, in milliseconds since 1970; 0 without one. */
  issuedAt: z.number(),
  /** Where the result goes: the channel, or the conversation with the person alone. Decided before anything is paid. */
  bringTo: z.enum(["channel", "direct"]),
});

/** What any process needs to answer on Slack. */
export type SlackAddress = z.infer<typeof data>;

export function readAddress(address: ReplyAddress): SlackAddress {
  return data.parse(address.data);
}
