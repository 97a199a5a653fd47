import { z } from "zod";
import type { DeliveredMessage } from "#core/rows.ts";
import type { Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";
import type { MessageBody } from "./message.ts";

/** A conversation, and the message under which something belongs there. */
export interface Destination {
  readonly channel: string;
  readonly thread: string | null;
}

const posted = z.looseObject({ channel: z.string(), ts: z.string() });

/** Says something for all who are there; in words alone where the blocks are refused. Rejects with a `Trouble`. */
export async function postMessage(
  calls: Calls,
  { text, blocks }: MessageBody,
  { channel, thread }: Destination,
): Promise<DeliveredMessage> {
  const said = { channel, text, ...threadOf(thread), unfurl_links: false, unfurl_media: false };
  const send = (given: object) => calls.callOnce("chat.postMessage", { ...said, ...given });
  const answered = posted.parse(await withoutBlocks((given) => send(given), blocks));
  return { channel: answered.channel, message: answered.ts, files: [] };
}

/** Sends with blocks, and again without where they are refused. */
export async function withoutBlocks(
  send: (given: { readonly blocks?: MessageBody["blocks"] }) => Promise<unknown>,
  blocks: MessageBody["blocks"],
): Promise<unknown> {
  try {
    return await send({ blocks });
  } catch (error) {
    if (!(error instanceof Trouble) || error.verdict !== "plain") throw error;
    return send({});
  }
}

export function threadOf(thread: string | null): { readonly thread_ts?: string } {
  return thread === null ? {} : { thread_ts: thread };
}
