import { type ReceiverEvent, SocketModeReceiver } from "@slack/bolt";
import { z } from "zod";
import { boltLog } from "./bolt-log.ts";
import { asMisconfigured } from "./identity.ts";

export interface SocketOptions {
  /** `xapp-…`. */
  readonly appToken: string;
  /** Such as `https://slack.com/api/`. */
  readonly apiUrl: string;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** One that Slack has said hello through. */
export interface OpenSocket {
  /** How many the app had then, in all its processes and with this one. */
  readonly connections: number;
  /** Resolves when nothing comes through it any more. */
  readonly closed: Promise<void>;
  close(): void;
}

const answerWithinMs = 10_000;

/** https://docs.slack.dev/apis/events-api/using-socket-mode */
const hello = z.looseObject({ type: z.literal("hello"), num_connections: z.number() });

/** What Bolt's socket hands on. */
interface Heard {
  readonly body: ReceiverEvent["body"];
  ack(answer?: unknown): Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

/**
 * Opens a socket through which Slack tells of everything; once it is closed it stays so. By itself Slack's own client would
 * open the next one, but wait for five seconds, while nobody hears what people ask; and it ends the process where a new one is
 * refused. Each has a client of its own, which so acknowledges nothing through another socket than it came through. Rejects
 * with a `misconfigured` AppError when Slack refuses the token.
 */
export async function openSocket(
  { appToken, apiUrl, log }: SocketOptions,
  take: (event: ReceiverEvent) => void,
): Promise<OpenSocket> {
  // Without an app it takes nothing itself, so that nothing is acknowledged that is not taken.
  const { client } = new SocketModeReceiver({
    ...{ appToken, logger: boltLog(log), autoReconnectEnabled: false },
    // Bolt has no other place for the address that a socket is asked for at.
    installerOptions: {
      clientOptions: { slackApiUrl: apiUrl, timeout: answerWithinMs, retryConfig: { retries: 0 } },
    },
  });
  const closed = Promise.withResolvers<void>();
  let connections = 0;
  client.on("ws_message", (data: unknown) => {
    connections ||= connectionsIn(data);
  });
  client.on("slack_event", ({ body, ack, retry_num, retry_reason }: Heard) => {
    take({
      body,
      ack,
      ...(retry_num === undefined ? {} : { retryNum: retry_num }),
      ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
    });
  });
  client.on("disconnected", () => closed.resolve());
  try {
    await client.start();
  } catch (error) {
    // It says nothing of a socket that was closed before Slack's hello.
    throw asMisconfigured(error ?? new Error("the socket was closed before Slack said hello"), "slack.app-token");
  }
  return { connections, closed: closed.promise, close: () => void client.disconnect() };
}

function connectionsIn(data: unknown): number {
  if (typeof data !== "string" || !data.includes("num_connections")) return 0;
  try {
    return hello.safeParse(JSON.parse(data)).data?.num_connections ?? 0;
  } catch {
    return 0;
  }
}
