import { randomBytes } from "node:crypto";
import type { FakeDiscord, FakeDiscordOptions } from "./discord-types.ts";
import { discordExchanges, type Exchange } from "./exchange.ts";
import { openFaults } from "./faults.ts";
import { openGateway } from "./gateway.ts";
import { isOver } from "./interactions.ts";
import { flag } from "./message-form.ts";
import { addGroupChat, addGuild, addPerson, personOf } from "./places.ts";
import { openSending } from "./sending.ts";
import { fakeServer } from "./server.ts";
import { transcriptOf } from "./transcript.ts";
import type { FileToAttach } from "./value-types.ts";
import { waitFor } from "./waiting.ts";
import { openWorld, type World } from "./world.ts";

/** https://docs.discord.com/developers/events/gateway: what the real one says between two heartbeats. */
const heartbeatMs = 41_250;

/** A Discord in memory, on loopback: REST, gateway and CDN on one port. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const world = openWorld(options.botName ?? "Limner");
  const faults = openFaults();
  const exchanges: Exchange[] = [];
  const server = fakeServer(world, faults, (exchange) => {
    exchanges.push(exchange);
    discordExchanges.publish(exchange);
    world.changed();
  });
  const gateway = openGateway(world, server, options.heartbeatMs ?? heartbeatMs);
  const sending = openSending(world, gateway, options.interactionsUrl ?? null);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The fake Discord has no port.");
  world.origin = `http://127.0.0.1:${address.port}`;

  const transcript: FakeDiscord["transcript"] = ({ as } = {}) => {
    const viewer = as === undefined ? null : world.user(as.id);
    return [...world.channels.values()]
      .map((channel) => transcriptOf(world, channel, viewer))
      .filter((text) => text.includes("\n"))
      .join("\n\n");
  };

  return {
    origin: world.origin,
    apiUrl: `${world.origin}/api`,
    cdnUrl: world.origin,
    token: world.token,
    applicationId: world.applicationId,
    botName: world.bot.displayName,
    publicKey: world.publicKey,
    owner: personOf(world, sending, world.owner),
    guild: (about = {}) => addGuild(world, about),
    groupChat: (name) => addGroupChat(world, name),
    user: (name, about = {}) => addPerson(world, sending, name, about),
    gateway,
    exchanges,
    requests: (route) => exchanges.filter((exchange) => route === undefined || exchange.route === route),
    commands: (guildId) => [...world.commands.values()].filter((row) => row.guildId === (guildId ?? null)),
    get trouble() {
      return troubleIn(world);
    },
    refusals: world.refusals,
    transcript,
    async until(condition, { timeoutMs, what = "the condition" } = {}) {
      const describe = () => `Waited in vain for ${what}.\n${everything(world)}`;
      await waitFor(world, () => (condition() ? true : null), describe, timeoutMs);
    },
    passes({ minutes = 0, seconds = 0 }) {
      world.clock.pass(minutes * 60_000 + seconds * 1000);
      sending.look();
      world.changed();
    },
    nowMs: () => world.clock.nowMs(),
    ageTokens(minutes) {
      for (const row of world.interactions.values()) row.createdAtMs -= minutes * 60_000;
      world.changed();
    },
    ...faults,
    refusesComponentsV2(refuses = true) {
      world.refusesV2 = refuses;
    },
    refusesToken(refuses = true) {
      world.refusesToken = refuses;
    },
    expireLinks() {
      world.linkKey = randomBytes(32);
    },
    postsInteractionsTo(url) {
      sending.postTo(url);
    },
    pings: () => sending.post(ping(world)),
    sendsBadSignature: () => sending.post(ping(world), { badSignature: true }),
    async close() {
      faults.release();
      sending.close();
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A file to attach. */
export function file(name: string, bytes: Uint8Array, about: Omit<FileToAttach, "name" | "bytes"> = {}): FileToAttach {
  return { name, bytes, ...about };
}

function ping(world: World) {
  return {
    id: world.clock.snowflake(),
    application_id: world.applicationId,
    type: 1,
    token: randomBytes(20).toString("hex"),
    version: 1,
    user: null,
    entitlements: [],
    authorizing_integration_owners: {},
  };
}

/** What people were left with: failed interactions, and answers that never stopped thinking. */
function troubleIn(world: World): readonly string[] {
  return [...world.interactions.values()].flatMap((row) => {
    const who = world.user(row.userId).name;
    if (row.trouble !== null) return [`${who}: ${row.said}: ${row.trouble}`];
    const original = row.originalId === null ? undefined : world.messages.get(row.originalId);
    const isThinking = original !== undefined && !original.isDeleted && (original.flags & flag.loading) !== 0;
    return isThinking && isOver(world, row) ? [`${who}: ${row.said}: The application did not respond`] : [];
  });
}

/** What each person sees in each channel: for messages about failed tests. */
function everything(world: World): string {
  const people = [...world.users.values()].filter(({ isBot }) => !isBot);
  const views = [...world.channels.values()].flatMap((channel) =>
    people.map((person) => ({ person, text: transcriptOf(world, channel, person) })),
  );
  const seen = views.filter(({ text }) => text.includes("\n"));
  return seen.map(({ person, text }) => `as ${person.name}: ${text}`).join("\n\n");
}
