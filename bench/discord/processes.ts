import { join } from "node:path";
import type { FakeSays } from "./fake-process.ts";
import { type Bot, ended, heard, stageWith, startPart, stopwatchFlags } from "./parts.ts";
import type { Hold, ProviderSays } from "./provider.ts";
import type { AnyStage } from "./stage.ts";

/** A Discord with a bot on it, each in a process of its own. */
export interface Stage extends AnyStage {
  readonly address: Extract<FakeSays, { kind: "address" }>;
}

export interface Provider {
  readonly baseUrl: string;
  readonly pictureBytes: number;
  /** The next answers wait until so many requests are there, and then so long. */
  hold(requests: number, milliseconds: number): void;
  hears<Kind extends ProviderSays["kind"]>(kind: Kind): Promise<Extract<ProviderSays, { kind: Kind }>>;
  close(): Promise<void>;
}

const entry = join(import.meta.dirname, "..", "discord.ts");

export async function startProvider(): Promise<Provider> {
  const child = startPart(entry, ["provider"]);
  const hears: Provider["hears"] = (kind) => heard<ProviderSays, typeof kind>(child, kind);
  const { baseUrl, pictureBytes } = await hears("address");
  const hold = (requests: number, milliseconds: number) => child.send({ requests, milliseconds } satisfies Hold);
  return { baseUrl, pictureBytes, hold, hears, close: () => ended(child) };
}

/** Starts a fake Discord and, unless it is null, a bot on it. */
export async function openStage(bot: Bot | null, baseUrl: string): Promise<Stage> {
  const fake = startPart(entry, ["discord"], stopwatchFlags);
  const address = await heard<FakeSays, "address">(fake, "address");
  const { token, apiUrl, cdnUrl } = address;
  const settings = { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, DISCORD_CDN_URL: cdnUrl };
  return stageWith({ fake, address, entry, settings }, bot, baseUrl);
}
