import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type APIInteraction, InteractionResponseType, InteractionType } from "discord.js";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { discordLimits } from "./limits.ts";

/** Where Discord is told to send interactions. */
const interactionsPath = "/discord/interactions";

/** The 12 bytes before an Ed25519 public key in its usual wrapping (RFC 8410). */
const keyPrefix = Buffer.from("302a300506032b6570032100", "hex");

/** Reads the public key as the developer portal shows it: 64 hexadecimal digits. Throws a `misconfigured` AppError. */
export function publicKeyOf(hex: string): KeyObject {
  try {
    return createPublicKey({ key: Buffer.concat([keyPrefix, Buffer.from(hex, "hex")]), format: "der", type: "spki" });
  } catch (cause) {
    throw new AppError("misconfigured", say("discord.public-key"), {
      log: "DISCORD_PUBLIC_KEY is no Ed25519 key",
      cause,
    });
  }
}

/**
 * Takes interactions over HTTP: 401 for what Discord has not signed, which it tries on purpose; PONG for PING; for all
 * others 202, as their answer goes the same way as over the gateway. `receive` is handed what is well signed.
 */
export function interactionsEndpoint(key: KeyObject, receive: (interaction: APIInteraction) => void) {
  return {
    method: "POST" as const,
    path: interactionsPath,
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const body = await bodyOf(request);
      const signature = String(request.headers["x-signature-ed25519"] ?? "");
      const timestamp = String(request.headers["x-signature-timestamp"] ?? "");
      if (body === null) {
        // What is still on its way is not waited for.
        response.setHeader("connection", "close");
        return end(response, 413, "too large");
      }
      const signed = Buffer.concat([Buffer.from(timestamp), body]);
      if (!/^[0-9a-f]{128}$/i.test(signature) || !verify(null, signed, key, Buffer.from(signature, "hex")))
        return end(response, 401, "invalid request signature");
      const interaction = parsed(body);
      if (interaction === null) return end(response, 400, "not an interaction");
      if (interaction.type === InteractionType.Ping) {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ type: InteractionResponseType.Pong }));
        return;
      }
      response.writeHead(202).end();
      receive(interaction as APIInteraction);
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const most = discordLimits.interactionBytes;
  if (Number(request.headers["content-length"] ?? 0) > most) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Whoever does not say how much it is may never end, and nobody has shown yet who they are.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.byteLength;
    if (bytes > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(body: Buffer): { readonly type: number } | null {
  try {
    const read: unknown = JSON.parse(body.toString());
    return typeof read === "object" && read !== null && "type" in read && typeof read.type === "number"
      ? { ...read, type: read.type }
      : null;
  } catch {
    return null;
  }
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain" }).end(text);
}
