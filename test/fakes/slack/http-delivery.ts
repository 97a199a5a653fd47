import { createHmac } from "node:crypto";
import type { Sending, Transport } from "./delivery.ts";
import type { Deliveries } from "./delivery-types.ts";
import { type Json, parsed, stringOf } from "./json.ts";
import type { World } from "./world.ts";

export interface HttpDelivery extends Pick<Deliveries, "signsWrongly" | "signsLate" | "verifiesUrl"> {
  readonly transport: Transport;
}

/** Signed requests: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function openHttpDelivery(world: World, requestUrl: string | null): HttpDelivery {
  let wrong = 0;
  let late = { seconds: 0, left: 0 };

  async function send(body: string, contentType: string, more: Readonly<Record<string, string>>): Promise<Response> {
    const ageSeconds = late.left > 0 ? late.seconds : 0;
    late = { ...late, left: Math.max(0, late.left - 1) };
    const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
    const secret = wrong > 0 ? "not the secret" : world.signingSecret;
    wrong = Math.max(0, wrong - 1);
    const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
    return await fetch(requestUrl ?? "", {
      method: "POST",
      body,
      redirect: "manual",
      headers: {
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "content-type": contentType,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature,
        ...more,
      },
    });
  }

  return {
    signsWrongly(times) {
      wrong = times;
    },
    signsLate(seconds, times = 1) {
      late = { seconds, left: times };
    },
    async verifiesUrl() {
      const body = JSON.stringify({
        token: "verification",
        challenge: world.id("challenge"),
        type: "url_verification",
      });
      const response = await send(body, "application/json", {});
      const text = await response.text();
      return { status: response.status, body: parsed(text) ?? text };
    },
    async transport(sending) {
      const retry: Readonly<Record<string, string>> =
        sending.attempt === 0
          ? {}
          : { "x-slack-retry-num": String(sending.attempt), "x-slack-retry-reason": sending.reason };
      const { body, type } = bodyOf(sending);
      const response = await send(body, type, retry).catch(() => null);
      if (response === null) return { kind: "nobody" };
      const text = await response.text();
      if (response.status !== 200)
        return { kind: "refused", status: response.status, retries: response.headers.get("x-slack-no-retry") !== "1" };
      return { kind: "acknowledged", body: text === "" ? null : (parsed(text) ?? { text }) };
    },
  };
}

const form = "application/x-www-form-urlencoded";

function bodyOf({ envelope }: Sending): { readonly body: string; readonly type: string } {
  if (envelope.kind === "event") return { body: JSON.stringify(envelope.payload), type: "application/json" };
  if (envelope.kind === "slash")
    return { body: new URLSearchParams(fieldsOf(envelope.payload)).toString(), type: form };
  return { body: new URLSearchParams({ payload: JSON.stringify(envelope.payload) }).toString(), type: form };
}

function fieldsOf(payload: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, stringOf(value)]));
}
