import type { SlackFile } from "./attached-image.ts";

/** A message as Slack sends and answers it, as far as it is read. Events, shortcuts and `conversations.*` all give it alike. */
export interface SlackMessage {
  readonly user?: string;
  readonly bot_id?: string;
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly text?: string;
  readonly files?: readonly SlackFile[];
  readonly blocks?: readonly unknown[];
  readonly attachments?: readonly SlackAttachment[];
}

/** What hangs on a message: one that it forwards, or the preview of a link. */
interface SlackAttachment {
  /** Who wrote what is forwarded. */
  readonly author_id?: string;
  readonly files?: readonly SlackFile[];
  readonly blocks?: readonly unknown[];
  readonly message_blocks?: readonly unknown[];
  readonly title?: string;
  readonly from_url?: string;
  readonly image_url?: string;
}

export interface MessageFiles {
  /** In the order in which people see them, each once. */
  readonly files: readonly SlackFile[];
  /** Pictures that are only previews of what is elsewhere, by how they are called. */
  readonly previews: readonly string[];
}

/** Everything that a message shows: its own files, those in its words, and those of what it forwards. */
export function filesIn({ user = "", files = [], blocks = [], attachments = [] }: SlackMessage): MessageFiles {
  const named = (inside: readonly unknown[], namedBy: string) =>
    inside.flatMap(filesInBlock).map((file) => ({ ...file, namedBy }));
  const own = [...files, ...named(blocks, user)];
  const forwarded = attachments.flatMap(({ author_id = user, ...attachment }) => [
    ...(attachment.files ?? []),
    ...named([...(attachment.blocks ?? []), ...(attachment.message_blocks ?? [])], author_id),
  ]);
  const all = [...own, ...forwarded];
  return {
    // The same file may be known whole in one place and by its id alone in another.
    files: all.filter(({ id }, index) => id === undefined || all.findIndex((other) => other.id === id) === index),
    previews: [
      ...attachments.flatMap(({ image_url, title, from_url }) => (image_url ? [title || from_url || image_url] : [])),
      ...blocks.flatMap(previewsInBlock),
    ],
  };
}

type Json = Readonly<Record<string, unknown>>;

/** Files in blocks, however deep: a file in somebody's words, an image block, a card, a remote file. */
function filesInBlock(block: unknown): readonly SlackFile[] {
  if (Array.isArray(block)) return block.flatMap(filesInBlock);
  if (!isJson(block)) return [];
  if (block.type === "file") return fileElement(block);
  if (block.slack_file !== undefined) return slackFile(block.slack_file);
  return Object.values(block).flatMap(filesInBlock);
}

/** In rich text it names a file by its id; as a block of its own it is a remote one. */
function fileElement(element: Json): readonly SlackFile[] {
  if (element.source === "remote") return [{ mode: "external", name: text(element.external_id) }];
  const inside = isJson(element.file) ? element.file : element;
  const id = text(element.file_id) || text(inside.id);
  return id === "" ? [] : [{ id, name: text(inside.name) }];
}

/** By its id, or by a link that has it. */
function slackFile(of: unknown): readonly SlackFile[] {
  if (!isJson(of)) return [];
  const linked = /\/files(?:-pri|-tmb)?\/(?:[^/]*-|[^/]*\/)(F[A-Z0-9]+)(?:[/-]|$)/.exec(text(of.url))?.[1];
  const id = text(of.id) || linked;
  return id === undefined || id === "" ? [] : [{ id }];
}

function previewsInBlock(block: unknown): readonly string[] {
  if (!isJson(block) || block.type !== "image" || typeof block.image_url !== "string") return [];
  return [text(block.alt_text) || block.image_url];
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
