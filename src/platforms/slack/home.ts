import type { types, webApi } from "@slack/bolt";
import { type Answer, answer as answerOf } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import { answerBlocks } from "./blocks.ts";
import { slackLimits } from "./limits.ts";
import { actorOf, defaultLocale, placeOf, platformName } from "./people.ts";
import { addressOf, type Receiving, type Source } from "./receiving.ts";

/** What the app's own page says, in this order, each as the command of that name answers it. */
const parts = ["history", "usage", "help"] as const;

/** Shows somebody their recent results, what they have used and how to ask, on the app's own page. */
export async function showHome(receiving: Receiving, user: string, nowMs: number): Promise<void> {
  const source: Source = {
    ...{ person: { id: user, name: user, team: null }, channel: user, thread: null, answerUnder: null },
    ...{ responseUrl: null, audience: "private", nowMs },
  };
  const locale = (await receiving.locales.of(user)) ?? defaultLocale;
  const blocks: types.KnownBlock[] = [];
  for (const command of parts) {
    const said = await look(receiving, source, command);
    if (blocks.length > 0) blocks.push({ type: "divider" });
    // Pictures here would have to be uploaded anew each time that somebody looks.
    blocks.push(...answerBlocks({ ...said, images: [] }, locale));
  }
  await publish(receiving.client, user, blocks);
}

async function look(receiving: Receiving, source: Source, command: string): Promise<Answer> {
  const { members, studio } = receiving;
  try {
    return await studio.look({
      ...{ command, trigger: "slash", values: {}, dedupeKey: `${platformName}:home` },
      actor: actorOf(members, source.person),
      place: placeOf(members, source.channel, null),
      replyTo: addressOf(receiving, source, "private"),
    });
  } catch (error) {
    if (error instanceof AppError) return answerOf({ text: [error.text] });
    throw error;
  }
}

async function publish(client: webApi.WebClient, user_id: string, blocks: readonly types.KnownBlock[]): Promise<void> {
  await client.views.publish({ user_id, view: { type: "home", blocks: blocks.slice(0, slackLimits.viewBlocks) } });
}
