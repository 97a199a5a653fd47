import { isJson, type Json, jsonOf, listOf, stringOf } from "./json.ts";
import type { World } from "./world.ts";

/** What people read in blocks, a line each; elements not included. */
export function linesOf(blocks: readonly Json[]): readonly string[] {
  return blocks.flatMap(linesOfBlock).filter((line) => line !== "");
}

function linesOfBlock(block: Json): readonly string[] {
  switch (block.type) {
    case "section":
      return [textOf(block.text), ...listOf(block.fields).map(textOf)];
    case "header":
      return [textOf(block.text)];
    case "alert":
      return [`! ${textOf(block.text)}`];
    case "markdown":
      return [stringOf(block.text)];
    case "context":
      return [
        listOf(block.elements)
          .map((element) => (element.type === "image" ? pictureOf(element) : textOf(element)))
          .join(" "),
      ];
    case "image":
      return [pictureOf(block)];
    case "divider":
      return ["---"];
    case "rich_text":
      return [richText(block)];
    case "card":
      return [
        ...["title", "subtitle", "body"].map((name) => textOf(block[name])),
        ...(isJson(block.hero_image) ? [pictureOf(block.hero_image)] : []),
      ];
    case "carousel":
      return listOf(block.elements).flatMap(linesOfBlock);
    case "container":
      return [textOf(block.title), ...listOf(block.child_blocks).flatMap(linesOfBlock)];
    default:
      return [];
  }
}

/** The text of a text object. */
export function textOf(value: unknown): string {
  return stringOf(jsonOf(value).text);
}

function pictureOf(image: Json): string {
  return `[picture ${stringOf(image.alt_text)}]`;
}

function richText(value: Json): string {
  if (value.type === "user") return `<@${stringOf(value.user_id)}>`;
  if (value.type === "emoji") return `:${stringOf(value.name)}:`;
  if (typeof value.text === "string") return value.text;
  return listOf(value.elements).map(richText).join("");
}

/** Mentions and escapes as people read them: https://docs.slack.dev/messaging/formatting-message-text */
export function asRead(world: World, text: string): string {
  return text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (mention, id: string) => {
      const user = world.users.get(id);
      return user === undefined ? mention : `@${user.displayName}`;
    })
    .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, (mention, id: string) => {
      const channel = world.channels.get(id);
      return channel === undefined ? mention : `#${channel.name}`;
    })
    .replace(/<([^@#!|>][^|>]*)\|([^>]*)>/g, "$2")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** What a person types, as Slack sends it: names become mentions, three characters are escaped. */
export function asTyped(world: World, text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const rooms = [...world.channels.values()].filter(({ kind }) => kind === "public" || kind === "private");
  const placed = rooms.reduce((words, { id, name }) => words.replaceAll(`#${name}`, `<#${id}|${name}>`), escaped);
  const names = [...world.users.values()].sort((one, other) => other.displayName.length - one.displayName.length);
  return names.reduce(
    (words, { id, displayName, name }) =>
      words.replaceAll(`@${displayName}`, `<@${id}>`).replaceAll(`@${name}`, `<@${id}>`),
    placed,
  );
}
