import { setTimeout as pause } from "node:timers/promises";
import type { App, Receiver } from "@slack/bolt";
import { AppError } from "#core/errors.ts";
import { words } from "#core/words.ts";
import { handOn } from "./hand-on.ts";
import { type OpenSocket, openSocket, type SocketOptions } from "./socket.ts";

export interface SocketsOptions extends SocketOptions {
  /** How long after the newest socket the other one is opened, in milliseconds; a minute unless told otherwise. */
  readonly apartMs?: number;
}

export interface SocketsReceiver {
  readonly receiver: Receiver;
  /** Whether anything can be heard. */
  isOpen(): boolean;
  /** What to do about the app's token, when Slack refused it at the newest try to open one; what is open may go on hearing for hours. */
  refusal(): AppError | null;
}

/**
 * Slack closes a socket every few hours, some ten seconds after a warning. Two that were opened a minute apart are not closed
 * together, and opening a new one takes a second.
 */
const usualApartMs = 60_000;

/**
 * Ten are all that Slack gives to an app (https://docs.slack.dev/apis/events-api/using-socket-mode). When so many are open,
 * no process takes a second one, so that there is a first one for those that come later.
 */
const shared = 6;

/** Between two tries to open one, in milliseconds: doubles from the first to the longest one. */
const firstPauseMs = 500;
const longestPauseMs = 30_000;

/**
 * Takes what Slack sends through two sockets, of which Slack picks either one for each thing that it tells: while one is
 * closed and opened anew, the other hears. Commands and buttons are told once, so whoever used them in such a moment would
 * read that the app did not answer.
 */
export function socketReceiver({ apartMs = usualApartMs, ...options }: SocketsOptions): SocketsReceiver {
  const { log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const open = new Set<OpenSocket>();
  let app: App | null = null;
  let opening = 0;
  /** When the newest was begun to be opened, on the monotonic clock. */
  let begunAt = 0;
  /** How many the app has, in all its processes, as far as Slack has said. */
  let connections = 0;
  let refusal: AppError | null = null;

  async function openOne(): Promise<OpenSocket> {
    signal.throwIfAborted();
    opening += 1;
    begunAt = performance.now();
    try {
      const socket = await openSocket(options, (event) => {
        if (app) handOn(app, event).catch((error: unknown) => log("not handed on from slack", { error }));
      });
      if (signal.aborted) socket.close();
      signal.throwIfAborted();
      open.add(socket);
      if (refusal) log("Slack takes SLACK_APP_TOKEN again", {});
      refusal = null;
      connections = socket.connections;
      void socket.closed.then(() => {
        open.delete(socket);
        connections -= 1;
      });
      return socket;
    } finally {
      opening -= 1;
    }
  }

  /** In how many milliseconds it may be looked again whether one may be opened; 0 when it may be now. */
  function turnInMs(): number {
    if (open.size + opening === 0) return 0;
    return connections > shared ? apartMs : Math.max(0, begunAt + apartMs - performance.now());
  }

  async function openInTurn(): Promise<OpenSocket> {
    for (let waitMs = firstPauseMs; ; ) {
      const turnMs = turnInMs();
      if (turnMs > 0) {
        await pause(turnMs, null, { signal });
        continue;
      }
      try {
        return await openOne();
      } catch (error) {
        signal.throwIfAborted();
        refusal = error instanceof AppError ? error : null;
        log(refusal ? words(refusal.text, "en") : "Slack's socket cannot be opened again yet", { error });
        await pause(waitMs, null, { signal });
        waitMs = Math.min(2 * waitMs, longestPauseMs);
      }
    }
  }

  /** Opens a new one as soon as the old one is closed. Rejects when it is to stop. */
  async function keepOne(first: OpenSocket | null): Promise<never> {
    for (let socket = first; ; socket = await openInTurn()) await socket?.closed;
  }

  return {
    receiver: {
      init(opened) {
        app = opened;
      },
      async start() {
        const first = await openOne();
        for (const socket of [first, null]) keepOne(socket).catch(() => {});
      },
      async stop() {
        stopping.abort();
        for (const socket of open) socket.close();
      },
    },
    isOpen: () => open.size > 0,
    refusal: () => refusal,
  };
}
