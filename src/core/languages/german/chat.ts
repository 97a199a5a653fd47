import type { Catalogue } from "#core/message.ts";
import { number } from "./phrases.ts";

/** Sentences that chat platforms say, in German. */
export const chat = {
  "status.taken": () => "Einen Moment …",
  "status.queued": ({ ahead, wait }) =>
    `In der Warteschlange: ${ahead === 0 ? "gleich an der Reihe" : `noch ${number(ahead)} davor`}${wait === "" ? "" : `, etwa ${wait}`}`,
  "status.painting": ({ elapsed }) => `Wird gemalt … ${elapsed}`,
  "status.painting-several": ({ finished, count, elapsed }) =>
    `Wird gemalt … ${number(finished)} von ${number(count)} fertig, ${elapsed}`,
  "status.bringing": () => "Gemalt. Kommt gleich …",
  "status.cancelling": () => "Wird abgebrochen …",
  "status.later-here": () => "Das dauert länger als sonst. Das Ergebnis kommt trotzdem noch in diesen Kanal.",
  "status.later-direct": () => "Das dauert länger als sonst. Das Ergebnis kommt als Direktnachricht zu dir.",
  "status.later-history": () => "Das dauert länger als sonst. Das Ergebnis findest du dann in history.",
  "status.came-direct": () => "Die Antwort kam als Direktnachricht.",
  "status.came-there": ({ channel }) => `Die Antwort steht in ${channel}.`,
  "duration.seconds": ({ seconds }) => `${number(seconds)} s`,
  "duration.minutes": ({ minutes, seconds }) => `${number(minutes)} min ${number(seconds)} s`,

  "button.again": () => "Noch einmal",
  "button.vary": () => "Variieren",
  "button.edit": () => "Bearbeiten",
  "button.upscale": () => "Vergrößern",
  "button.info": () => "Info",
  "button.original": () => "Original",
  "button.share": () => "Teilen",
  "button.remove": () => "Löschen",
  "button.retry": () => "Erneut versuchen",
  "button.cancel": () => "Abbrechen",
  "button.post": () => "Hier posten",
  "choose.info": () => "Bild auswählen",
  "choose.post-alone": () => "Ein privates nur dir zeigen",
  "choose.post": () => "Eines hier posten",
  "choose.picture": ({ position }) => `Bild ${position}`,

  "menu.edit": () => "Bild bearbeiten",
  "menu.info": () => "Bildinfo",
  "menu.vary": () => "Bild variieren",
  "menu.original": () => "Originalbild",
  "menu.remove": () => "Bild löschen",

  "form.send": () => "Senden",
  "form.which": () => "Welches Bild",
  "form.gone": () =>
    "Dieses Formular wurde schon abgeschickt oder ist zu alt. Kam nichts dabei heraus, wurde auch nichts berechnet: Öffne es noch einmal.",
  "form.your-words": ({ words }) => `Dein Text, falls du ihn noch brauchst: ${words}`,
  "message.no-picture": () => "In dieser Nachricht ist kein Bild, das sich benutzen lässt.",
  "message.not-a-result": () => "Diese Nachricht zeigt kein Ergebnis von Limner, deshalb geht das mit ihr nicht.",
  "thread.which": ({ count }) =>
    `Dieses Ergebnis hat ${number(count)} Bilder. Sag, welches, zum Beispiel „2: mach es verschneit“, oder wähle eins im Menü darunter.`,
  "mention.how": () =>
    "Schreib, was gemalt werden soll oder häng ein Bild an und schreib, was anders werden soll. Antworte auf ein Bild, um genau dieses zu ändern. Der Befehl help nennt alles Weitere.",
  "mention.no-permission": ({ permission, channel }) =>
    `In ${channel} darf Limner nicht antworten: Die Berechtigung ${permission} fehlt. Es wurde nichts gemalt und nichts berechnet. Erteile sie, oder frag hier.`,
  "permission.either": ({ one, other }) => `${one} oder ${other}`,

  "caption.by": ({ who }) => `angefordert von ${who}`,
  "caption.from": ({ source }) => `aus ${source}`,
  "caption.part": ({ part }) => `Teil ${part}`,
  "caption.more": ({ part, count }) => `Teil ${part} von ${count}`,
  "caption.smaller": ({ position, megabytes, max }) =>
    `Bild ${position} hat ${number(megabytes)} MB, hier gehen nur ${number(max)} MB; deshalb ist das eine kleinere Fassung. Das Original bleibt gespeichert.`,
  "file.too-large": ({ name, megabytes, max }) =>
    `${name} hat ${number(megabytes)} MB, hier gehen nur ${number(max)} MB. Das Original bleibt gespeichert; frag den Betreiber danach.`,

  "bring.no-permission": ({ permission, channel }) =>
    `Das Ergebnis ist fertig und gespeichert, aber Limner darf es in ${channel} nicht posten: Die Berechtigung ${permission} fehlt. Erteile sie, dann hilft history mit „Hier posten“.`,
  "bring.blocked": ({ filter }) =>
    `${filter} dieses Servers hat die Nachricht nicht durchgelassen. Das Ergebnis ist fertig und gespeichert; history zeigt es, und /post mit private zeigt es dir allein.`,
  "bring.without-words": ({ filter }) =>
    `${filter} dieses Servers lässt die Worte nicht durch, deshalb fehlen sie hier.`,
  "bring.for-nobody-else": () =>
    "Dieser Server zeigt nur dir, was eine App von dir sagt; sonst würde es niemand sehen. Das Ergebnis bleibt gespeichert; um es hier zu zeigen, speichere das Bild und poste es selbst.",
  "bring.kept": ({ id }) =>
    `Das Ergebnis ist fertig und gespeichert, ließ sich dir aber nicht bringen. Du findest es mit history, oder mit: /post ${id}`,
  "bring.away": () =>
    "Der Chat-Dienst antwortet nicht. Das Ergebnis ist gespeichert und kommt, sobald er es wieder tut.",
  "filter.words": () => "Der AutoMod",
  "filter.explicit": () => "Der Filter für anstößige Bilder",
  "filter.links": () => "Der Filter für Links",
  "direct.because-late": () => "Dort, wo du gefragt hast, ließ sich das nicht mehr beantworten, deshalb kommt es hier.",
  "choose.nearest-size": ({ size, given }) => `${size}, am nächsten an ${given}`,
  "option.one-more": () => "Noch ein Bild",
  "attachment.unreachable": ({ name }) =>
    `${name} ließ sich gerade nicht abrufen. Es wurde nichts berechnet; versuch es gleich noch einmal.`,
  "button.unknown": () => "Dieser Knopf tut nichts mehr. Frag noch einmal mit einem Befehl; help nennt alle.",
  "bring.words": () => "Das ließ sich nicht rechtzeitig beantworten. Nichts ist verloren; frag bitte noch einmal.",
  "caption.cut": ({ count }) => `und ${number(count)} weitere, die hier keinen Platz haben`,
  "direct.because-denied": ({ permission, channel }) =>
    `In ${channel} darf Limner nicht posten: Die Berechtigung ${permission} fehlt. Deshalb kommt es hier.`,
  "direct.because-closed": () => "Der Thread, in dem du gefragt hast, ist geschlossen, deshalb kommt es hier.",
  "direct.because-gone": () => "Der Ort, an dem du gefragt hast, ist nicht mehr erreichbar, deshalb kommt es hier.",
} satisfies Partial<Catalogue>;
