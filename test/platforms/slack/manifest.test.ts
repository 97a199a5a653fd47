import { expect, test } from "vitest";
import { commands } from "#commands/index.ts";
import { readConfig } from "#src/config.ts";
import { manifest } from "#src/platforms/slack/manifest.ts";
import { commandOfShortcut } from "#src/platforms/slack/menu-names.ts";
import { missingScopes, neededScopes } from "#src/platforms/slack/scopes.ts";
import { othersSlash, typedCommand } from "#src/platforms/slack/slash-names.ts";
import { readText } from "#src/platforms/slack/slash-text.ts";

const usual = {
  imagineCommand: "/imagine",
  editCommand: "/edit",
  mode: "socket",
  publicUrl: null,
  kind: "full",
} as const;

test("imagine and edit have slashes of their own, by the names that were configured; all else stands behind one", () => {
  const { features } = manifest(commands, { ...usual, imagineCommand: "/paint" });
  expect(features.slash_commands.map(({ command }) => command)).toEqual(["/paint", "/edit", "/limner"]);
  const others = features.slash_commands.at(-1)?.usage_hint.split(" | ") ?? [];
  const typed = commands.filter(({ triggers }) => triggers.includes("slash")).map(({ name }) => name);
  expect(["imagine", "edit", ...others]).toEqual(typed);
});

test("every slash command leads to its command, and every hint is a text that can be typed", () => {
  const names = { imagine: "/imagine", edit: "/edit", others: othersSlash };
  for (const { command: slash, usage_hint } of manifest(commands, usual).features.slash_commands.slice(0, 2)) {
    const found = typedCommand(slash, usage_hint.replaceAll(/[[\]]/g, ""), names, commands);
    if ("refused" in found) throw new Error(`${slash} leads nowhere`);
    const { values, problems } = readText(found.command, found.text);
    expect(problems).toEqual([]);
    expect(values).toEqual({ prompt: "prompt", size: "landscape", count: "2", quality: "high", private: true });
  }
});

test("every entry of a menu leads to its command", () => {
  const { shortcuts } = manifest(commands, usual).features;
  expect(shortcuts.map(({ name, type }) => `${name} (${type})`)).toEqual([
    "Edit image (message)",
    "Vary image (message)",
    "Image info (message)",
    "Original image (message)",
    "Delete image (message)",
    "Create image (global)",
  ]);
  expect(shortcuts.map(({ callback_id }) => commandOfShortcut(commands, callback_id)?.name)).toEqual([
    ...["edit", "vary", "info", "original", "remove", "imagine"],
  ]);
  expect(commandOfShortcut(commands, "v1-global:edit")).toBeNull();
  expect(commandOfShortcut(commands, "edit_image")).toBeNull();
});

test("everything is within what Slack takes", () => {
  const { features } = manifest(commands, usual);
  expect(features.shortcuts.length).toBeLessThanOrEqual(10);
  for (const { name, callback_id, description } of features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(callback_id.length).toBeLessThanOrEqual(255);
    expect(description.length).toBeLessThanOrEqual(150);
  }
  for (const { command, description, usage_hint } of features.slash_commands) {
    expect(command).toMatch(/^\/[a-z-]{1,31}$/);
    expect(description.length).toBeLessThanOrEqual(2_000);
    expect(usage_hint.length).toBeLessThanOrEqual(1_000);
  }
});

test("a socket needs no address, HTTP has the same one everywhere", () => {
  const socket = manifest(commands, usual);
  expect(socket.settings.socket_mode_enabled).toBe(true);
  expect(JSON.stringify(socket)).not.toContain("url");
  const http = manifest(commands, { ...usual, mode: "http", publicUrl: "https://limner.example.com" });
  const address = "https://limner.example.com/slack/events";
  expect(http.settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: address },
    interactivity: { is_enabled: true, request_url: address },
  });
  expect(http.features.slash_commands.every((command) => "url" in command && command.url === address)).toBe(true);
});

test("the minimal one asks for what nothing works without, the full one lets an admin decline the rest", () => {
  const minimal = manifest(commands, { ...usual, kind: "minimal" });
  expect(minimal.oauth_config.scopes).toEqual({ bot: neededScopes("minimal") });
  expect(minimal.settings.event_subscriptions.bot_events).not.toContain("message.channels");
  const full = manifest(commands, usual);
  const { bot, bot_optional = [] } = full.oauth_config.scopes;
  expect([...bot, ...bot_optional]).toEqual(neededScopes("full"));
  // With it text could be posted where pictures cannot (facts: nao#1372).
  expect(neededScopes("full")).not.toContain("chat:write.public");
});

test("what a token lacks is told with what is lost", () => {
  const granted = neededScopes("minimal").filter((scope) => scope !== "files:read");
  expect(missingScopes("minimal", granted)).toEqual([{ name: "files:read", lost: expect.stringContaining("attach") }]);
  expect(missingScopes("full", neededScopes("full"))).toEqual([]);
});

test("no command may take the slash behind which all the others are: their names would be painted", () => {
  expect(() => readConfig({ SLACK_IMAGINE_COMMAND: "/limner" })).toThrow(/SLACK_IMAGINE_COMMAND: must not be/);
  expect(readConfig({ SLACK_IMAGINE_COMMAND: "/paint" }).SLACK_IMAGINE_COMMAND).toBe("/paint");
});
