import { sign } from "node:crypto";
import type { Gateway } from "./gateway.ts";
import { answerWithinMs, callback, giveUp } from "./interactions.ts";
import type { InteractionRow } from "./rows.ts";
import type { World } from "./world.ts";

/** Brings interactions to the bot. */
export interface Sending {
  send(row: InteractionRow): void;
  post(body: unknown, options?: { readonly badSignature?: boolean }): Promise<{ status: number; body: unknown }>;
  /** Over HTTP from now on; null: over the gateway. */
  postTo(url: string | null): void;
  /** Gives up on what waits for more than three seconds of the fake's clock. */
  look(): void;
  close(): void;
}

export function openSending(world: World, gateway: Gateway, firstUrl: string | null): Sending {
  let interactionsUrl = firstUrl;
  const timers = new Set<NodeJS.Timeout>();
  const look = () => {
    for (const row of world.interactions.values())
      if (world.clock.nowMs() - row.sentAtMs >= answerWithinMs) giveUp(world, row);
  };

  const post: Sending["post"] = async (json, { badSignature = false } = {}) => {
    const body = JSON.stringify(json);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = sign(null, Buffer.from(timestamp + (badSignature ? `${body} ` : body)), world.privateKey);
    const response = await fetch(interactionsUrl ?? "", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "Discord-Interactions/1.0 (+https://discord.com)",
        "x-signature-ed25519": signature.toString("hex"),
        "x-signature-timestamp": timestamp,
      },
      body,
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return { status: response.status, body: isJson ? JSON.parse(text) : null };
  };

  const postInteraction = async (row: InteractionRow) => {
    try {
      const { status, body } = await post(row.json);
      if (status >= 300) giveUp(world, row);
      else if (body !== null) await callback(world, row, body, []);
    } catch (error) {
      world.refusals.push(`the interactions URL, for ${row.said}: ${String(error)}`);
      giveUp(world, row);
    }
  };

  return {
    send(row) {
      if (interactionsUrl === null) gateway.interaction(row.json);
      else void postInteraction(row);
      const timer = setTimeout(look, answerWithinMs + 5);
      timer.unref();
      timers.add(timer);
    },
    post,
    postTo(url) {
      interactionsUrl = url;
    },
    look,
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
