import type { Call, Methods } from "./call.ts";
import { needScope } from "./call.ts";
import { appSees, fileInfoJson, filetypeOf, mimetypeOf } from "./file-json.ts";
import { type Json, listOf, parsed, stringOf } from "./json.ts";
import { pixelsOf } from "./pixels.ts";
import { blocksFrom, newMessage, parentFor, post, postable } from "./posting.ts";
import { slackError, slackErrorBecause } from "./refusal.ts";
import type { ChannelRow, FileRow, PendingShare, UploadRow } from "./rows.ts";
import { addFile } from "./sharing.ts";
import type { World } from "./world.ts";

/** https://docs.slack.dev/reference/methods?family=files */
export const fileMethods: Methods = {
  "files.getUploadURLExternal": { scope: "files:write", required: ["filename", "length"], run: getUploadUrl },
  "files.completeUploadExternal": { scope: "files:write", required: ["files"], run: complete },
  "files.info": { scope: "files:read", required: ["file"], run: info },
  "files.delete": { scope: "files:write", required: ["file"], run: remove },
};

const maxAltCharacters = 1000;
const maxChannels = 100;
/** Not documented; what people report: 1 GB. */
const maxFileBytes = 1024 ** 3;

function getUploadUrl({ world, args, text }: Call): Json {
  const length = Number(stringOf(args.length));
  if (!Number.isInteger(length) || length < 0)
    throw slackErrorBecause("invalid_arguments", "length must be an integer");
  if (length === 0) throw slackError("missing_argument");
  const filename = text("filename") ?? "";
  const altText = text("alt_txt") ?? null;
  if ((altText?.length ?? 0) > maxAltCharacters) throw slackError("alt_txt_too_large");
  if (length > maxFileBytes) throw slackError("file_upload_size_restricted");
  const isPicture = mimetypeOf(filename).startsWith("image/");
  if (world.refusesUploads !== null && !(world.refusesUploads === "file_uploads_except_images_disabled" && isPicture))
    throw slackError(world.refusesUploads);
  const row: UploadRow = {
    fileId: world.id("F"),
    ticket: Buffer.from(world.id("ticket")).toString("base64url"),
    filename,
    lengthBytes: length,
    altText,
    bytes: null,
    isCompleted: false,
  };
  world.uploads.set(row.fileId, row);
  return { upload_url: `${world.origin}/upload/v1/${row.ticket}`, file_id: row.fileId };
}

async function complete({ world, args, text }: Call): Promise<Json> {
  const wanted = listOf(typeof args.files === "string" ? parsed(args.files) : args.files);
  if (wanted.length === 0)
    throw slackErrorBecause("invalid_arguments", "no fewer than 1 items allowed [json-pointer:/files]");
  if (["username", "icon_url", "icon_emoji"].some((name) => text(name) !== undefined))
    needScope(world, "chat:write.customize");
  const uploads = wanted.map(({ id }) => {
    const upload = world.uploads.get(stringOf(id));
    if (upload === undefined || upload.bytes === null || upload.isCompleted) throw slackError("file_not_found");
    return upload;
  });
  const channels = destinations(world, text("channel_id"), text("channels"));
  const threadTs = threadOf(world, channels, text("thread_ts"));
  const comment = text("initial_comment") ?? "";
  const blocks = comment === "" ? fileBlocks(world, args.blocks) : [];
  const files = await Promise.all(uploads.map((upload, index) => keep(world, upload, wanted[index] ?? {})));
  if (channels.length > 0)
    shareLater(world, files, () => {
      for (const channel of channels) {
        const row = newMessage(world, {
          channelId: channel.id,
          userId: world.bot.id,
          subtype: "file_share",
          text: comment,
          blocks,
          threadTs,
          fileIds: files.map(({ id }) => id),
        });
        for (const file of files) file.shares.push({ channelId: channel.id, ts: row.ts, threadTs });
        post(world, row);
      }
    });
  // Neither shares nor a mimetype yet: sharing is asynchronous.
  return { files: files.map((file) => ({ ...fileInfoJson(world, file), shares: {}, mimetype: "", filetype: "" })) };
}

function destinations(world: World, channelId: string | undefined, list: string | undefined): readonly ChannelRow[] {
  if (channelId !== undefined && !/^[CGDZ][A-Z0-9]{8,}$/.test(channelId))
    throw slackErrorBecause("invalid_arguments", "failed to match all allowed schemas [json-pointer:/channel_id]");
  const ids = [...(channelId === undefined ? [] : [channelId]), ...(list ?? "").split(",").filter((id) => id !== "")];
  if (ids.length > maxChannels) throw slackError("channels_limit_exceeded");
  return ids.map((id) => {
    const channel = postable(world, id);
    if (channel.refusesFiles !== null) throw slackError(channel.refusesFiles);
    return channel;
  });
}

