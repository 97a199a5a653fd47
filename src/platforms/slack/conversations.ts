import { z } from "zod";
import type { SlackAddress } from "./address.ts";
import type { Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";

/** Where the bot can write. */
export interface Conversations {
  /** The conversation of the app with a person; asked for again, it is the same one. */
  direct(person: string): Promise<string>;
  /** Whether something was asked in that conversation, or in no conversation at all. */
  isOwn(address: Pick<SlackAddress, "person" | "channel">): Promise<boolean>;
  /** Whether the bot is a member, as far as its scopes let it see; joins a public channel when it may. */
  membership(channel: string): Promise<"in" | "out" | "unknown">;
  /** Such as `https://acme.slack.com/`; null while it cannot be learned. */
  workspaceUrl(): Promise<string | null>;
}

const opened = z.looseObject({ channel: z.looseObject({ id: z.string() }) });
const about = z.looseObject({
  channel: z.looseObject({
    is_member: z.boolean().optional(),
    is_private: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    is_im: z.boolean().optional(),
    is_mpim: z.boolean().optional(),
  }),
});
const self = z.looseObject({ url: z.string() });

/** More people than this are not answered at once; who is forgotten is asked for again. */
const remembered = 5_000;

export function openConversations(calls: Calls, { autoJoin }: { readonly autoJoin: boolean }): Conversations {
  const directs = new Map<string, string>();
  let workspace: string | null = null;

  async function direct(person: string): Promise<string> {
    const known = directs.get(person);
    if (known !== undefined) return known;
    const { channel } = opened.parse(await calls.call("conversations.open", { users: person }));
    const [oldest] = directs.keys();
    if (directs.size >= remembered && oldest !== undefined) directs.delete(oldest);
    directs.set(person, channel.id);
    return channel.id;
  }

  return {
    direct,
    async isOwn({ person, channel }) {
      if (channel === person) return true;
      return channel.startsWith("D") && (await direct(person)) === channel;
    },
    async membership(channel) {
      try {
        const found = about.parse(await calls.callInPassing("conversations.info", { channel })).channel;
        if (found.is_im || found.is_mpim || found.is_member !== false) return "in";
        if (found.is_private || found.is_archived || !autoJoin) return "out";
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        return error.code === "channel_not_found" ? "out" : "unknown";
      }
      try {
        await calls.callInPassing("conversations.join", { channel });
        return "in";
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        return "out";
      }
    },
    async workspaceUrl() {
      if (workspace !== null) return workspace;
      const answered = await calls.callInPassing("auth.test", {}).catch(() => null);
      const { data } = self.safeParse(answered);
      workspace = data && URL.canParse(data.url) ? data.url : null;
      return workspace;
    },
  };
}
