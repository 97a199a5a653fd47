/** Sentences of help pages. */
export const help = {
  /** What something is about; `of` is its name, such as `imagine.prompt`. Other languages keep these in a table of their own. */
  description: ({ english }: { of: string; english: string }) => english,
  "help.unknown-command": ({ command }: { command: string }) => `There is no command ${command}. These are:`,
  "help.options": () => "options",
  "help.needed": () => "needed",
  "help.range": ({ min, max }: { min: number; max: number }) => `${min} to ${max}`,
  "help.sizes": ({ shapes }: { shapes: string }) => `${shapes} or 1536x1024`,
  "help.once-per-file": ({ max }: { max: number }) => `once per file, up to ${max}`,
};
