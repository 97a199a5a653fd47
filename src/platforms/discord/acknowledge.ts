import { setTimeout as pause } from "node:timers/promises";
import {
  type APIInteraction,
  type APIInteractionResponse,
  InteractionResponseType,
  RateLimitError,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from "discord.js";
import { z } from "zod";
import type { Audience } from "#core/people.ts";
import { type Trouble, troubleOf } from "./errors.ts";
import { discordLimits } from "./limits.ts";
import { audienceOf } from "./posted.ts";

/** The message that a first answer made. */
export interface FirstMessage {
  readonly id: string;
  readonly audience: Audience;
}

export type Acknowledged =
  /** It is ours to answer; `message` is null when none was made, or none that is known of. */
  | { readonly taken: true; readonly message: FirstMessage | null }
  /** Somebody else has it, or it came too late to be answered at all. */
  | {
      readonly taken: false;
      readonly because: "elsewhere" | "too-late" | "refused" | "unreachable";
      readonly error: unknown;
    };

/** When the interaction came, by which clock, in milliseconds since 1970. */
export interface Arrival {
  readonly receivedAt: number;
  now(): number;
}

/** For so long after it came another try is begun; what is left of the 3 s is for the way there, in milliseconds. */
const triesForMs = discordLimits.acknowledgeWithinMs - 500;
/** Between two tries, in milliseconds: doubles from the first to the longest one. */
const firstPauseMs = 50;
const longestPauseMs = 400;

const postedMessage = z.object({ id: z.string(), flags: z.number().optional() });
const answerWithMessage = z.object({ resource: z.object({ message: postedMessage }) });

/**
 * Answers an interaction for the first time, which Discord waits 3 s for: tried again for as long as it may still come. A
 * connection that broke tells nothing of what came of it, so an answer that is there already after that is our own.
 */
export async function acknowledge(
  rest: REST,
  interaction: Pick<APIInteraction, "id" | "token" | "application_id">,
  body: APIInteractionResponse,
  { receivedAt, now }: Arrival = { receivedAt: Date.now(), now: Date.now },
): Promise<Acknowledged> {
  const { id, token } = interaction;
  let mayBeThere = false;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      const query = new URLSearchParams({ with_response: "true" });
      const answered = await rest.post(Routes.interactionCallback(id, token), { auth: false, body, query });
      const made = answerWithMessage.safeParse(answered).data?.resource.message;
      return { taken: true, message: made ? firstMessage(made) : null };
    } catch (thrown) {
      const error = troubleOf(thrown, "acknowledge");
      if (error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) {
        if (!mayBeThere) return { taken: false, because: "elsewhere", error };
        return { taken: true, message: await messageThere(rest, interaction, body) };
      }
      if (error.code === RESTJSONErrorCodes.UnknownInteraction) return { taken: false, because: "too-late", error };
      if (!mayWorkSoon(error)) return { taken: false, because: "refused", error };
      const limitedForMs = thrown instanceof RateLimitError ? Math.max(thrown.retryAfter, thrown.timeToReset) : 0;
      const againInMs = Math.max(pauseMs, limitedForMs);
      if (now() - receivedAt + againInMs > triesForMs) return { taken: false, because: "unreachable", error };
      // What was limited was not even looked at.
      mayBeThere ||= error.status !== 429;
      await pause(againInMs);
    }
  }
}

/** What Discord itself refuses it refuses again: all of 4xx but what came too fast, or too slowly. */
function mayWorkSoon({ status, verdict }: Trouble): boolean {
  if (status === 0) return verdict === "later";
  return status >= 500 || status === 429 || status === 408;
}

/** What became of an answer that nobody was told of; without it, the message can still be written to, as the interaction's own. */
async function messageThere(
  rest: REST,
  { application_id: application, token }: Pick<APIInteraction, "token" | "application_id">,
  { type }: APIInteractionResponse,
): Promise<FirstMessage | null> {
  if (type !== InteractionResponseType.ChannelMessageWithSource) return null;
  try {
    const there = await rest.get(Routes.webhookMessage(application, token, "@original"), { auth: false });
    return firstMessage(postedMessage.parse(there));
  } catch {
    return null;
  }
}

function firstMessage(posted: z.infer<typeof postedMessage>): FirstMessage {
  return { id: posted.id, audience: audienceOf(posted) };
}
