import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { commands } from "#commands/index.ts";
import { manifest } from "#src/platforms/slack/manifest.ts";
import type { Manifest } from "#test/fakes/slack/installed.ts";
import type { Person } from "#test/fakes/slack/place-types.ts";
import { openFakeSlack } from "#test/fakes/slack/slack.ts";
import { nowMs } from "../discord/clock.ts";
import type { Burst, ToFake } from "../discord/fake-process.ts";

export interface SlackAddress {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly channel: string;
}

/** What the fake Slack tells the driver. */
export type FakeSays =
  | ({ readonly kind: "address" } & SlackAddress)
  | { readonly kind: "ready" }
  /** The last byte of what shows an uploaded picture arrived. */
  | { readonly kind: "arrived"; readonly atMs: number }
  | ({ readonly kind: "burst" } & Burst);

/** Between two of the commands that are measured, in milliseconds. */
const everyMs = 20;
const measured = "/limner";

/** The fake Slack in a process of its own, with the stopwatch. */
export async function beSlack(): Promise<void> {
  const slack = await openFakeSlack({
    manifest: manifest(commands, {
      ...{ imagineCommand: "/imagine", editCommand: "/edit", mode: "socket", publicUrl: null, kind: "full" },
    }) as Manifest,
  });
  // What comes late is to be measured as well.
  slack.deliveries.deadlineMs = 60_000;
  const channel = slack.channel("general");
  const people: Person[] = [];
  const somebody = (index: number) => {
    people[index] ??= slack.user(`person${index}`);
    return people[index].in(channel);
  };
  const say = (message: FakeSays) => process.send?.(message);
  let pictures = 0;
  let lastPictureAt = 0;

  subscribe("http.server.request.start", (message) => {
    const request = typeof message === "object" && message !== null && "request" in message ? message.request : null;
    if (!(request instanceof IncomingMessage)) return;
    // Slack takes the token that its own client sends along with a file; the fake does not, so that ours sends none.
    if (request.url?.startsWith("/upload/")) delete request.headers.authorization;
    if (!request.url?.endsWith("/files.completeUploadExternal")) return;
    request.once("end", () => {
      lastPictureAt = nowMs();
      pictures += 1;
      say({ kind: "arrived", atMs: lastPictureAt });
    });
  });

  async function measureBurst(wanted: number): Promise<Burst> {
    const releasedAt = nowMs();
    const { attempts } = slack.deliveries;
    const first = attempts.length;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    for (let number = 0; pictures < wanted; number += 1) {
      void somebody(1_000 + (number % 100)).types(`${measured} help`);
      await pause(everyMs);
    }
    delay.disable();
    const blindMs = delay.max / 1e6;
    const lastPictureMs = lastPictureAt - releasedAt;
    const asked = attempts.slice(first).filter(({ name }) => name === measured);
    while (asked.some(({ outcome }) => outcome() === "waiting")) await pause(10);
    return { acknowledgedMs: asked.map(({ tookMs }) => tookMs() ?? Number.NaN), lastPictureMs, blindMs };
  }

  let wanted = 0;
  process.on("message", async (message: ToFake) => {
    if (message.kind === "await-bot") {
      await slack.sockets.ready();
      say({ kind: "ready" });
    } else if (message.kind === "tidy-up") {
      globalThis.gc?.();
    } else if (message.kind === "ask") {
      await somebody(0).types("/imagine a red fox");
    } else if (message.kind === "ask-all") {
      wanted = pictures + message.jobs;
      for (let index = 1; index <= message.jobs; index += 1) await somebody(index).types("/imagine a red fox");
    } else say({ kind: "burst", ...(await measureBurst(wanted)) });
  });
  const { apiUrl, botToken, appToken } = slack;
  say({ kind: "address", apiUrl, botToken, appToken, channel: channel.id });
}
