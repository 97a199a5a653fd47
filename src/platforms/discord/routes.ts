import type { DiscordAddress } from "./address.ts";
import type { Call } from "./calls.ts";

type Where = Pick<Call, "path" | "route">;

/** A message of an interaction: its first one by `@original`, a follow-up by its id. Only while the token lives. */
export function interactionMessage({ application, token }: DiscordAddress, message = "@original"): Where {
  return {
    path: `/webhooks/${application}/${token}/messages/${message}`,
    route: `/webhooks/:id/:token/messages/${message === "@original" ? message : ":message"}`,
  };
}

export function followUps({ application, token }: DiscordAddress): Where {
  return { path: `/webhooks/${application}/${token}`, route: "/webhooks/:id/:token" };
}

export function channelMessage(channel: string, message: string): Where {
  return { path: `/channels/${channel}/messages/${message}`, route: "/channels/:id/messages/:message" };
}

export function channelMessages(channel: string): Where {
  return { path: `/channels/${channel}/messages`, route: "/channels/:id/messages" };
}

export function oneChannel(channel: string): Where {
  return { path: `/channels/${channel}`, route: "/channels/:id" };
}

export function oneGuild(guild: string): Where {
  return { path: `/guilds/${guild}`, route: "/guilds/:id" };
}

export const directChannels: Where = { path: "/users/@me/channels", route: "/users/@me/channels" };
