import type { webApi } from "@slack/bolt";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { troubleOf } from "./errors.ts";
import type { SlackMessage } from "./message-files.ts";
import type { Receiving } from "./receiving.ts";
import type { Speech } from "./speech.ts";

/** Pauses before history is looked at again, in milliseconds: a message may not be there yet when its event is. */
const pausesMs = [0, 400, 1_200];

/**
 * A message with its files: the event of a mention leaves them out now and then, so that the message itself is looked up.
 * What may not be looked up stays as it came.
 */
export async function withFiles(
  client: webApi.WebClient,
  said: Speech,
  { expected, log }: { readonly expected: boolean } & Pick<Receiving, "log">,
): Promise<Speech> {
  // An event that has files has all of them; one of a plain message never lacks them.
  if (!expected || Array.isArray(said.files)) return said;
  const { channel, ts, thread_ts } = said;
  for (const pauseMs of pausesMs) {
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    try {
      // A thread is told from its beginning, after the message that it hangs under; a channel from its end.
      const found = thread_ts
        ? await client.conversations.replies({ channel, ts: thread_ts, oldest: ts, inclusive: true, limit: 2 })
        : await client.conversations.history({ channel, latest: ts, inclusive: true, limit: 1 });
      const message = found.messages?.find((each) => each.ts === ts);
      if (message) return { ...said, ...(message.files ? { files: message.files } : {}) };
    } catch (error) {
      logRefused(error, log);
      return said;
    }
  }
  return said;
}

/** The message that a thread hangs under; null when it may not be looked up. */
export async function messageAbove(
  client: webApi.WebClient,
  { channel, thread_ts: ts }: Pick<Speech, "channel" | "thread_ts">,
  log: Receiving["log"],
): Promise<SlackMessage | null> {
  if (ts === undefined) return null;
  try {
    const { messages } = await client.conversations.replies({ channel, ts, limit: 1, inclusive: true });
    return (messages?.find((message) => message.ts === ts) as SlackMessage | undefined) ?? null;
  } catch (error) {
    logRefused(error, log);
    return null;
  }
}

/**
 * Without the scope for history nobody can look, and the event is all there is. Where Slack is only away, what somebody means
 * is not guessed, for it would be paid for: rejects with a `provider` AppError.
 */
function logRefused(error: unknown, log: Receiving["log"]): void {
  const trouble = troubleOf(error, "history");
  if (!trouble || trouble.verdict === "later")
    throw new AppError("provider", say("slack.not-looked-up"), { log: trouble?.message ?? "history", cause: error });
  log("message not looked up", { refusal: trouble.message });
}
