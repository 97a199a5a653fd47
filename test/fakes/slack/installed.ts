/** What the app's manifest says; the shape of Slack's own, as far as the fake reads it. */
export interface Manifest {
  readonly features?: {
    readonly app_home?: { readonly home_tab_enabled?: boolean; readonly messages_tab_enabled?: boolean };
    readonly slash_commands?: readonly { readonly command: string; readonly should_escape?: boolean }[];
    readonly shortcuts?: readonly { readonly name: string; readonly type: string; readonly callback_id: string }[];
  };
  readonly oauth_config?: {
    readonly scopes?: { readonly bot?: readonly string[]; readonly bot_optional?: readonly string[] };
  };
  readonly settings?: { readonly event_subscriptions?: { readonly bot_events?: readonly string[] } };
}

/** What is installed where a test says nothing else: everything the app could want. */
export const wholeManifest: Manifest = {
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    slash_commands: [{ command: "/imagine" }, { command: "/edit" }],
    shortcuts: [
      { name: "Edit image", type: "message", callback_id: "edit_image" },
      { name: "Image info", type: "message", callback_id: "image_info" },
      { name: "Create image", type: "global", callback_id: "create_image" },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        ...["app_mentions:read", "assistant:write", "chat:write", "commands", "files:read", "files:write"],
        ...["channels:history", "channels:join", "channels:read", "groups:history", "groups:read", "im:history"],
        ...["im:read", "im:write", "mpim:history", "mpim:read", "reactions:write", "users:read"],
      ],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        ...["app_home_opened", "app_mention", "app_uninstalled", "file_deleted", "message.channels"],
        ...["message.groups", "message.im", "message.mpim", "tokens_revoked"],
      ],
    },
  },
};

export function scopesOf(manifest: Manifest): readonly string[] {
  const scopes = manifest.oauth_config?.scopes;
  return [...(scopes?.bot ?? []), ...(scopes?.bot_optional ?? [])];
}
