import {
  type APIInteraction,
  type APIInteractionResponse,
  type REST,
  RESTJSONErrorCodes,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from "discord.js";
import { troubleOf } from "./errors.ts";

export type Acknowledged =
  /** It is ours to answer; `message` is the one that was made, if one was. */
  | { readonly taken: true; readonly message: string | null }
  /** Somebody else has it, or it came too late to be answered at all. */
  | {
      readonly taken: false;
      readonly because: "elsewhere" | "too-late" | "refused" | "unreachable";
      readonly error: unknown;
    };

/**
 * Answers an interaction for the first time, which Discord waits 3 s for. A connection that broke tells nothing of what
 * came of it, so it is tried once more, and an answer that is there already then is our own.
 */
export async function acknowledge(
  rest: REST,
  { id, token }: Pick<APIInteraction, "id" | "token">,
  body: APIInteractionResponse,
): Promise<Acknowledged> {
  for (let sentBefore = false; ; sentBefore = true) {
    try {
      const query = new URLSearchParams({ with_response: "true" });
      const answered = (await rest.post(Routes.interactionCallback(id, token), { auth: false, body, query })) as
        | RESTPostAPIInteractionCallbackWithResponseResult
        | undefined;
      return { taken: true, message: answered?.resource?.message?.id ?? null };
    } catch (thrown) {
      const error = troubleOf(thrown, "acknowledge");
      if (error === null) throw thrown;
      if (error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)
        return sentBefore ? { taken: true, message: null } : { taken: false, because: "elsewhere", error };
      if (error.code === RESTJSONErrorCodes.UnknownInteraction) return { taken: false, because: "too-late", error };
      if (error.verdict !== "later") return { taken: false, because: "refused", error };
      if (sentBefore) return { taken: false, because: "unreachable", error };
    }
  }
}
