import { expect, onTestFinished } from "vitest";
import { actorOf, placeOf } from "#src/platforms/slack/people.ts";
import type { Exchange } from "#test/fakes/slack/exchange.ts";
import type { Channel, Person } from "#test/fakes/slack/place-types.ts";
import type { SeenMessage } from "#test/fakes/slack/seen-types.ts";
import type { Instance } from "#test/instances.ts";
import { readable } from "./readable.ts";
import { type OnSlack, onSlack, type Scene } from "./studio-on-slack.ts";

export interface Story extends OnSlack {
  /** What somebody sees in the channel, or in their conversation with the app, or elsewhere. */
  sees(person: Person, where?: Channel): string;
  /** Waits until so many messages of the bot with pictures stand there, and returns the newest. */
  shown(count: number, where?: Channel): Promise<SeenMessage>;
  /** The same, once the bot knows as well that it is there: till then nothing of it can be deleted. For what all may see. */
  results(count: number, where?: Channel): Promise<SeenMessage>;
  /** Waits until somebody reads these words, and returns the newest message that has them. */
  reads(person: Person, words: string | RegExp, where?: Channel): Promise<SeenMessage>;
  /** How many pictures the image service was paid for. */
  paid(): number;
}

/**
 * The bot on Slack, for stories in which nothing may go wrong unseen: at their end nobody was left without an answer, Slack
 * refused nothing, nothing could have called anyone, and the log holds neither words nor tokens.
 */
export async function story(scene: Scene = {}, about: { readonly isAboutTrouble?: boolean } = {}): Promise<Story> {
  const opened = await onSlack(scene);
  const { slack, images, channel } = opened;
  const instances: Instance[] = [opened.bot];
  onTestFinished(() => {
    if (!about.isAboutTrouble) {
      expect(slack.trouble).toEqual([]);
      expect(slack.refusals).toEqual([]);
    }
    expect(slack.exchanges.flatMap(callsIn)).toEqual([]);
    const log = instances.map((instance) => instance.log()).join("\n");
    const tokens = [slack.botToken, slack.appToken, slack.signingSecret, "sk-test-of-ada-1234"];
    const prompts = images.requests.map(({ fields }) => String(fields.prompt));
    const secrets = [...tokens, ...prompts, `${slack.origin}/commands/`, `${slack.origin}/actions/`];
    expect(secrets.filter((secret) => secret !== "" && log.includes(secret))).toEqual([]);
  });
  const last = (found: readonly SeenMessage[]): SeenMessage => {
    const message = found.at(-1);
    if (!message) throw new Error("there is no such message");
    return message;
  };
  const shown: Story["shown"] = async (count, where = channel) => {
    const found = () =>
      where.messages().filter((message) => message.author === slack.botName && message.files().length > 0);
    await slack.until(() => found().length >= count, { what: `${count} results` });
    return last(found());
  };
  async function isRecorded({ channelId, ts }: SeenMessage): Promise<void> {
    const members = { team: slack.workspace.id, admins: new Set<string>() };
    const actor = actorOf(members, opened.ada);
    const studio = instances.at(-1)?.limner.studio;
    for (let tries = 0; tries < 200; tries += 1) {
      if (await studio?.newestIn(actor, placeOf(members, channelId, ts))) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error("the bot does not know of its own message");
  }
  return {
    ...opened,
    sees: (person, where = channel) => readable(where.transcript({ as: person }), slack),
    shown,
    async results(count, where) {
      const message = await shown(count, where);
      await isRecorded(message);
      return message;
    },
    async reads(person, words, where = channel) {
      const read = () => where.messages({ as: person }).filter((message) => has(message.text(), words));
      await slack.until(() => read().length > 0, { what: String(words) });
      return last(read());
    },
    paid: () => images.requests.filter((request) => request.paid).length,
    async start() {
      const instance = await opened.start();
      instances.push(instance);
      return instance;
    },
  };
}

function has(text: string, words: string | RegExp): boolean {
  return typeof words === "string" ? text.includes(words) : words.test(text);
}

/** What in a message that was sent would call somebody, or be taken for a link of ours. Plain text is never read so. */
function callsIn({ arguments: sent }: Exchange): readonly string[] {
  return textsIn(sent).flatMap(
    (text) => text.match(/<(?!@[UW][A-Z0-9]+>|https?:\/\/[^<>]*>|!date\^[^<>]*>|#[CG][A-Z0-9]+>)[^<>]*>/g) ?? [],
  );
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  if ("type" in value && value.type === "plain_text") return [];
  return Object.entries(value).flatMap(([name, inside]) =>
    (name === "text" || name === "initial_comment") && typeof inside === "string" ? [inside] : textsIn(inside),
  );
}
