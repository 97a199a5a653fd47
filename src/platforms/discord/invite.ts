import { type APIApplication, PermissionFlagsBits } from "discord.js";

/** What the bot needs where it is a member, and nothing more (facts: it answers interactions, posts results, reads what it answers to). */
const needed =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory;

/** Where somebody adds the bot to a server, and where to themselves, to use it everywhere. */
export function inviteLinks({ id }: Pick<APIApplication, "id">): { readonly server: string; readonly person: string } {
  const link = (parameters: Readonly<Record<string, string>>) =>
    `https://discord.com/oauth2/authorize?${new URLSearchParams({ client_id: id, ...parameters })}`;
  return {
    server: link({ scope: "bot applications.commands", permissions: String(needed), integration_type: "0" }),
    person: link({ scope: "applications.commands", integration_type: "1" }),
  };
}
