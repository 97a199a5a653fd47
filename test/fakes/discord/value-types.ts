/** A file that a person attaches. */
export interface FileToAttach {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly description?: string;
  readonly spoiler?: boolean;
}

/** A value of a command's option: people, channels and roles are given as they are. */
export type OptionValue = string | number | boolean | FileToAttach | { readonly id: string };

/** What is filled into one part of a form: text, choices by label or value, a tick, files. */
export type FieldValue = string | boolean | FileToAttach | readonly (string | FileToAttach)[];
