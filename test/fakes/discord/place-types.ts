import type { Locale } from "discord.js";
import type { Asking, SendOptions } from "./asking-types.ts";
import type { SeenMessage } from "./seen-types.ts";
import type { FileToAttach, OptionValue } from "./value-types.ts";

export interface SayOptions {
  readonly files?: readonly FileToAttach[];
  /** Shown in a Components V2 gallery, as other bots post them. */
  readonly gallery?: readonly FileToAttach[];
  /** Pictures of another site, shown as embeds through Discord's proxy. */
  readonly embeds?: readonly FileToAttach[];
  readonly replyTo?: SeenMessage;
}

/** A person at a place: everything that can be done there. */
export interface Seat {
  /** Runs a registered command, as `/name` or `/name subcommand`. Throws where the client would not let it be sent. */
  runs(command: string, values?: Readonly<Record<string, OptionValue>>, options?: SendOptions): Promise<Asking>;
  /** Message menu: Apps, then that name. */
  opens(menu: string, message: SeenMessage | { readonly id: string }, options?: SendOptions): Promise<Asking>;
  /** User menu: Apps, then that name. */
  opensOn(menu: string, person: Person, options?: SendOptions): Promise<Asking>;
  /** The newest message with that button that this person sees, or the message given; waits for it to appear. */
  presses(label: string, message?: SeenMessage | null, options?: SendOptions): Promise<Asking>;
  /** Chooses the option of that label in a select. */
  chooses(label: string, message?: SeenMessage | null, options?: SendOptions): Promise<Asking>;
  /** Types into an option that completes itself; resolves with what is offered. */
  types(command: string, option: string, text: string): Promise<readonly { name: string; value: string | number }[]>;
  /** Says something. `@Name` mentions that person or the bot. */
  says(text: string, options?: SayOptions): Promise<SeenMessage>;
  /** Deletes a message, as its author or a moderator does. */
  deletes(message: SeenMessage): Promise<void>;
}

export interface PersonOptions {
  readonly locale?: `${Locale}`;
  /** In every server, on top of what everybody may. */
  readonly permissions?: bigint;
  readonly roles?: readonly Role[];
  readonly displayName?: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  in(channel: Channel): Seat;
  /** In the conversation with the bot. */
  dm(): Seat;
  /** That conversation, for its transcript and messages. */
  readonly direct: Channel;
  /** Installs the bot for this person; commands then work where the bot is not. Returns the person. */
  userInstalls(): Person;
  /** 50007 from now on, or no longer. */
  closesDms(closed?: boolean): void;
}

export interface Role {
  readonly id: string;
  readonly name: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly guildId: string | null;
  messages(view?: { readonly as?: Person }): readonly SeenMessage[];
  /** What this person sees here; without a person, what everybody sees. */
  transcript(view?: { readonly as?: Person }): string;
  /** Permission bits that the bot does not have here from now on (50013, or 50001 for View Channel). */
  denies(permissions: bigint): void;
  allows(permissions: bigint): void;
  /** The channel is deleted: 10003. */
  remove(): void;
  thread(name: string): Channel;
}

export interface GuildOptions {
  readonly name?: string;
  readonly premiumTier?: 0 | 1 | 2 | 3;
  /** Whether the bot is a member; default true. */
  readonly botIsMember?: boolean;
  readonly locale?: `${Locale}`;
  /** Bot's permissions; default: what a good invite link asks for. */
  readonly botPermissions?: bigint;
  /** What everybody may in this server; default includes Use External Apps. */
  readonly everyonePermissions?: bigint;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  channel(name: string, options?: { readonly nsfw?: boolean }): Channel;
  role(name: string, permissions?: bigint): Role;
  /** The bot is thrown out: 50001 everywhere, and GUILD_DELETE. */
  removesBot(): void;
  /** From now on a message with this word is refused with 200000. */
  blocksWord(word: string): void;
}
