import type { ComingImage } from "#core/answer.ts";
import type { Bytes } from "#core/bytes.ts";
import type { DiscordAddress } from "./address.ts";
import type { Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";
import { formWithJsonLast } from "./form-body.ts";
import { discordLimits } from "./limits.ts";
import type { MessageBody } from "./message.ts";
import { interactionMessage } from "./routes.ts";

/**
 * Messages whose picture goes ahead: one request, whose words come last, when the rows are written. Until then Discord has
 * half a request, and nobody sees anything.
 */
export interface Ahead {
  /** The only picture of the message that shows how far its job is. */
  begin(address: DiscordAddress, image: ComingImage, bytes: Bytes): void;
  /** Ends the request that has brought this message's picture, and resolves with its JSON; null when there is none, or it got lost. */
  finish(body: MessageBody): Promise<unknown>;
}

interface Begun {
  readonly name: string;
  end(json: string): Promise<unknown>;
  giveUp(): void;
}

/** A request says beforehand how long it will be: with four bytes for each of 4,000 characters, buttons and spaces, in bytes. */
const jsonBytes = 24 * 1024;

/** So many at a time: when more pictures come at once, acknowledging others matters more than some milliseconds for each. */
const mostUnderWay = 2;

/** How long a request waits for its words, in milliseconds: rows are written in some ten. */
const waitMs = 3_000;

export function openAhead({ calls }: { readonly calls: Calls }): Ahead {
  const underWay = new Map<string, Begun>();

  return {
    begin(address, image, bytes) {
      const mostBytes = Math.min(address.uploadLimit, discordLimits.requestBytes - jsonBytes);
      const { pictureId } = image;
      // Painted anew it is another picture.
      underWay.get(pictureId)?.giveUp();
      if (image.bytes > mostBytes || underWay.size >= mostUnderWay) return;
      const json = Promise.withResolvers<string>();
      json.promise.catch(() => {});
      const forget = () => {
        if (underWay.get(pictureId) === begun) underWay.delete(pictureId);
      };
      const giveUp = () => {
        forget();
        json.reject(new Error("no words came"));
      };
      const timer = setTimeout(giveUp, waitMs).unref();
      const form = formWithJsonLast(
        [{ name: image.fileName, bytes: until(json.promise, bytes) }],
        filledUp(json.promise),
      );
      const posted = calls
        .interactionOnce({ method: "PATCH", ...interactionMessage(address), form })
        .catch((error: unknown) => {
          // Whoever brings the answer goes the usual way then.
          forget();
          return error;
        });
      const begun: Begun = {
        name: image.fileName,
        giveUp,
        end(text) {
          clearTimeout(timer);
          json.resolve(text);
          return posted;
        },
      };
      underWay.set(pictureId, begun);
    },

    async finish({ json, files, shown }) {
      const pictureId = shown[0]?.pictureId ?? "";
      const begun = underWay.get(pictureId);
      if (!begun) return null;
      underWay.delete(pictureId);
      const text = JSON.stringify(json);
      if (files.length !== 1 || files[0]?.name !== begun.name || Buffer.byteLength(text) > jsonBytes) {
        begun.giveUp();
        return null;
      }
      const answer = await begun.end(text);
      // What Discord refuses, it refuses, unless it is the form that it did not like; what got lost on the way may be sent
      // again, for it is an edit.
      if (answer instanceof Trouble && answer.status > 400 && answer.status < 500) throw answer;
      return answer instanceof Error ? null : answer;
    },
  };
}

/** JSON may end in spaces. */
function filledUp(json: Promise<string>): Bytes {
  return {
    size: jsonBytes,
    async *stream() {
      const bytes = Buffer.alloc(jsonBytes, " ");
      bytes.write(await json);
      yield bytes;
    },
  };
}

/** Breaks off when the words will not come, so that nobody has to send the rest. */
function until(json: Promise<string>, bytes: Bytes): Bytes {
  let failure: unknown = null;
  json.catch((error: unknown) => {
    failure = error;
  });
  return {
    size: bytes.size,
    async *stream() {
      for await (const piece of bytes.stream()) {
        if (failure !== null) throw failure;
        yield piece;
      }
    },
  };
}
