import { rewrite } from "./chat-methods.ts";
import { isJson, type Json, parsed, stringOf } from "./json.ts";
import { contentFrom, newMessage, post } from "./posting.ts";
import { Refusal, slackError } from "./refusal.ts";
import type { Incoming, Outgoing, Route } from "./route.ts";
import type { AskingRow } from "./rows.ts";
import type { World } from "./world.ts";

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const maxUses = 5;
const lastsMs = 30 * 60_000;

export function responseUrlRoute(world: World): readonly Route[] {
  return [
    { name: "response_url", prefix: "/commands/", handle: (request) => respond(world, request) },
    { name: "response_url", prefix: "/actions/", handle: (request) => respond(world, request) },
  ];
}

export function responseUrlOf(world: World, asking: AskingRow): string | null {
  if (asking.responseToken === null) return null;
  const folder = asking.kind === "slash" ? "commands" : "actions";
  return `${world.origin}/${folder}/${world.team.id}/${asking.id}/${asking.responseToken}`;
}

function respond(world: World, request: Incoming): Outgoing {
  const refused = (status: number, error: string, also: Json = {}): Outgoing => {
    world.refusals.push(`response_url: ${error}`);
    return { status, body: { ok: false, error, ...also } };
  };
  const token = request.url.pathname.split("/").at(-1);
  const asking = [...world.askings.values()].find((row) => row.responseToken === token);
  if (asking === undefined || request.method !== "POST") return refused(404, "invalid_url");
  if (world.clock.nowMs() - asking.atMs > lastsMs) return refused(404, "expired_url");
  if (asking.responseUses >= maxUses) return refused(404, "used_url");
  const body = parsed(request.body.toString());
  if (!isJson(body)) return refused(400, "invalid_payload");
  asking.responseUses += 1;
  try {
    answer(world, asking, body);
  } catch (error) {
    if (error instanceof Refusal)
      return refused(error.code === "message_not_found" ? 404 : 400, error.code, error.also);
    throw error;
  }
  return { status: 200, headers: { "content-type": "text/html" }, body: "ok" };
}

/** A slash command's acknowledgement does the same as its response URL. */
export function answer(world: World, asking: AskingRow, body: Json): void {
  const original = asking.original?.isDeleted === false ? asking.original : null;
  if (isTrue(body.delete_original)) {
    if (original === null) throw slackError("message_not_found");
    original.isDeleted = true;
    world.changed();
    return;
  }
  const content = contentFrom(world, body);
  if (content.text === "" && content.blocks.length === 0 && content.attachments.length === 0)
    throw slackError("no_text");
  // "Be sure to set replace_original to false or you'll overwrite the message you're wanting to respond to!"
  const replaces = asking.kind === "block_actions" ? !isFalse(body.replace_original) : isTrue(body.replace_original);
  if (replaces && original !== null) {
    rewrite(original, content, original.onlyFor === null ? world.clock.ts() : null);
    asking.answer = original;
    world.changed();
    return;
  }
  const isPublic = body.response_type === "in_channel";
  if (isPublic && asking.typed !== null && !asking.isShown) showCommand(world, asking, asking.typed);
  const row = newMessage(world, {
    ...content,
    channelId: asking.channelId ?? world.directOf(asking.userId).id,
    userId: world.bot.id,
    onlyFor: isPublic ? null : asking.userId,
    // Only what all may see can go into a thread; all else stands at the top level (bolt-js#963).
    threadTs: isPublic ? stringOf(body.thread_ts) || null : null,
  });
  asking.answer = row;
  if (asking.kind === "slash" && world.slashAnswersCanBeReplaced) asking.original = row;
  post(world, row);
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

function isFalse(value: unknown): boolean {
  return value === false || value === "false";
}

/** An answer for everybody also shows what was typed: implementing-slash-commands#responding_with_a_message */
function showCommand(world: World, asking: AskingRow, text: string): void {
  const channelId = asking.channelId ?? world.directOf(asking.userId).id;
  asking.isShown = true;
  world.messages.push(newMessage(world, { channelId, userId: asking.userId, text }));
}
