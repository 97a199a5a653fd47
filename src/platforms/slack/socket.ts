import { setTimeout as pause } from "node:timers/promises";
import { type Receiver, SocketModeReceiver } from "@slack/bolt";
import { boltLog } from "./bolt-log.ts";

export interface SocketOptions {
  /** `xapp-…`. */
  readonly appToken: string;
  /** Such as `https://slack.com/api/`. */
  readonly apiUrl: string;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

export interface SocketReceiver {
  readonly receiver: Receiver;
  isOpen(): boolean;
}

/** Between two tries to open it again, in milliseconds: doubles from the first to the longest one. */
const firstPauseMs = 500;
const longestPauseMs = 30_000;
const answerWithinMs = 10_000;

/**
 * Takes what Slack sends through a socket, and opens a new one as soon as the old is closed. Slack's own client would wait for
 * five seconds, after each of Slack's refreshes too, while nobody hears what people ask; and it ends the process where a new
 * one is refused.
 */
export function socketReceiver({ appToken, apiUrl, log }: SocketOptions): SocketReceiver {
  const own = new SocketModeReceiver({
    ...{ appToken, logger: boltLog(log), autoReconnectEnabled: false },
    // Bolt has no other place for the address that a socket is asked for at.
    installerOptions: {
      clientOptions: { slackApiUrl: apiUrl, timeout: answerWithinMs, retryConfig: { retries: 0 } },
    },
  });
  const { client } = own;
  const stopping = new AbortController();
  let isOpen = false;

  async function open(): Promise<void> {
    stopping.signal.throwIfAborted();
    try {
      await client.start();
    } catch (error) {
      // It says nothing of a socket that was closed before Slack's hello.
      throw error ?? new Error("the socket was closed before Slack said hello");
    }
  }

  async function openAgain(): Promise<void> {
    for (let waitMs = 0; !stopping.signal.aborted; waitMs = Math.min(2 * waitMs || firstPauseMs, longestPauseMs)) {
      try {
        await pause(waitMs, null, { signal: stopping.signal });
        return await open();
      } catch (error) {
        if (!stopping.signal.aborted) log("Slack's socket cannot be opened again yet", { error });
      }
    }
  }

  client.on("connected", () => {
    isOpen = true;
  });
  client.on("disconnected", () => {
    if (!isOpen) return;
    isOpen = false;
    void openAgain();
  });

  return {
    receiver: {
      init: (app) => own.init(app),
      start: open,
      async stop() {
        stopping.abort();
        await own.stop();
      },
    },
    isOpen: () => isOpen,
  };
}
