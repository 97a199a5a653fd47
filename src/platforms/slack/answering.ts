import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import type { Platform } from "#core/platform.ts";
import type { ResultStyle } from "./bring.ts";
import { openCalls } from "./calls.ts";
import { openConversations } from "./conversations.ts";
import { slackPost } from "./post.ts";
import { slackPrepare } from "./prepare.ts";
import { slackRemove } from "./remove.ts";
import { type ReplyParts, slackReply } from "./reply.ts";
import { openTurns } from "./turns.ts";
import { usualLooksMs } from "./upload.ts";
import { openUploadRules } from "./upload-rules.ts";

export interface AnsweringOptions {
  /** The bot's. */
  readonly token: string;
  /** Such as `https://slack.com/api/`. */
  readonly apiUrl: string;
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

/** Everything that speaks: works in any process, from addresses alone, and receives nothing. */
export function openAnswering(options: AnsweringOptions): Pick<Platform, "prepare" | "reply" | "post" | "remove"> {
  const { token, apiUrl, autoJoin, waitedOutMs, looksMs = usualLooksMs, ...given } = options;
  const calls = openCalls({ apiUrl, token, ...(waitedOutMs === undefined ? {} : { waitedOutMs }) });
  const parts: ReplyParts = {
    ...given,
    ...{ calls, looksMs, turns: openTurns(), rules: openUploadRules(given.now) },
    conversations: openConversations(calls, { autoJoin }),
  };
  return {
    prepare: (address) => slackPrepare(parts, address),
    reply: (address) => slackReply(parts, address),
    post: (place, answer, journal, replyTo) => slackPost(parts, place, answer, journal, replyTo),
    remove: (delivered) => slackRemove(parts, delivered),
  };
}
