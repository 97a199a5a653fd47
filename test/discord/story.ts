import { expect, onTestFinished } from "vitest";
import type { Exchange } from "#test/fakes/discord/exchange.ts";
import type { Person } from "#test/fakes/discord/place-types.ts";
import type { Instance } from "#test/instances.ts";
import { readable } from "./readable.ts";
import { type OnDiscord, onDiscord, type Scene } from "./studio-on-discord.ts";

export interface Story extends OnDiscord {
  /** What somebody sees in the channel, or in their direct messages, or elsewhere. */
  sees(person: Person, where?: Person["direct"]): string;
}

/**
 * The bot on Discord, for stories in which nothing may go wrong unseen: at their end nobody was left with a failed
 * interaction, Discord refused nothing, nothing could have pinged anyone, and the log holds neither words nor tokens.
 */
export async function story(scene: Scene = {}, about: { readonly isAboutTrouble?: boolean } = {}): Promise<Story> {
  const opened = await onDiscord(scene);
  const { discord, images, channel } = opened;
  const instances: Instance[] = [opened.bot];
  onTestFinished(() => {
    if (!about.isAboutTrouble) {
      expect(discord.trouble).toEqual([]);
      expect(discord.refusals).toEqual([]);
    }
    expect(discord.exchanges.filter(couldPing).map(({ route, body }) => ({ route, body }))).toEqual([]);
    const log = instances.map((instance) => instance.log()).join("\n");
    const secrets = [discord.token, "sk-test-of-ada-1234", ...tokensIn(log)];
    const words = images.requests.map(({ fields }) => String(fields.prompt));
    expect([...secrets, ...words].filter((secret) => secret !== "" && log.includes(secret))).toEqual([]);
  });
  return {
    ...opened,
    sees: (person, where = channel) => readable(where.transcript({ as: person }), discord),
    async start() {
      const instance = await opened.start();
      instances.push(instance);
      return instance;
    },
  };
}

/** Tokens of interactions are 60 random bytes. */
function tokensIn(log: string): readonly string[] {
  return log.match(/[\w-]{80}/g) ?? [];
}

/** Whether a message was sent without saying that it mentions nobody. A promise of an answer, a form and choices cannot mention anyone. */
function couldPing({ method, path, body }: Exchange): boolean {
  if (method !== "POST" && method !== "PATCH") return false;
  if (!/\/(?:messages(?:\/[^/]+)?|callback|:token)$/.test(path) || typeof body !== "object" || body === null)
    return false;
  const message = "data" in body && "type" in body ? (body.type === 4 || body.type === 7 ? body.data : null) : body;
  if (typeof message !== "object" || message === null || "type" in message) return false;
  const mentions = "allowed_mentions" in message ? message.allowed_mentions : undefined;
  return (
    JSON.stringify({ ...(mentions ?? {}), replied_user: false }) !== JSON.stringify({ parse: [], replied_user: false })
  );
}
