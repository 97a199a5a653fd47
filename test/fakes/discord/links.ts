import { createHmac } from "node:crypto";
import type { AttachmentRow } from "./rows.ts";
import type { World } from "./world.ts";

/** Links were seen to live for a day. */
const linkLifetimeMs = 24 * 60 * 60_000;

/** A signed link, as Discord gives a new one with every answer. */
export function linkTo(world: World, row: AttachmentRow): string {
  const folder = row.isEphemeral ? "ephemeral-attachments" : "attachments";
  const path = `/${folder}/${row.channelId}/${row.id}/${row.name}`;
  const nowMs = world.clock.nowMs();
  const ex = Math.floor((nowMs + linkLifetimeMs) / 1000).toString(16);
  const is = Math.floor(nowMs / 1000).toString(16);
  return `${world.origin}${path}?ex=${ex}&is=${is}&hm=${signature(world, path, ex, is)}&`;
}

/** The file behind a link; null when the link is wrong or too old. */
export function fileBehind(world: World, url: URL): AttachmentRow | null {
  if (url.pathname.startsWith("/external/")) return externalBehind(world, url);
  const [, id] = /^\/(?:ephemeral-)?attachments\/\d+\/(\d+)\/[^/]+$/.exec(url.pathname) ?? [];
  const ex = url.searchParams.get("ex") ?? "";
  const is = url.searchParams.get("is") ?? "";
  const isSigned = url.searchParams.get("hm") === signature(world, url.pathname, ex, is);
  if (id === undefined || !isSigned || Number.parseInt(ex, 16) * 1000 < world.clock.nowMs()) return null;
  return world.attachments.get(id) ?? null;
}

/** The attachment that a link points at, whether or not it still opens. */
export function attachmentIdIn(world: World, url: string): string | null {
  if (!url.startsWith(`${world.origin}/`)) return null;
  return /\/(?:ephemeral-)?attachments\/\d+\/(\d+)\//.exec(url)?.[1] ?? null;
}

/** Where Discord's proxy shows a picture of another site. */
export function proxied(world: World, url: string): string {
  return `${world.origin}/external/${Buffer.from(url).toString("base64url")}/picture`;
}

function externalBehind(world: World, url: URL): AttachmentRow | null {
  const [, encoded] = /^\/external\/([\w-]+)\//.exec(url.pathname) ?? [];
  return encoded === undefined ? null : (world.externals.get(Buffer.from(encoded, "base64url").toString()) ?? null);
}

function signature(world: World, path: string, ex: string, is: string): string {
  return createHmac("sha256", world.linkKey).update(`${path}:${ex}:${is}`).digest("hex");
}
