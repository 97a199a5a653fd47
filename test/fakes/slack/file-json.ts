import type { Json } from "./json.ts";
import type { FileRow } from "./rows.ts";
import type { World } from "./world.ts";

const types: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  heic: "image/heic",
  svg: "image/svg+xml",
  pdf: "application/pdf",
  txt: "text/plain",
  mp4: "video/mp4",
};

export function endingOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}

export function mimetypeOf(name: string): string {
  return types[endingOf(name)] ?? "application/octet-stream";
}

/** Slack's name of the type: `jpg` for both endings of a JPEG. */
export function filetypeOf(name: string): string {
  const ending = endingOf(name);
  return ending === "jpeg" ? "jpg" : ending === "" ? "binary" : ending;
}

/** Whether the app may read the file: its own, put into its form, or shared where it is a member. */
export function appSees(world: World, file: FileRow): boolean {
  if (file.byBot || file.givenToApp) return true;
  return file.shares.some((share) => {
    const channel = world.channels.get(share.channelId);
    return channel !== undefined && world.botIsIn(channel);
  });
}

export function fileJson(world: World, file: FileRow): Json {
  if (file.isDeleted) return { id: file.id, mode: "tombstone" };
  const created = Math.floor(Number(file.createdTs));
  const ofTeam = world.users.get(file.userId)?.teamId ?? world.team.id;
  const base = `${world.origin}/files-pri/${world.team.id}-${file.id}`;
  const name = encodeURIComponent(file.name.toLowerCase().replaceAll(" ", "_"));
  const isPicture = file.mimetype.startsWith("image/");
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.filetype,
    pretty_type: file.filetype.toUpperCase(),
    user: file.userId,
    user_team: ofTeam,
    editable: false,
    size: file.sizeBytes,
    mode: file.remoteUrl === null ? "hosted" : "external",
    is_external: file.remoteUrl !== null,
    external_type: file.remoteUrl === null ? "" : "app",
    is_public: file.shares.some((share) => world.channels.get(share.channelId)?.kind === "public"),
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    ...(file.remoteUrl === null
      ? { url_private: `${base}/${name}`, url_private_download: `${base}/download/${name}` }
      : { url_private: file.remoteUrl, external_id: file.id, external_url: file.remoteUrl }),
    ...(isPicture && file.width !== null ? { original_w: file.width, original_h: file.height } : {}),
    ...(file.thumbnail === null
      ? {}
      : Object.fromEntries(
          [360, 480, 720, 960, 1024].map((width) => [`thumb_${width}`, thumbUrl(world, file, width)]),
        )),
    ...(file.altText === null ? {} : { alt_txt: file.altText }),
    permalink: `${world.origin}/files/${file.userId}/${file.id}/${name}`,
    permalink_public: `${world.origin}/pub/${world.team.id}-${file.id}`,
    is_starred: false,
    has_rich_preview: false,
    file_access: "visible",
  };
}

function thumbUrl(world: World, file: FileRow, width: number): string {
  return `${world.origin}/files-tmb/${world.team.id}-${file.id}/${encodeURIComponent(file.name.replace(/\.[^.]+$/, ""))}_${width}.png`;
}

/** What `files.info` knows beyond that: where it was shared, with each share's message. */
export function fileInfoJson(world: World, file: FileRow): Json {
  const where = (kinds: readonly string[]): readonly string[] =>
    file.shares.map(({ channelId }) => channelId).filter((id) => kinds.includes(world.channels.get(id)?.kind ?? ""));
  const shares = (isPublic: boolean): Json => {
    const byChannel: Record<string, Json[]> = {};
    for (const { channelId, ts, threadTs } of file.shares) {
      const channel = world.channels.get(channelId);
      if ((channel?.kind === "public") !== isPublic) continue;
      const list = byChannel[channelId] ?? [];
      list.push({
        reply_users: [],
        reply_users_count: 0,
        reply_count: 0,
        ts,
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
        channel_name: channel?.name,
        team_id: world.team.id,
        share_user_id: file.userId,
        source: "UNKNOWN",
      });
      byChannel[channelId] = list;
    }
    return byChannel;
  };
  const inPublic = shares(true);
  const inPrivate = shares(false);
  return {
    ...fileJson(world, file),
    // Not scanned yet: Slack does not know what it is.
    ...(file.byBot && file.shares.length === 0 ? { mimetype: "", filetype: "" } : {}),
    shares: {
      ...(Object.keys(inPublic).length === 0 ? {} : { public: inPublic }),
      ...(Object.keys(inPrivate).length === 0 ? {} : { private: inPrivate }),
    },
    channels: where(["public"]),
    groups: where(["private", "mpim"]),
    ims: where(["im"]),
    comments_count: 0,
  };
}
