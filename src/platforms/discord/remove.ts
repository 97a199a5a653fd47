import type { ReplyAddress } from "#core/people.ts";
import type { Delivered } from "#core/rows.ts";
import { addressLeft } from "./address.ts";
import { putOff } from "./bring.ts";
import type { Call } from "./calls.ts";
import { Trouble } from "./errors.ts";
import type { ReplyParts } from "./reply.ts";
import { channelMessage, interactionMessage } from "./routes.ts";
import { tokenLives } from "./rungs.ts";

/**
 * Takes messages away. A message that only its interaction could delete (for one person alone, or where the bot is no member)
 * counts as gone once the token has ended: nothing can be done about it, and nobody but its reader may see it. The bot can also
 * delete what it does not know the way back of any more.
 */
export async function discordRemove(
  { calls, now, log }: Pick<ReplyParts, "calls" | "now" | "log">,
  { messages }: Delivered,
  replyTo: ReplyAddress,
): Promise<void> {
  const address = addressLeft(replyTo);
  for (const { channel, message } of messages) {
    const ways: (() => Promise<unknown>)[] = [];
    const call = (where: Pick<Call, "path" | "route">): Call => ({ method: "DELETE", ...where });
    const asBot = () => calls.bot(call(channelMessage(channel, message)));
    const asInteraction =
      address !== null && channel === address.channel && tokenLives(address, now())
        ? [() => calls.interaction(call(interactionMessage(address, message)))]
        : [];
    // The bot deletes what it posted; what the interaction posted, the interaction knows as well.
    if (replyTo.audience === "public" && address?.botWrites) ways.push(asBot, ...asInteraction);
    else ways.push(...asInteraction, asBot);
    for (const way of ways) {
      try {
        await way();
        break;
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        if (error.verdict === "later" || error.status >= 500) throw putOff(error);
        log("message cannot be taken away this way", { refusal: error.message });
      }
    }
  }
}