function threadOf(world: World, channels: readonly ChannelRow[], threadTs: string | undefined): string | null {
  if (threadTs === undefined) return null;
  const [channel] = channels;
  if (channel === undefined || channels.length > 1)
    throw slackErrorBecause("invalid_arguments", "thread_ts needs exactly one channel");
  const parent = parentFor(world, channel, threadTs);
  // "Never use a reply's ts value; use its parent instead."
  if (parent?.ts !== threadTs) throw slackError("thread_not_found");
  return threadTs;
}

function fileBlocks(world: World, value: unknown): readonly Json[] {
  const blocks = blocksFrom(world, value);
  // Seen of the real one: slack-morphism, python-slack-sdk#1756.
  if (blocks.some((block) => block.type === "markdown")) throw slackError("internal_error");
  return blocks;
}

async function keep(world: World, upload: UploadRow, about: Json): Promise<FileRow> {
  const bytes = upload.bytes ?? new Uint8Array();
  upload.isCompleted = true;
  const size = await pixelsOf(bytes);
  const row: FileRow = {
    id: upload.fileId,
    name: upload.filename,
    title: stringOf(about.title) || upload.filename,
    mimetype: mimetypeOf(upload.filename),
    filetype: filetypeOf(upload.filename),
    userId: world.bot.id,
    byBot: true,
    altText: upload.altText,
    bytes,
    sizeBytes: bytes.byteLength,
    thumbnail: null,
    remoteUrl: null,
    highlightType: stringOf(about.highlight_type) || null,
    createdTs: world.clock.ts(),
    givenToApp: false,
    width: size?.width ?? null,
    height: size?.height ?? null,
    isDeleted: false,
    shares: [],
  };
  upload.bytes = null;
  addFile(world, row);
  return row;
}

/** Where nothing else was arranged, the message appears a moment later, or when somebody looks. */
const soonMs = 20;

function shareLater(world: World, files: readonly FileRow[], share: () => void): void {
  const mode = world.sharing;
  if (mode.kind === "never" && mode.left > 0) {
    mode.left -= 1;
    return;
  }
  const pending: PendingShare = {
    fileIds: files.map(({ id }) => id),
    isDone: false,
    looks: mode.kind === "looks" ? mode.looks : Number.POSITIVE_INFINITY,
    share() {
      // Deleted in the meantime: there is nothing left to show.
      if (!pending.isDone && files.some((file) => !file.isDeleted)) share();
      pending.isDone = true;
    },
  };
  world.pendingShares.push(pending);
  if (mode.kind === "soon" || mode.kind === "never") setTimeout(pending.share, soonMs).unref();
}

function fileFor({ world, text }: Call): FileRow {
  const file = world.files.get(text("file") ?? "");
  if (file === undefined || !appSees(world, file)) throw slackError("file_not_found");
  if (file.isDeleted) throw slackError("file_deleted");
  return file;
}

function info(call: Call): Json {
  const { world } = call;
  const file = fileFor(call);
  const answer = fileInfoJson(world, file);
  for (const pending of world.pendingShares.filter((each) => !each.isDone && each.fileIds.includes(file.id))) {
    pending.looks -= 1;
    // The look itself still sees nothing.
    if (pending.looks <= 0) pending.share();
  }
  return { file: answer, comments: [], response_metadata: { next_cursor: "" } };
}

function remove(call: Call): Json {
  const { world } = call;
  const upload = world.uploads.get(call.text("file") ?? "");
  // Bytes that were never completed are nobody's file yet.
  if (upload !== undefined && !upload.isCompleted) throw slackError("file_not_found");
  const file = fileFor(call);
  if (!file.byBot) throw slackError("cant_delete_file");
  deleteFile(world, file);
  return {};
}

/** Messages keep a tombstone; one that held nothing else goes with its files. */
export function deleteFile(world: World, file: FileRow): void {
  file.isDeleted = true;
  for (const row of world.messages) {
    const isEmpty = row.text === "" && row.blocks.length === 0;
    const all = row.fileIds.map((id) => world.files.get(id));
    if (row.fileIds.includes(file.id) && isEmpty && all.every((each) => each?.isDeleted !== false))
      row.isDeleted = true;
  }
  world.dispatch({ type: "file_deleted", file_id: file.id, event_ts: world.clock.ts() }, { channel: null });
  world.changed();
}
