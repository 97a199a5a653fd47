import { z } from "zod";
import type { Conformance, Violation } from "./conformance.ts";
import { type Exception, type Exchanged, openApi } from "./openapi.ts";
import { openRows } from "./rows.ts";

/** As test/fakes/discord keeps it. */
const exchange = z
  .object({
    method: z.string(),
    path: z.string(),
    query: z.record(z.string(), z.string()),
    contentType: z.string().nullable(),
    body: z.unknown(),
    files: z.array(z.object({ field: z.string() })).transform((files) => files.map(({ field }) => field)),
    status: z.number(),
    answer: z.unknown(),
  })
  .transform(
    ({ answer, ...rest }): Exchanged => ({
      ...rest,
      answerType: "application/json",
      answers: answer === null ? [] : [answer],
    }),
  );

/** Every route that the adapter or discord.js goes; a story that goes another one says that this list is short. */
const used: readonly string[] = [
  "GET /applications/@me",
  "GET /applications/{application_id}/commands",
  "PUT /applications/{application_id}/commands",
  "GET /applications/{application_id}/guilds/{guild_id}/commands",
  "PUT /applications/{application_id}/guilds/{guild_id}/commands",
  "POST /applications/{application_id}/guilds/{guild_id}/commands",
  "DELETE /applications/{application_id}/guilds/{guild_id}/commands/{command_id}",
  "GET /gateway/bot",
  "POST /interactions/{interaction_id}/{interaction_token}/callback",
  "POST /webhooks/{webhook_id}/{webhook_token}",
  "GET /webhooks/{webhook_id}/{webhook_token}/messages/@original",
  "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original",
  "DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original",
  "DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
  "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
  "POST /channels/{channel_id}/messages",
  "GET /channels/{channel_id}/messages/{message_id}",
  "PATCH /channels/{channel_id}/messages/{message_id}",
  "DELETE /channels/{channel_id}/messages/{message_id}",
  "GET /channels/{channel_id}",
  "GET /guilds/{guild_id}",
  "POST /users/@me/channels",
];

const exceptions: readonly Exception[] = [
  {
    schemas: [
      "ApplicationCommandAttachmentOption",
      "ApplicationCommandAttachmentOptionResponse",
      "FileUploadComponentForModalRequest",
    ],
    property: "file_types",
    is: {
      type: "array",
      items: { type: "string", pattern: "^(image|video|audio|\\.[a-z0-9]+)$" },
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
    },
    reason: "newer than the spec: since 5 August 2026",
  },
  {
    schemas: ["InnerErrors"],
    property: "_errors",
    is: {
      type: "array",
      items: {
        type: "object",
        properties: { code: { type: "string" }, message: { type: "string" } },
        required: ["code", "message"],
      },
    },
    reason:
      "the spec takes one field's code for a number; it is a name: https://docs.discord.com/developers/reference#error-messages",
  },
];

/** Discord's REST API: https://github.com/discord/discord-api-spec */
export const discord: Conformance = {
  service: "Discord",
  stories: ["test/discord/**/*.test.ts", "test/platforms/discord/**/*.test.ts"],
  specs: ["discord-bot.subset.json"],
  check([spec], { exchanges }) {
    const api = openApi(spec, exceptions);
    const rows = openRows();
    const violations: Violation[] = [];
    for (const exchanged of z.array(exchange).parse(exchanges.get("discord") ?? [])) {
      const checked = api.check(exchanged);
      const route = checked.route ?? `${exchanged.method} ${exchanged.path}`;
      rows.count(route, `${exchanged.status}${checked.isAnswerKnown ? "" : " *"}`);
      violations.push(...checked.violations.map((violation) => ({ route, ...violation })));
      if (!used.includes(route)) {
        const expected = checked.route === null ? "a route of the spec" : "a route of the list in discord.ts";
        violations.push({ route, part: "route", path: "$", value: exchanged.path, expected });
      }
    }
    return {
      rows: rows.all(),
      violations,
      unseen: rows.unseen(used),
      exceptions: api.seen(),
    };
  },
};
