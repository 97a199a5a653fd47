import type { Call, Methods } from "./call.ts";
import { type Json, stringOf } from "./json.ts";
import { slackError } from "./refusal.ts";
import type { UserRow } from "./rows.ts";

export const accountMethods: Methods = {
  "auth.test": {
    required: [],
    run: ({ world }) => ({
      url: `${world.origin}/`,
      team: world.team.name,
      user: world.bot.name,
      team_id: world.team.id,
      user_id: world.bot.id,
      bot_id: world.botId,
      is_enterprise_install: false,
    }),
  },
  "users.info": { scope: "users:read", required: ["user"], run: userInfo },
};

function userInfo({ world, args, flag }: Call): Json {
  const user = world.users.get(stringOf(args.user));
  if (user === undefined) throw slackError("user_not_found");
  return { user: { ...userJson(user, world.team.id), ...(flag("include_locale") ? { locale: user.locale } : {}) } };
}

function userJson(user: UserRow, teamId: string): Json {
  const isStranger = user.teamId !== teamId;
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: false,
    real_name: user.displayName,
    tz: "UTC",
    tz_label: "UTC",
    tz_offset: user.timeZoneOffsetSeconds,
    profile: { real_name: user.displayName, display_name: user.displayName, team: user.teamId },
    is_admin: user.isAdmin,
    is_owner: user.isOwner,
    is_primary_owner: false,
    is_restricted: user.isGuest,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: false,
    ...(isStranger ? { is_stranger: true } : {}),
    updated: 1,
  };
}
