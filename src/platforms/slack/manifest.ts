import type { Command } from "#core/command.ts";
import { description } from "#core/description.ts";
import type { Option } from "#core/option.ts";
import { words } from "#core/words.ts";
import { eventsPath } from "./http-receiver.ts";
import { slackLimits } from "./limits.ts";
import { type Menu, menuName, shortcutId } from "./menu-names.ts";
import { within } from "./plain-text.ts";
import { type ManifestKind, neededScopes } from "./scopes.ts";
import { othersSlash } from "./slash-names.ts";

export interface ManifestOptions {
  /** With the slash, such as `/imagine`. */
  readonly imagineCommand: string;
  readonly editCommand: string;
  readonly mode: "socket" | "http";
  /** Under which Slack reaches the service, such as `https://limner.example.com`; null with a socket. */
  readonly publicUrl: string | null;
  readonly kind: ManifestKind;
}

/** Slack has no translations for what is in a manifest. */
const locale = "en";

/** The app as Slack's page "From a manifest" takes it, as JSON, made from the commands. */
export function manifest(commands: readonly Command[], options: ManifestOptions) {
  const url =
    options.mode === "http" && options.publicUrl !== null ? new URL(eventsPath, options.publicUrl).href : null;
  const requestUrl = url === null ? {} : { request_url: url };
  const slashUrl = url === null ? {} : { url };
  const minimal = neededScopes("minimal");
  const optional = neededScopes(options.kind).filter((scope) => !minimal.includes(scope));
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Limner",
      description: "Makes and edits images where you talk",
      background_color: "#1f2a44",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Limner", always_online: true },
      shortcuts: [...shortcutsOf(commands, "message"), ...shortcutsOf(commands, "global")].slice(
        0,
        slackLimits.shortcuts,
      ),
      slash_commands: slashCommands(commands, options).map((command) => ({ ...command, ...slashUrl })),
    },
    oauth_config: { scopes: { bot: minimal, ...(optional.length > 0 ? { bot_optional: optional } : {}) } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: events[options.kind] },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: options.mode === "socket",
      token_rotation_enabled: false,
    },
  };
}

const firstEvents = ["app_home_opened", "app_mention", "message.im"];
const events: Readonly<Record<ManifestKind, readonly string[]>> = {
  minimal: firstEvents,
  full: [...firstEvents, "message.channels", "message.groups", "message.mpim"],
};

function shortcutsOf(commands: readonly Command[], menu: Menu) {
  return commands.flatMap((command) => {
    const name = menuName(command, menu);
    if (name === null) return [];
    return {
      type: menu,
      name: within(words(name, locale), slackLimits.shortcutName),
      callback_id: shortcutId(command, menu),
      description: within(words(description(command, null), locale), slackLimits.shortcutDescription),
    };
  });
}

/** Two commands of their own and one for all the others: `SlashNames` says why. */
function slashCommands(commands: readonly Command[], { imagineCommand, editCommand }: ManifestOptions) {
  const typed = commands.filter(({ triggers }) => triggers.includes("slash"));
  const slashes: Readonly<Record<string, string>> = { imagine: imagineCommand, edit: editCommand };
  const own = typed.flatMap((command) => {
    const slash = slashes[command.name];
    return slash === undefined
      ? []
      : [{ slash, about: words(description(command, null), locale), hint: usageHint(command) }];
  });
  const others = typed.filter(({ name }) => slashes[name] === undefined).map(({ name }) => name);
  const about = "Everything else that Limner can do";
  return [...own, { slash: othersSlash, about, hint: others.join(" | ") }].map(({ slash, about: text, hint }) => ({
    command: slash,
    description: within(text, slackLimits.slashDescription),
    usage_hint: within(hint, slackLimits.slashHint),
    // So that people and groups, whose limits can be set, come as ids; prompts come as they were typed.
    should_escape: slash === othersSlash,
  }));
}

/** Up to this rank an option is shown beside the command while it is typed. */
const shownRank = 23;

/** `[prompt] [--size landscape] [-n 2] [--private]` */
function usageHint({ options }: Command): string {
  return Object.entries(options)
    .toSorted(([, a], [, b]) => a.rank - b.rank)
    .filter(([, { rank }]) => rank <= shownRank)
    .flatMap(([name, option]) => {
      if (option.kind === "text") return `[${name}]`;
      const value = exampleOf(option);
      if (value === null) return [];
      const flag = option.kind === "integer" && option.short !== undefined ? `-${option.short}` : `--${name}`;
      return `[${value === "" ? flag : `${flag} ${value}`}]`;
    })
    .join(" ");
}

/** A value that a flag can have; empty where it takes none, null where it cannot be typed. */
function exampleOf(option: Option): string | null {
  switch (option.kind) {
    case "size":
      return "landscape";
    case "integer":
      return "2";
    case "choice":
      return option.choices === "qualities"
        ? "high"
        : typeof option.choices === "string"
          ? null
          : (option.choices[0] ?? null);
    case "flag":
      return "";
    default:
      return null;
  }
}
