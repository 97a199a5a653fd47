import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import type { ReplyAddress } from "#core/people.ts";
import type { Platform } from "#core/platform.ts";
import { readAddress } from "./address.ts";
import { openAhead } from "./ahead.ts";
import type { ResultStyle } from "./bring.ts";
import { openCalls } from "./calls.ts";
import { openConversations } from "./conversations.ts";
import { type Locales, openLocales } from "./locales.ts";
import { slackPost } from "./post.ts";
import { slackPrepare } from "./prepare.ts";
import { slackRemove } from "./remove.ts";
import { type ReplyParts, slackReply } from "./reply.ts";
import type { TokenWatch } from "./token-watch.ts";
import { openTurns } from "./turns.ts";
import { usualLooksMs } from "./upload.ts";
import { openUploadRules } from "./upload-rules.ts";

export interface AnsweringOptions {
  /** The bot's. */
  readonly token: string;
  /** Such as `https://slack.com/api/`. */
  readonly apiUrl: string;
  /** Sees every answer of the Web API, and knows what the token may do; without it, people's languages are not asked for. */
  readonly watch?: TokenWatch;
  readonly style: ResultStyle;
  /** Whether a public channel is joined when somebody asks there. */
  readonly autoJoin: boolean;
  readonly images: ImageStore;
  readonly tools: ImageTools;
  now(): number;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
  /** Pauses between looking whether files are shown, in milliseconds; some 20 s in all unless told otherwise. */
  readonly looksMs?: readonly number[];
  /** Rate limits longer than this are not waited out; 30 s unless told otherwise. */
  readonly waitedOutMs?: number;
}

export interface Answering extends Pick<Platform, "prepare" | "reply" | "post" | "remove"> {
  readonly locales: Locales;
}

/** Everything that speaks: works in any process, from addresses alone, and receives nothing. */
export function openAnswering(options: AnsweringOptions): Answering {
  const { token, apiUrl, watch, autoJoin, waitedOutMs, looksMs = usualLooksMs, ...given } = options;
  const calls = openCalls({
    apiUrl,
    token,
    ...(watch ? { fetch: watch.fetch } : {}),
    ...(waitedOutMs === undefined ? {} : { waitedOutMs }),
  });
  const scopes = () => watch?.scopes() ?? new Set<string>();
  const locales = openLocales({ calls, scopes, now: given.now });
  const parts: ReplyParts = {
    ...given,
    ahead: openAhead(calls, given.now),
    ...{ calls, looksMs, turns: openTurns(), rules: openUploadRules(given.now) },
    conversations: openConversations(calls, { autoJoin }),
  };
  /** In the language of whoever asked, as it is known by now; when they asked, nothing could wait for that. */
  async function spoken(address: ReplyAddress): Promise<ReplyAddress> {
    return { ...address, locale: (await locales.of(readAddress(address).person)) ?? address.locale };
  }
  return {
    locales,
    prepare: async (address) => slackPrepare(parts, await spoken(address)),
    reply(address) {
      const reply = async () => slackReply(parts, await spoken(address));
      return {
        progress: async (progress) => (await reply()).progress(progress),
        ahead: parts.ahead.begin,
        answer: async (answer, journal) => (await reply()).answer(answer, journal),
        fail: async (error) => (await reply()).fail(error),
      };
    },
    post: async (place, answer, journal, replyTo) => slackPost(parts, place, answer, journal, await spoken(replyTo)),
    remove: (delivered) => slackRemove(parts, delivered),
  };
}
