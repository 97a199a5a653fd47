import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import { GatewayIntentBits, GatewayOpcodes } from "discord.js";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import type { FakeGateway } from "./gateway-types.ts";
import { guildCreateJson } from "./guild-json.ts";
import { userJson } from "./message-json.ts";
import type { World } from "./world.ts";

/** Close codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
const closeCode = { unknownOpcode: 4001, badToken: 4004, timedOut: 4009, disallowedIntents: 4014 } as const;

const privileged = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

const frame = z.object({ op: z.number().int(), d: z.unknown() });
const identify = z.object({ token: z.string(), intents: z.number().int() });
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number().int() });

interface Session {
  readonly sessionId: string;
  readonly intents: number;
  readonly sent: { readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | null;
  resumes: number;
  heartbeats: number;
}

export interface Gateway extends FakeGateway {
  /** Sends an interaction to the sessions that a test has chosen. */
  interaction(data: unknown): void;
  close(): void;
}

export function openGateway(world: World, server: Server, heartbeatMs: number): Gateway {
  const sockets = new WebSocketServer({ noServer: true });
  let sessions: Session[] = [];
  let isOpen = true;
  let acknowledges = true;
  let refusesNextResume = false;
  let receivers: "every" | "first" | "last" = "every";

  server.on("upgrade", (request, socket, head) => {
    if (!isOpen) socket.destroy();
    else sockets.handleUpgrade(request, socket, head, (client) => welcome(client));
  });

  const send = (socket: WebSocket | null, op: number, d: unknown, more: object = {}) => {
    if (socket?.readyState === 1) socket.send(JSON.stringify({ op, d, s: null, t: null, ...more }));
  };
  const dispatch = (session: Session, t: string, d: unknown) => {
    const s = session.sent.length + 1;
    session.sent.push({ s, t, d });
    send(session.socket, GatewayOpcodes.Dispatch, d, { s, t });
  };

  function welcome(socket: WebSocket): void {
    let session: Session | null = null;
    let lastBeatMs = Date.now();
    const watch = setInterval(() => {
      if (Date.now() - lastBeatMs > heartbeatMs * 2) socket.close(closeCode.timedOut);
    }, heartbeatMs);
    watch.unref();
    socket.on("error", () => socket.terminate());
    socket.on("close", (code) => {
      clearInterval(watch);
      if (session?.socket === socket) session.socket = null;
      // A client that says goodbye ends its session; any other end can be resumed.
      if (code === 1000 || code === 1001) sessions = sessions.filter((each) => each !== session);
      world.changed();
    });
    socket.on("message", (data) => {
      const { op, d } = frame.parse(JSON.parse(String(data)));
      switch (op) {
        case GatewayOpcodes.Heartbeat:
          lastBeatMs = Date.now();
          if (session !== null) session.heartbeats += 1;
          if (acknowledges) send(socket, GatewayOpcodes.HeartbeatAck, null);
          return;
        case GatewayOpcodes.Identify:
          session = start(socket, identify.parse(d));
          return;
        case GatewayOpcodes.Resume:
          session = goOn(socket, resume.parse(d));
          return;
        case GatewayOpcodes.PresenceUpdate:
        case GatewayOpcodes.VoiceStateUpdate:
        case GatewayOpcodes.RequestGuildMembers:
          return;
        default:
          socket.close(closeCode.unknownOpcode);
      }
    });
    send(socket, GatewayOpcodes.Hello, { heartbeat_interval: heartbeatMs });
  }

  function start(socket: WebSocket, { token, intents }: z.infer<typeof identify>): Session | null {
    if (!world.accepts(token.replace(/^Bot /, ""))) {
      socket.close(closeCode.badToken, "Authentication failed.");
      return null;
    }
    if ((intents & privileged) !== 0) {
      socket.close(closeCode.disallowedIntents, "Disallowed intent(s).");
      return null;
    }
    const sessionId = randomBytes(16).toString("hex");
    const session: Session = { sessionId, intents, sent: [], socket, resumes: 0, heartbeats: 0 };
    sessions.push(session);
    const guilds = [...world.guilds.values()].filter(({ botIsMember }) => botIsMember);
    dispatch(session, "READY", {
      v: 10,
      user: { ...userJson(world.bot), mfa_enabled: true, verified: true, email: null },
      session_type: "normal",
      session_id: sessionId,
      resume_gateway_url: world.origin.replace("http", "ws"),
      relationships: [],
      private_channels: [],
      presences: [],
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      application: { id: world.applicationId, flags: 0 },
      shard: [0, 1],
    });
    if ((intents & GatewayIntentBits.Guilds) !== 0)
      for (const guild of guilds) dispatch(session, "GUILD_CREATE", guildCreateJson(world, guild));
    world.changed();
    return session;
  }

  function goOn(socket: WebSocket, { token, session_id, seq }: z.infer<typeof resume>): Session | null {
    if (!world.accepts(token.replace(/^Bot /, ""))) {
      socket.close(closeCode.badToken, "Authentication failed.");
      return null;
    }
    const session = sessions.find(({ sessionId }) => sessionId === session_id);
    if (session === undefined || refusesNextResume) {
      refusesNextResume = false;
      sessions = sessions.filter((each) => each !== session);
      send(socket, GatewayOpcodes.InvalidSession, false);
      return null;
    }
    session.socket?.terminate();
    session.socket = socket;
    session.resumes += 1;
    for (const { s, t, d } of session.sent.slice(seq)) send(socket, GatewayOpcodes.Dispatch, d, { s, t });
    dispatch(session, "RESUMED", {});
    world.changed();
    return session;
  }

  world.dispatch = (event, data, intents) => {
    for (const session of sessions)
      if (intents === 0 || (session.intents & intents) !== 0) dispatch(session, event, data);
  };
  const connected = () => sessions.filter(({ socket }) => socket !== null);
  const eachSocket = (work: (socket: WebSocket) => void) => {
    for (const client of sockets.clients) work(client);
  };

  return {
    get sessions() {
      return sessions.map(({ sessionId, intents, socket, resumes, heartbeats }) => ({
        sessionId,
        intents,
        resumes,
        heartbeats,
        isConnected: socket !== null,
      }));
    },
    interaction(data) {
      const all = receivers === "every" ? sessions : connected();
      const chosen = receivers === "every" ? all : receivers === "first" ? all.slice(0, 1) : all.slice(-1);
      for (const session of chosen) dispatch(session, "INTERACTION_CREATE", data);
    },
    drops: () => eachSocket((socket) => socket.terminate()),
    closes: (code) => eachSocket((socket) => socket.close(code)),
    invalidates({ resumable = false } = {}) {
      const before = connected();
      for (const { socket } of before) send(socket, GatewayOpcodes.InvalidSession, resumable);
      if (!resumable) sessions = sessions.filter((session) => !before.includes(session));
    },
    asksToReconnect: () => eachSocket((socket) => send(socket, GatewayOpcodes.Reconnect, null)),
    refusesResume() {
      refusesNextResume = true;
    },
    shuts() {
      isOpen = false;
    },
    opens() {
      isOpen = true;
    },
    stopsAcknowledging(stop = true) {
      acknowledges = !stop;
    },
    sendsInteractionsTo(which) {
      receivers = which;
    },
    ready(count = 1) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const stop = world.onChange(look);
      function look() {
        if (connected().length < count) return;
        stop();
        resolve();
      }
      look();
      return promise;
    },
    close() {
      eachSocket((socket) => socket.terminate());
      sockets.close();
    },
  };
}
