import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { startFakeDiscord } from "#test/fakes/discord/discord.ts";
import type { Person } from "#test/fakes/discord/place-types.ts";
import { nowMs } from "./clock.ts";

/** What the driver tells the fake Discord. */
export type ToFake =
  /** The bot is started. Answered with `ready` once it can be asked. */
  | { readonly kind: "await-bot" }
  /** One person asks for one picture. */
  | { readonly kind: "ask" }
  /** So many people ask for one picture each, at once. */
  | { readonly kind: "ask-all"; readonly jobs: number }
  /** Nothing is being measured. */
  | { readonly kind: "tidy-up" }
  /** From now on other people ask for help, until all pictures have arrived. Answered with `burst`. */
  | { readonly kind: "released" };

/** What the fake Discord tells the driver. */
export type FakeSays =
  | {
      readonly kind: "address";
      readonly apiUrl: string;
      readonly cdnUrl: string;
      readonly token: string;
      readonly channel: string;
    }
  | { readonly kind: "ready" }
  /** The last byte of a request with a picture arrived. */
  | { readonly kind: "arrived"; readonly atMs: number }
  | ({ readonly kind: "burst" } & Burst);

/** How commands fared while the pictures of a burst came. */
export interface Burst {
  /** From sending a command to the beginning of its first answer, in milliseconds. */
  readonly acknowledgedMs: readonly number[];
  /** From the first picture's being sent to the last one's arrival. */
  readonly lastPictureMs: number;
  /** The longest time that the fake itself did not look: part of the figures of every bot alike. */
  readonly blindMs: number;
}

/** Between two of the commands that are measured, in milliseconds. */
const everyMs = 20;

/** The fake Discord in a process of its own, with the stopwatch. */
export async function beDiscord(): Promise<void> {
  const discord = await startFakeDiscord();
  const guild = discord.guild();
  const channel = guild.channel("general");
  const people: Person[] = [];
  const somebody = (index: number) => {
    people[index] ??= discord.user(`person${index}`);
    return people[index].in(channel);
  };
  const say = (message: FakeSays) => process.send?.(message);
  const callbacks = new Map<string, number>();
  let pictures = 0;
  let lastPictureAt = 0;

  subscribe("http.server.request.start", (message) => {
    const request = typeof message === "object" && message !== null && "request" in message ? message.request : null;
    if (!(request instanceof IncomingMessage)) return;
    const [, interaction] = /\/interactions\/(\d+)\/.*\/callback/.exec(request.url ?? "") ?? [];
    if (interaction !== undefined) callbacks.set(interaction, nowMs());
    if (!request.headers["content-type"]?.startsWith("multipart/")) return;
    request.once("end", () => {
      lastPictureAt = nowMs();
      pictures += 1;
      say({ kind: "arrived", atMs: lastPictureAt });
    });
  });

  async function measureBurst(wanted: number): Promise<Burst> {
    const releasedAt = nowMs();
    const sent = new Map<string, number>();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    let number = 0;
    await new Promise<void>((resolve) => {
      const timer = setInterval(async () => {
        number += 1;
        const { id } = await somebody(1_000 + (number % 100)).runs("/help");
        sent.set(id, nowMs());
        if (pictures < wanted) return;
        clearInterval(timer);
        resolve();
      }, everyMs);
    });
    delay.disable();
    const blindMs = delay.max / 1e6;
    const lastPictureMs = lastPictureAt - releasedAt;
    while ([...sent.keys()].some((id) => !callbacks.has(id))) await new Promise((resolve) => setTimeout(resolve, 10));
    const acknowledgedMs = [...sent].map(([id, at]) => (callbacks.get(id) ?? Number.NaN) - at);
    return { acknowledgedMs, lastPictureMs, blindMs };
  }

  let wanted = 0;
  process.on("message", async (message: ToFake) => {
    if (message.kind === "await-bot") {
      await discord.gateway.ready();
      const names = () => discord.commands().map(({ name }) => name);
      await discord.until(() => names().includes("imagine") && names().includes("help"), { timeoutMs: 20_000 });
      say({ kind: "ready" });
    } else if (message.kind === "tidy-up") {
      globalThis.gc?.();
    } else if (message.kind === "ask") {
      await somebody(0).runs("/imagine", { prompt: "a red fox" });
    } else if (message.kind === "ask-all") {
      wanted = pictures + message.jobs;
      for (let index = 1; index <= message.jobs; index += 1)
        await somebody(index).runs("/imagine", { prompt: "a red fox" });
    } else say({ kind: "burst", ...(await measureBurst(wanted)) });
  });
  const { apiUrl, cdnUrl, token } = discord;
  say({ kind: "address", apiUrl, cdnUrl, token, channel: channel.id });
}
