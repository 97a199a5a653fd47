import { z } from "zod";
import type { DeliveredMessage } from "#core/rows.ts";
import type { SlackAddress } from "./address.ts";
import type { Calls } from "./calls.ts";
import type { Conversations } from "./conversations.ts";
import { Trouble } from "./errors.ts";
import { slackLimits } from "./limits.ts";
import type { MessageBody } from "./message.ts";
import { type Destination, postMessage, threadOf, withoutBlocks } from "./post-message.ts";

export interface TellParts {
  readonly calls: Calls;
  readonly conversations: Conversations;
  now(): number;
}

/** Slack names no message that was written through a response URL. */
const nameless = "ephemeral";

const posted = z.looseObject({ message_ts: z.string() });

/** The response URL while it works; null afterwards. */
function liveUrl({ responseUrl, issuedAt }: SlackAddress, now: number): string | null {
  return responseUrl !== null && now < issuedAt + slackLimits.responseUrlUsedForMs ? responseUrl : null;
}

/** Where a direct message to a person goes; in the thread where they asked, if they asked there. */
export async function directTo({ conversations }: TellParts, address: SlackAddress): Promise<Destination> {
  const channel = await conversations.direct(address.person);
  return { channel, thread: channel === address.channel ? address.thread : null };
}

/**
 * Says something to a person alone: where they asked, through the response URL or else as the bot, or as a direct message.
 * Rejects with a `Trouble`.
 */
export async function tellAlone(
  parts: TellParts,
  address: SlackAddress,
  body: MessageBody,
  { direct = true }: { readonly direct?: boolean } = {},
): Promise<DeliveredMessage> {
  const { calls, now } = parts;
  const { channel, person, thread } = address;
  const url = liveUrl(address, now());
  const { text, blocks } = body;
  const byUrl = async (to: string): Promise<DeliveredMessage> => {
    // Of a button it would replace the very message that the button stands under; of a command it replaces nothing (bolt-js#2287).
    const said = { response_type: "ephemeral", replace_original: false, text };
    await withoutBlocks((given) => calls.respond(to, { ...said, ...given }), blocks);
    return { channel, message: nameless, files: [] };
  };
  const asBot = async () => {
    const said = { channel, user: person, text, ...threadOf(address.inThread ? thread : null) };
    const answered = await withoutBlocks(
      (given) => calls.callOnce("chat.postEphemeral", { ...said, ...given }),
      blocks,
    );
    return { channel, message: `${nameless} ${posted.parse(answered).message_ts}`, files: [] };
  };
  const asDirect = async () => postMessage(calls, body, await directTo(parts, address));
  // Where nobody else reads, what is said may as well stay.
  const isAlone = channel === person || channel.startsWith("D");
  const here = url === null ? [] : [() => byUrl(url)];
  const ways = [...here, ...(direct && isAlone ? [] : [asBot]), ...(direct ? [asDirect] : [])];
  // A response URL speaks to the channel alone (bolt-js#963); whoever looks at a thread would not see it.
  if (address.inThread && ways.includes(asBot))
    ways.sort((one, other) => Number(other === asBot) - Number(one === asBot));

  const troubles: Trouble[] = [];
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      troubles.push(error);
    }
  }
  throw troubles.find(({ verdict }) => verdict === "later") ?? troubles.at(-1) ?? new Trouble("next", "no way to tell");
}
