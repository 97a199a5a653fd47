import type { Desk } from "./asking.ts";
import { openDelivery } from "./delivery.ts";
import type { Sharing } from "./delivery-types.ts";
import { eventDispatcher } from "./events.ts";
import { acknowledgement, type Exchange, slackExchanges } from "./exchange.ts";
import { openFaults } from "./faults.ts";
import { formOf } from "./form.ts";
import { openHttpDelivery } from "./http-delivery.ts";
import { scopesOf, wholeManifest } from "./installed.ts";
import { channelOf, personOf } from "./places.ts";
import { fakeServer } from "./server.ts";
import type { FakeSlack, FakeSlackOptions } from "./slack-types.ts";
import { openSockets } from "./sockets.ts";
import { transcriptOf } from "./transcript.ts";
import type { FileToShare } from "./value-types.ts";
import { waitFor } from "./waiting.ts";
import { webApi } from "./web-api.ts";
import { workspaceOf } from "./workspace.ts";
import { openWorld, type World } from "./world.ts";

/** A file that a person shares; the type follows from the name's ending. */
export function file(name: string, bytes: Uint8Array, more: Omit<FileToShare, "name" | "bytes"> = {}): FileToShare {
  return { ...more, name, bytes };
}

/** A Slack in memory, on one loopback port, that the real Bolt runs against. */
export async function openFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const manifest = options.manifest ?? wholeManifest;
  const world = openWorld({
    botName: options.botName ?? "Limner",
    manifest,
    scopes: options.scopes ?? scopesOf(manifest),
    slashAnswersCanBeReplaced: options.slashAnswersCanBeReplaced ?? false,
  });
  const exchanges: Exchange[] = [];
  const note = (exchange: Exchange): void => {
    exchanges.push(exchange);
    slackExchanges.publish(exchange);
    world.changed();
  };
  const faults = openFaults();
  const sockets = openSockets(world);
  const http = openHttpDelivery(world, options.requestUrl ?? null);
  const transport = options.requestUrl === undefined ? sockets.transport : http.transport;
  const delivery = openDelivery(world, transport, (envelope, body) => note(acknowledgement(world, envelope, body)));
  const desk: Desk = { world, delivery, formOf: (view) => formOf(desk, view) };
  world.dispatch = eventDispatcher(world, delivery);

  const server = fakeServer(world, faults, webApi(world, faults, sockets.methods), note);
  server.on("upgrade", sockets.upgrade);
  await new Promise<void>((listening) => server.listen(options.port ?? 0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The fake Slack has no port.");
  world.origin = `http://127.0.0.1:${address.port}`;

  const transcript: FakeSlack["transcript"] = ({ as } = {}) => {
    const rows = [...world.channels.values()].filter(
      (row) => as === undefined || row.members.has(as.id) || row.kind === "public",
    );
    return rows.map((row) => transcriptOf(world, row, as === undefined ? null : world.user(as.id))).join("\n\n");
  };

  return {
    origin: world.origin,
    apiUrl: `${world.origin}/api/`,
    botToken: world.botToken,
    appToken: world.appToken,
    signingSecret: world.signingSecret,
    botName: world.bot.displayName,
    botUserId: world.bot.id,
    appId: world.appId,
    ...workspaceOf(world),
    user(name, about = {}) {
      const row = world.addUser({
        name: name.toLowerCase(),
        displayName: about.displayName ?? name,
        teamId: about.workspace === undefined ? world.team.id : teamCalled(world, about.workspace),
        locale: about.locale ?? "en-US",
        timeZoneOffsetSeconds: about.timeZoneOffsetSeconds ?? 0,
        isBot: false,
        isAdmin: about.isAdmin ?? false,
        isOwner: about.isOwner ?? false,
        isGuest: about.isGuest ?? false,
      });
      // Whoever is here is in every channel that exists; a stranger in the shared ones.
      for (const channel of world.channels.values()) {
        const isRoom = channel.kind === "public" || channel.kind === "private";
        if (isRoom && (about.workspace === undefined || channel.isShared)) channel.members.add(row.id);
      }
      return personOf(desk, row);
    },
    channel(name, about = {}) {
      const people = [...world.users.values()]
        .filter(({ isBot, teamId }) => !isBot && (about.isShared === true || teamId === world.team.id))
        .map(({ id }) => id);
      const members = about.botIsMember === false ? people : [...people, world.bot.id];
      const kind = about.private === true ? "private" : "public";
      const row = world.addChannel({ name, kind, isShared: about.isShared ?? false, members });
      row.isArchived = about.isArchived ?? false;
      return channelOf(world, row);
    },
    directMessage(...people) {
      const kind = people.length > 2 ? "mpim" : "im";
      const members = people.map(({ id }) => id);
      const name = kind === "im" ? "directmessage" : `mpdm-${people.map((person) => person.name).join("--")}`;
      return channelOf(world, world.addChannel({ name, kind, isShared: false, members }));
    },
    sockets,
    deliveries: Object.assign(delivery, {
      signsWrongly: http.signsWrongly,
      signsLate: http.signsLate,
      verifiesUrl: http.verifiesUrl,
    }),
    sharing: sharingOf(world),
    exchanges,
    requests: (route) => exchanges.filter((exchange) => route === undefined || exchange.route === route),
    trouble: world.trouble,
    refusals: world.refusals,
    transcript,
    until: async (condition, { timeoutMs = 5000, what = "what was waited for" } = {}) => {
      const look = () => (condition() ? true : null);
      const describe = () =>
        `${what} did not happen.\n${transcript()}\n${[...world.trouble, ...world.refusals].join("\n")}`;
      await waitFor(world, look, describe, timeoutMs);
    },
    passes: ({ minutes = 0, seconds = 0 }) => world.clock.pass((minutes * 60 + seconds) * 1000),
    nowMs: world.clock.nowMs,
    fails: faults.fails,
    limits: faults.limits,
    drops: faults.drops,
    slow: faults.slow,
    redirectsDownloads(to) {
      world.redirectsDownloads = to;
    },
    hold: faults.hold,
    recovers: faults.recovers,
    async close() {
      faults.recovers();
      world.clock.close();
      await sockets.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function teamCalled(world: World, name: string): string {
  return `T0${Buffer.from(`${name}${world.team.id}`).toString("hex").toUpperCase().slice(0, 10)}`;
}

function sharingOf(world: World): Sharing {
  return {
    soon() {
      world.sharing = { kind: "soon" };
    },
    afterLooking(looks) {
      world.sharing = { kind: "looks", looks };
    },
    whenTold() {
      world.sharing = { kind: "told" };
    },
    now() {
      for (const pending of world.pendingShares) pending.share();
    },
    never(times = Number.POSITIVE_INFINITY) {
      world.sharing = { kind: "never", left: times };
    },
  };
}
