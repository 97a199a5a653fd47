import { z } from "zod";
import type { ReplyAddress } from "#core/people.ts";

const data = z.object({
  /** Also the id of the webhook through which interactions are answered. */
  application: z.string(),
  /** Who asked. */
  person: z.string(),
  /** Null in direct messages. */
  guild: z.string().nullable(),
  /** Where the answer belongs: the thread, if it was asked in one. */
  channel: z.string(),
  /** The message that shows the status and becomes the answer; null when none is known. */
  message: z.string().nullable(),
  /** Of the interaction; null when it was asked by a message. */
  token: z.string().nullable(),
  /** When the token was issued, by our own clock, in milliseconds since 1970; 0 without one. */
  issuedAt: z.number(),
  /** Largest file that the interaction's webhook takes, in bytes. */
  uploadLimit: z.number(),
  /** Whether the bot itself is a member there and may write, as far as the asking told. */
  botWrites: z.boolean(),
});

/** What any process needs to answer on Discord. */
export type DiscordAddress = z.infer<typeof data>;

export function readAddress(address: ReplyAddress): DiscordAddress {
  return data.parse(address.data);
}

/** Null once retention or a wish to be forgotten has emptied it. */
export function addressLeft(address: ReplyAddress): DiscordAddress | null {
  return data.safeParse(address.data).data ?? null;
}
