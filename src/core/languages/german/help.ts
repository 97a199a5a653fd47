import type { Catalogue } from "#core/message.ts";
import { number } from "./phrases.ts";

/** Sentences of help pages, in German. */
export const help = {
  "help.unknown-command": ({ command }) => `Den Befehl ${command} gibt es nicht. Es gibt:`,
  "help.options": () => "Optionen",
  "help.needed": () => "nötig",
  "help.range": ({ min, max }) => `${number(min)} bis ${number(max)}`,
  "help.sizes": ({ shapes }) => `${shapes} oder 1536x1024`,
  "help.once-per-file": ({ max }) => `einmal je Datei, bis zu ${number(max)}`,
} satisfies Partial<Catalogue>;
