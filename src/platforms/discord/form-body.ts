import { type Multipart, multipart } from "#core/multipart.ts";

/** A file to be sent; the Blob is read while it is sent, and again when it is sent again. */
export interface Upload {
  /** Plain ASCII, the same that `attachment://` names. */
  readonly name: string;
  readonly bytes: Blob;
}

/** A message with files: https://docs.discord.com/developers/reference#uploading-files */
export function formBody(json: unknown, files: readonly Upload[]): Multipart {
  return multipart([
    { name: "payload_json", type: "application/json", content: JSON.stringify(json) },
    ...files.map(({ name, bytes }, index) => ({
      ...{ name: `files[${index}]`, fileName: name, type: mediaType(name), content: bytes },
    })),
  ]);
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
