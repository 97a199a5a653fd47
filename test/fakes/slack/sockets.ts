import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import type { Methods } from "./call.ts";
import type { Envelope, Outcome, Transport } from "./delivery.ts";
import type { FakeSockets, Socket } from "./delivery-types.ts";
import { jsonOf, parsed, stringOf } from "./json.ts";
import { slackError } from "./refusal.ts";
import { waitFor } from "./waiting.ts";
import type { World } from "./world.ts";

export interface Sockets extends FakeSockets {
  readonly methods: Methods;
  readonly transport: Transport;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

interface Connection extends Socket {
  readonly socket: WebSocket;
  readonly waiting: Map<string, (outcome: Outcome) => void>;
  readonly envelopes: string[];
  isOpen: boolean;
}

/** https://docs.slack.dev/apis/events-api/using-socket-mode */
const maxConnections = 10;
const pingEveryMs = 10_000;
const warningMs = 10_000;
const goodbyeMs = 200;

const envelopeTypes: Readonly<Record<Envelope["kind"], string>> = {
  event: "events_api",
  slash: "slash_commands",
  interaction: "interactive",
};

export function openSockets(world: World): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const all: Connection[] = [];
  const tickets = new Set<string>();
  let isShut = false;
  let turn = 0;
  const open = (): readonly Connection[] => all.filter((each) => each.isOpen);

  function welcome(socket: WebSocket): void {
    const connection: Connection = { socket, waiting: new Map(), envelopes: [], isOpen: true };
    if (open().length >= maxConnections) {
      socket.send(JSON.stringify({ type: "disconnect", reason: "too_many_websockets" }));
      socket.close();
      return;
    }
    all.push(connection);
    const pinging = setInterval(() => socket.ping(), pingEveryMs);
    pinging.unref();
    socket.on("close", () => {
      clearInterval(pinging);
      connection.isOpen = false;
      for (const settle of connection.waiting.values()) settle({ kind: "nobody" });
      connection.waiting.clear();
      world.changed();
    });
    socket.on("error", () => undefined);
    socket.on("message", (data) => {
      const message = jsonOf(parsed(String(data)));
      const id = stringOf(message.envelope_id);
      const settle = connection.waiting.get(id);
      if (settle === undefined) world.refusals.push(`socket: nothing waits for the acknowledgement ${id}`);
      connection.waiting.delete(id);
      settle?.({ kind: "acknowledged", body: message.payload });
    });
    const hello = {
      type: "hello",
      num_connections: open().length,
      debug_info: { host: "applink-0", build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: world.appId },
    };
    socket.send(JSON.stringify(hello));
    world.changed();
  }

  return {
    all,
    openCount: () => open().length,
    ready: async (count = 1) => {
      const look = () => (open().length >= count ? true : null);
      await waitFor(world, look, () => `${open().length} of ${count} sockets are open.`);
    },
    disconnects(reason = "refresh_requested", one = undefined) {
      for (const connection of open()) {
        const { socket } = connection;
        if (one !== undefined && one !== connection) continue;
        socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "applink-0" } }));
        if (reason === "warning") world.clock.after(warningMs, () => socket.close());
        else world.clock.after(500, () => socket.close());
      }
      if (reason === "link_disabled") isShut = true;
    },
    drops() {
      for (const { socket } of open()) socket.terminate();
    },
    shuts() {
      isShut = true;
    },
    opens() {
      isShut = false;
    },
    methods: {
      "apps.connections.open": {
        token: "app",
        required: [],
        run() {
          if (isShut) throw slackError("internal_error");
          const ticket = world.id("ticket");
          tickets.add(ticket);
          return { url: `${world.origin.replace("http", "ws")}/link/?ticket=${ticket}&app_id=${world.appId}` };
        },
      },
    },
    transport({ envelope, attempt, reason }) {
      const ready = open();
      const connection = ready[turn % Math.max(1, ready.length)];
      turn += 1;
      if (connection === undefined) return Promise.resolve({ kind: "nobody" });
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const id = crypto.randomUUID();
      connection.waiting.set(id, resolve);
      connection.envelopes.push(envelope.name);
      connection.socket.send(
        JSON.stringify({
          envelope_id: id,
          type: envelopeTypes[envelope.kind],
          payload: envelope.payload,
          accepts_response_payload: envelope.kind !== "event",
          ...(envelope.kind === "event" ? { retry_attempt: attempt, retry_reason: reason } : {}),
        }),
      );
      return promise;
    },
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? "/", world.origin);
      // A ticket is good for one connection.
      if (url.pathname !== "/link/" || !tickets.delete(url.searchParams.get("ticket") ?? "")) {
        socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    async close() {
      // A handshake to the end: a client that is cut off while it leaves waits half a minute for it.
      const leaving = all.filter(({ isOpen }) => isOpen).map(({ socket }) => socket);
      const left = Promise.all(leaving.map(async (socket) => await once(socket, "close")));
      for (const socket of leaving) socket.close(1001);
      await Promise.race([left, sleep(goodbyeMs, undefined, { ref: false })]);
      for (const socket of leaving) socket.terminate();
      server.close();
    },
  };
}
