import { appSees } from "./file-json.ts";
import type { Incoming, Outgoing, Route } from "./route.ts";
import type { FileRow } from "./rows.ts";
import type { World } from "./world.ts";

/** Where the bytes of uploads go, and where those of files come from. */
export function fileRoutes(world: World): readonly Route[] {
  return [
    { name: "upload", prefix: "/upload/v1/", handle: (request) => upload(world, request) },
    { name: "download", prefix: "/files-pri/", handle: (request) => download(world, request) },
    { name: "download", prefix: "/files-tmb/", handle: (request) => download(world, request) },
    { name: "cdn", prefix: "/cdn/", handle: (request) => fromCdn(world, request) },
  ];
}

function upload(world: World, request: Incoming): Outgoing {
  const ticket = request.url.pathname.split("/").at(-1);
  const row = [...world.uploads.values()].find((each) => each.ticket === ticket);
  if (request.method !== "POST" || row === undefined || row.isCompleted) return { status: 404, body: "Not Found" };
  // The ticket is the right; a token has no business here. The real one takes it: the fake says so loudly.
  if (request.headers.authorization !== undefined) {
    world.refusals.push("upload: a token was sent to the upload URL");
    return { status: 400, body: "Authorization is not allowed here" };
  }
  const bytes = bytesOf(request);
  if (bytes.byteLength !== row.lengthBytes) {
    world.refusals.push(`upload: ${bytes.byteLength} bytes instead of ${row.lengthBytes}`);
    return { status: 400, body: "Bad Request: length does not match" };
  }
  row.bytes = bytes;
  return { status: 200, body: `OK - ${bytes.byteLength}` };
}

/** The body, or the file in a form; without a copy, and by hand: a form's parser would hold up everybody else for as long as all the rest. */
function bytesOf({ headers, body }: Incoming): Uint8Array {
  const type = headers["content-type"] ?? "";
  const [, boundary] = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(type) ?? [];
  if (boundary === undefined) return viewOf(body);
  const part = body.indexOf("filename=");
  const start = body.indexOf("\r\n\r\n", part) + 4;
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return part === -1 || end === -1 ? new Uint8Array() : viewOf(body.subarray(start, end));
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function download(world: World, request: Incoming): Outgoing {
  const file = fileIn(world, request.url);
  const hasRight =
    request.headers.authorization === `Bearer ${world.botToken}` &&
    !world.isUninstalled &&
    world.scopes.has("files:read");
  if (file === undefined || file.isDeleted)
    return { status: 404, headers: html, body: "<!DOCTYPE html><title>File not found</title>" };
  // Without scope or membership: a page to log in, with 200.
  if (!hasRight || !appSees(world, file)) return { status: 200, headers: html, body: loginPage };
  if (world.redirectsDownloads !== null)
    return { status: 302, headers: { location: world.redirectsDownloads }, body: "" };
  const kind = request.url.pathname.startsWith("/files-tmb/") ? "thumb" : "file";
  const signature = Buffer.from(`${file.id}:${kind}:${world.signingSecret.slice(0, 8)}`).toString("base64url");
  return {
    status: 302,
    headers: { location: `${world.origin}/cdn/${file.id}/${kind}?Signature=${signature}` },
    body: "",
  };
}

const html = { "content-type": "text/html; charset=utf-8" };
const loginPage =
  '<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body><form action="/signin">Sign in to your workspace</form></body></html>';

/** Pre-signed, as a bucket's: an Authorization header beside the signature is refused. */
function fromCdn(world: World, request: Incoming): Outgoing {
  const [, , id = "", kind = ""] = request.url.pathname.split("/");
  const file = world.files.get(id);
  if (request.headers.authorization !== undefined) {
    world.refusals.push("cdn: a token was sent to the CDN");
    return {
      status: 400,
      headers: { "content-type": "application/xml" },
      body: "<Error><Code>InvalidArgument</Code></Error>",
    };
  }
  const signature = Buffer.from(`${id}:${kind}:${world.signingSecret.slice(0, 8)}`).toString("base64url");
  if (file === undefined || file.isDeleted || request.url.searchParams.get("Signature") !== signature)
    return {
      status: 403,
      headers: { "content-type": "application/xml" },
      body: "<Error><Code>AccessDenied</Code></Error>",
    };
  if (kind === "thumb" && file.thumbnail !== null)
    return { status: 200, headers: { "content-type": "image/png" }, body: file.thumbnail };
  return { status: 200, headers: { "content-type": file.mimetype }, body: file.bytes ?? "" };
}

function fileIn(world: World, url: URL): FileRow | undefined {
  const id = /^\/files-(?:pri|tmb)\/[^/-]+-([^/]+)\//.exec(url.pathname)?.[1];
  return id === undefined ? undefined : world.files.get(id);
}
