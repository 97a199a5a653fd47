import type { Delivery } from "./delivery.ts";
import { asSent, type Json, stringOf } from "./json.ts";
import type { ChannelRow } from "./rows.ts";
import type { World } from "./world.ts";

/** What an event is subscribed as, and the scope it needs: https://docs.slack.dev/reference/events */
const messageEvents: Readonly<Record<ChannelRow["kind"], readonly [string, string]>> = {
  public: ["message.channels", "channels:history"],
  private: ["message.groups", "groups:history"],
  im: ["message.im", "im:history"],
  mpim: ["message.mpim", "mpim:history"],
};
const otherScopes: Readonly<Record<string, string>> = {
  app_mention: "app_mentions:read",
  file_deleted: "files:read",
};

/** Hands an event to the app where it is subscribed, allowed and there to hear it. */
export function eventDispatcher(world: World, delivery: Delivery): World["dispatch"] {
  return (event, { channel }) => {
    const type = stringOf(event.type);
    const [subscription, scope] =
      type === "message" && channel !== null ? messageEvents[channel.kind] : [type, otherScopes[type] ?? null];
    const subscribed = world.manifest.settings?.event_subscriptions?.bot_events ?? [];
    if (!subscribed.includes(subscription) || (scope !== null && !world.scopes.has(scope))) return;
    if (channel !== null && !world.botIsIn(channel)) return;
    if (world.isUninstalled && type !== "app_uninstalled" && type !== "tokens_revoked") return;
    delivery.deliverEvent({ kind: "event", name: type, payload: asSent(wrapped(world, event, channel)) });
  };
}

function wrapped(world: World, event: Json, channel: ChannelRow | null): Json {
  const userTeam = world.users.get(stringOf(event.user))?.teamId ?? world.team.id;
  const isForeign = userTeam !== world.team.id;
  return {
    token: "verification",
    team_id: world.team.id,
    context_team_id: world.team.id,
    context_enterprise_id: null,
    api_app_id: world.appId,
    event: { ...event, ...(isForeign ? { user_team: userTeam, source_team: userTeam } : {}) },
    type: "event_callback",
    event_id: world.id("Ev"),
    event_time: Math.floor(world.clock.nowMs() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.team.id,
        user_id: world.bot.id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel?.isShared ?? false,
    event_context: world.id("4-"),
  };
}
