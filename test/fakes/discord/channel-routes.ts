import { PermissionFlagsBits } from "discord.js";
import { messageForm } from "./message-form.ts";
import { messageJson } from "./message-json.ts";
import { createMessage, deleteMessage, editMessage, publicMessage } from "./messages.ts";
import { needs, sendingNeeds, visibleChannel } from "./permissions.ts";
import { parseForm, refusal } from "./refusal.ts";
import { noContent, ok, param, type Route, route } from "./routes.ts";
import type { ChannelRow } from "./rows.ts";
import type { World } from "./world.ts";

const mebibyte = 1024 * 1024;
/** By premium tier, in bytes: https://docs.discord.com/developers/reference#uploading-files */
const guildLimits = [10 * mebibyte, 10 * mebibyte, 50 * mebibyte, 100 * mebibyte] as const;
/** A nonce counts "in the past few minutes". */
const nonceLifetimeMs = 5 * 60_000;

/** The largest file that the bot's own token may send there, in bytes. */
export function guildFileLimit(world: World, channel: ChannelRow): number {
  return guildLimits[world.guildOf(channel)?.premiumTier ?? 0];
}

/** Messages by the bot's own token. */
export const channelRoutes: readonly Route[] = [
  route("GET messages", "/channels/:channel/messages", (world, call) => {
    const channel = visibleChannel(world, param(call, "channel"));
    needs(world, channel, PermissionFlagsBits.ReadMessageHistory);
    const limit = Number(call.query.get("limit") ?? 50);
    const rows = [...world.messages.values()].filter(
      (row) => row.channelId === channel.id && row.onlyFor === null && !row.isDeleted,
    );
    return ok(
      rows
        .slice(-limit)
        .reverse()
        .map((row) => messageJson(world, row)),
    );
  }),
  route("POST message", "/channels/:channel/messages", async (world, call) => {
    const channel = visibleChannel(world, param(call, "channel"));
    needs(world, channel, sendingNeeds(channel));
    const form = parseForm(messageForm, call.body.json ?? {});
    if (call.body.files.length > 0) needs(world, channel, PermissionFlagsBits.AttachFiles);
    if (form.message_reference) needs(world, channel, PermissionFlagsBits.ReadMessageHistory);
    checkRecipient(world, channel);
    const earlier =
      form.enforce_nonce === true && form.nonce != null ? withNonce(world, channel, form.nonce) : undefined;
    if (earlier !== undefined) return ok(messageJson(world, earlier));
    const { message_reference: reference, ...rest } = form;
    const isThere = reference != null && world.messages.get(reference.message_id)?.isDeleted === false;
    if (reference != null && !isThere && reference.fail_if_not_exists !== false) throw refusal("unknownMessage");
    const row = await createMessage(world, {
      author: world.bot,
      channel,
      form: { ...rest, message_reference: isThere ? reference : null },
      files: call.body.files,
      maxFileBytes: guildFileLimit(world, channel),
    });
    return ok(messageJson(world, row));
  }),
  route("GET message", "/channels/:channel/messages/:message", (world, call) => {
    const channel = visibleChannel(world, param(call, "channel"));
    needs(world, channel, PermissionFlagsBits.ReadMessageHistory);
    return ok(messageJson(world, publicMessage(world, channel.id, param(call, "message"))));
  }),
  route("PATCH message", "/channels/:channel/messages/:message", async (world, call) => {
    const channel = visibleChannel(world, param(call, "channel"));
    const row = publicMessage(world, channel.id, param(call, "message"));
    if (row.authorId !== world.bot.id) throw refusal("notYourMessage");
    const form = parseForm(messageForm, call.body.json ?? {});
    if (call.body.files.length > 0) needs(world, channel, PermissionFlagsBits.AttachFiles);
    await editMessage(world, row, { form, files: call.body.files, maxFileBytes: guildFileLimit(world, channel) });
    return ok(messageJson(world, row));
  }),
  route("DELETE message", "/channels/:channel/messages/:message", (world, call) => {
    const channel = visibleChannel(world, param(call, "channel"));
    const row = publicMessage(world, channel.id, param(call, "message"));
    if (row.authorId !== world.bot.id) needs(world, channel, PermissionFlagsBits.ManageMessages);
    deleteMessage(world, row);
    return noContent;
  }),
  route("POST typing", "/channels/:channel/typing", (world, call) => {
    const channel = visibleChannel(world, param(call, "channel"));
    needs(world, channel, sendingNeeds(channel));
    return noContent;
  }),
];

function checkRecipient(world: World, { recipientId }: ChannelRow): void {
  if (recipientId === null) return;
  const person = world.user(recipientId);
  if (person.closedDms) throw refusal("closedDms");
  const shares = [...world.guilds.values()].some(({ botIsMember }) => botIsMember);
  if (!shares && !person.hasInstalled) throw refusal("noMutualGuild");
}

function withNonce(world: World, channel: ChannelRow, nonce: string | number) {
  return [...world.messages.values()].find(
    (row) =>
      row.channelId === channel.id &&
      row.authorId === world.bot.id &&
      row.nonce === nonce &&
      row.createdAtMs > Date.now() - nonceLifetimeMs,
  );
}
