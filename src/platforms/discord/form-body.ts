import type { Bytes } from "#core/bytes.ts";
import { type FormPart, type Multipart, multipart } from "#core/multipart.ts";

/** A file to be sent; the Blob is read while it is sent, and again when it is sent again. */
export interface Upload {
  /** Plain ASCII, the same that `attachment://` names. */
  readonly name: string;
  readonly bytes: Bytes;
}

/** A message with files: https://docs.discord.com/developers/reference#uploading-files */
export function formBody(json: unknown, files: readonly Upload[]): Multipart {
  return multipart([jsonPart(JSON.stringify(json)), ...files.map(filePart)]);
}

/** The same with its words behind its files, where Discord takes them as well. */
export function formWithJsonLast(files: readonly Upload[], json: Bytes): Multipart {
  return multipart([...files.map(filePart), jsonPart(json)]);
}

function jsonPart(content: string | Bytes): FormPart {
  return { name: "payload_json", type: "application/json", content };
}

function filePart({ name, bytes }: Upload, index: number): FormPart {
  return { name: `files[${index}]`, fileName: name, type: mediaType(name), content: bytes };
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
