import { randomUUID } from "node:crypto";

/** A file to be sent; the Blob is read while it is sent, and again when it is sent again. */
export interface Upload {
  /** Plain ASCII, the same that `attachment://` names. */
  readonly name: string;
  readonly bytes: Blob;
}

/**
 * A multipart form as one Blob, whose type names the boundary: the files in it stay on disk until they are sent.
 * https://docs.discord.com/developers/reference#uploading-files
 */
export function formBlob(json: unknown, files: readonly Upload[]): Blob {
  const boundary = `limner-${randomUUID()}`;
  const part = (name: string, type: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name=${name}\r\ncontent-type: ${type}\r\n\r\n`;
  const parts: (string | Blob)[] = [part('"payload_json"', "application/json"), JSON.stringify(json), "\r\n"];
  for (const [index, { name, bytes }] of files.entries()) {
    parts.push(part(`"files[${index}]"; filename="${quotable(name)}"`, mediaType(name)), bytes, "\r\n");
  }
  return new Blob([...parts, `--${boundary}--\r\n`], { type: `multipart/form-data; boundary=${boundary}` });
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function quotable(name: string): string {
  return name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}

const mediaTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  webp: "image/webp",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  csv: "text/csv",
};

function mediaType(name: string): string {
  return mediaTypes[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}
