/** A file that a person shares or puts into a form. */
export interface FileToShare {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Default: by the name's ending. */
  readonly mimetype?: string;
  readonly title?: string;
  readonly altText?: string;
  /** What Slack made of it, served as `thumb_1024` and the like (HEIC). Default: none, except of what browsers can show. */
  readonly thumbnail?: Uint8Array;
  /** A remote file (`mode: external`): `url_private` is this address. */
  readonly remoteUrl?: string;
}

/** What is filled into one part of a form: text, choices by label, files, people and channels as they are. */
export type FieldValue =
  | string
  | boolean
  | FileToShare
  | { readonly id: string }
  | readonly (string | FileToShare | { readonly id: string })[];
