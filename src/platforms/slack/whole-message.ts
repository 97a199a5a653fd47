import type { webApi } from "@slack/bolt";
import type { SlackMessage } from "./message-files.ts";
import type { Speech } from "./speech.ts";

/** Pauses before history is looked at again, in milliseconds: a message may not be there yet when its event is. */
const pausesMs = [0, 400, 1_200];

/**
 * A message with its files: the event of a mention leaves them out now and then, so that the message itself is looked up.
 * What cannot be looked up stays as it came.
 */
export async function withFiles(
  client: webApi.WebClient,
  said: Speech,
  {
    expected,
    log,
  }: { readonly expected: boolean; log(message: string, details: Readonly<Record<string, unknown>>): void },
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
      // Without the scope for history nobody can look; the event is all there is.
      log("message not looked up", { error: error instanceof Error ? error.message : "" });
      return said;
    }
  }
  return said;
}

/** The message that a thread hangs under; null when it cannot be looked up. */
export async function messageAbove(
  client: webApi.WebClient,
  { channel, thread_ts: ts }: Pick<Speech, "channel" | "thread_ts">,
  log: (message: string, details: Readonly<Record<string, unknown>>) => void,
): Promise<SlackMessage | null> {
  if (ts === undefined) return null;
  try {
    const { messages } = await client.conversations.replies({ channel, ts, limit: 1, inclusive: true });
    return (messages?.find((message) => message.ts === ts) as SlackMessage | undefined) ?? null;
  } catch (error) {
    log("thread not looked up", { error: error instanceof Error ? error.message : "" });
    return null;
  }
}
