import type { Delivered } from "#core/rows.ts";
import type { Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";
import { putOff } from "./undelivered.ts";

/**
 * Takes files and messages away: the files first, for a message that goes alone leaves its files in the workspace. What was
 * said to one person alone cannot be taken back, and is gone when they load Slack anew.
 */
export async function slackRemove(
  { calls, log }: { readonly calls: Calls; log(message: string, details: Readonly<Record<string, unknown>>): void },
  { messages }: Delivered,
): Promise<void> {
  for (const { channel, message, files } of messages) {
    for (const { file } of files) await attempt("files.delete", { file });
    if (/^\d+\.\d+$/.test(message)) await attempt("chat.delete", { channel, ts: message });
  }

  async function attempt(method: string, given: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      await calls.call(method, given);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      if (error.verdict === "later") throw putOff(error);
      if (error.verdict !== "gone") log("cannot be taken away", { refusal: error.message });
    }
  }
}
