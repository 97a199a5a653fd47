import { PermissionFlagsBits } from "discord.js";
import { z } from "zod";
import { commandsOf, editCommand, registerAll, registerOne } from "./command-registry.ts";
import { channelJson, guildJson } from "./guild-json.ts";
import { userJson } from "./message-json.ts";
import { botPermissionsIn } from "./permissions.ts";
import { parseForm, refusal } from "./refusal.ts";
import { type Call, noContent, ok, param, type Reply, type Route, route } from "./routes.ts";
import type { World } from "./world.ts";

/** What the bot is, where it is, and what it has registered. */
export const applicationRoutes: readonly Route[] = [
  route("GET gateway", "/gateway/bot", (world) =>
    ok({
      url: world.origin.replace("http", "ws"),
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
    }),
  ),
  route("GET user", "/users/@me", (world) =>
    ok({ ...userJson(world.bot), mfa_enabled: true, locale: "en-US", verified: true, email: null }),
  ),
  route("GET application", "/applications/@me", (world) => ok(applicationJson(world))),
  route("GET application", "/oauth2/applications/@me", (world) => ok(applicationJson(world))),
  route("GET guild", "/guilds/:guild", (world, call) => {
    const guild = world.guilds.get(param(call, "guild"));
    if (guild === undefined || !guild.botIsMember) throw refusal("unknownGuild");
    return ok(guildJson(world, guild));
  }),
  route("GET channel", "/channels/:channel", (world, call) => {
    const channel = world.channel(param(call, "channel"));
    if ((botPermissionsIn(world, channel) & PermissionFlagsBits.ViewChannel) === 0n) throw refusal("missingAccess");
    return ok(channelJson(world, channel));
  }),
  route("POST dm", "/users/@me/channels", (world, call) => {
    const { recipient_id } = parseForm(z.object({ recipient_id: z.string() }), call.body.json);
    return ok(channelJson(world, world.channel(world.user(recipient_id).dmChannelId)));
  }),
  ...commandRoutes("/applications/:application/commands", ""),
  ...commandRoutes("/applications/:application/guilds/:guild/commands", "guild "),
];

function commandRoutes(path: string, scope: "" | "guild "): readonly Route[] {
  const where = (world: World, call: Call): string | null => {
    if (param(call, "application") !== world.applicationId) throw refusal("unknownCommand");
    if (scope === "") return null;
    const guild = world.guilds.get(param(call, "guild"));
    if (guild === undefined || !guild.botIsMember) throw refusal("missingAccess");
    return guild.id;
  };
  const one = (world: World, call: Call) => {
    const row = world.commands.get(param(call, "command"));
    if (row === undefined || row.guildId !== where(world, call)) throw refusal("unknownCommand");
    return row;
  };
  return [
    route(`GET ${scope}commands`, path, (world, call): Reply => {
      const isFull = call.query.get("with_localizations") === "true";
      return ok(
        commandsOf(world, where(world, call)).map(({ json }) =>
          isFull ? json : { ...json, name_localizations: undefined, description_localizations: undefined },
        ),
      );
    }),
    route(`PUT ${scope}commands`, path, (world, call) =>
      ok(registerAll(world, where(world, call), call.body.json).map(({ json }) => json)),
    ),
    route(`POST ${scope}command`, path, (world, call) => {
      const { row, isNew } = registerOne(world, where(world, call), call.body.json);
      return { status: isNew ? 201 : 200, json: row.json };
    }),
    route(`PATCH ${scope}command`, `${path}/:command`, (world, call) =>
      ok(editCommand(world, one(world, call), call.body.json).json),
    ),
    route(`DELETE ${scope}command`, `${path}/:command`, (world, call) => {
      world.commands.delete(one(world, call).id);
      return noContent;
    }),
  ];
}

function applicationJson(world: World) {
  const installParams = { scopes: ["applications.commands", "bot"], permissions: "274878024704" };
  return {
    id: world.applicationId,
    name: world.bot.displayName,
    icon: null,
    description: "",
    type: null,
    bot: userJson(world.bot),
    bot_public: true,
    bot_require_code_grant: false,
    install_params: installParams,
    integration_types_config: {
      0: { oauth2_install_params: installParams },
      1: { oauth2_install_params: { scopes: ["applications.commands"], permissions: "0" } },
    },
    verify_key: world.publicKey,
    flags: 0,
    flags_new: "0",
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userJson(world.owner),
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}
