import type { Catalogue } from "#core/message.ts";

/** Sentences that only the terminal says, in German. */
export const terminal = {
  "terminal.unknown-flag": ({ flag }) => `Die Option ${flag} gibt es nicht.`,
  "terminal.unknown-letter": ({ flag }) =>
    `Die Option ${flag} gibt es nicht. Vor Wörter, die mit einem Strich beginnen, gehört --.`,
  "terminal.flag-without-value": ({ flag }) =>
    `Nach ${flag} fehlt der Wert; beginnt er mit einem Strich, schreib ${flag}=WERT.`,
  "terminal.flag-with-value": ({ flag }) => `${flag} ist ein Schalter und nimmt keinen Wert.`,
  "terminal.too-many-words": ({ words }) =>
    `Unklar ist, was damit geschehen soll: ${words}. Setz Wörter, die zusammengehören, in Anführungszeichen.`,
  "terminal.no-file": ({ path }) => `Die Datei ${path} gibt es nicht.`,
  "terminal.not-a-file": ({ path }) => `${path} ist keine Datei, sondern ein Ordner.`,
  "terminal.special-file": ({ path }) =>
    `${path} ist keine gewöhnliche Datei, sondern eine Pipe oder ein Gerät. Speichere das Bild in einer Datei und gib die an.`,
  "terminal.folder": ({ folder, reason }) =>
    `In ${folder} lassen sich keine Bilder schreiben: ${reason}. Es wurde nichts angefordert und nichts berechnet; nimm mit -o einen anderen Ordner.`,
  "terminal.not-written": ({ folder, reason, id }) =>
    `Das Bild ist fertig und gespeichert, ließ sich aber nicht nach ${folder} schreiben: ${reason}. Später bekommst du es mit: npm run limner -- info ${id} -o ORDNER`,
  "terminal.retry": ({ command, subject }) =>
    `Um noch einmal zu versuchen, was vielleicht verloren ist: npm run limner -- ${command} ${subject}`,
  "terminal.doctor": () => "Was nicht stimmt, und was dagegen hilft: npm run doctor",
  "terminal.cancelling": () => "Wird abgebrochen. Mit noch einem Strg-C bist du sofort draußen.",
} satisfies Partial<Catalogue>;
