import type { Catalogue } from "#core/message.ts";
import { number } from "./phrases.ts";

/** Sentences that only Slack needs, in German. */
export const slack = {
  "slack.create-image": () => "Bild erstellen",
  "slack.more": () => "Weiteres",
  "slack.where": () => "Wo es erscheinen soll",

  "slack.unknown-flag": ({ command, flag }) =>
    `${command} hat keine Option ${flag}. Gehört das zu deinem Text, schreib -- davor.`,
  "slack.flag-without-value": ({ flag }) =>
    `Nach ${flag} fehlt der Wert; beginnt er mit einem Strich, schreib ${flag}=WERT.`,
  "slack.flag-with-value": ({ flag }) => `${flag} ist ein Schalter und nimmt keinen Wert.`,
  "slack.extra-words": ({ command, words }) => `Unklar ist, was ${command} damit tun soll: ${words}.`,
  "slack.not-from-list": ({ option, given }) =>
    `${given} kennt Slack nicht. Tippe für ${option} ein @ oder # und wähle aus der Liste, die sich öffnet.`,

  "slack.file-remote": ({ name }) =>
    `${name} liegt außerhalb von Slack und lässt sich deshalb nicht benutzen. Lade es herunter und häng es hier an.`,
  "slack.file-deleted": () => "Eine Datei dieser Nachricht wurde gelöscht. Bitte häng sie noch einmal an.",
  "slack.file-hidden": ({ name }) =>
    `${name} ist verborgen, weil dieser Workspace an Slacks Grenze gestoßen ist. Bitte häng es noch einmal an.`,
  "slack.file-not-a-picture": ({ name }) => `${name} ist kein Bild.`,
  "slack.file-preview": ({ name }) =>
    `${name} ist nur die Vorschau eines Links und lässt sich deshalb nicht benutzen. Lade es herunter und häng es hier an.`,
  "slack.file-no-access": ({ name }) =>
    `${name} lässt sich nicht öffnen: Es wurde gelöscht, oder Limner ist nicht in dieser Unterhaltung. Lade Limner dort mit /invite ein oder häng die Datei noch einmal an. Es wurde nichts berechnet.`,
  "slack.file-no-scope": ({ name, scope }) =>
    `${name} lässt sich nicht öffnen: Limner fehlt die Berechtigung ${scope}. Ein Admin trägt sie bei der App ein (OAuth & Permissions) und installiert sie neu. Es wurde nichts berechnet.`,
  "slack.file-page": ({ name }) =>
    `Statt ${name} hat Slack eine Anmeldeseite geschickt: Limner ist nicht in dieser Unterhaltung, oder ihm fehlt die Berechtigung files:read. Lade Limner dort mit /invite ein oder häng die Datei noch einmal an. Es wurde nichts berechnet.`,
  "slack.heic": ({ name }) =>
    `${name} ist HEIC, das Bildmodelle nicht annehmen. Benutzt wird Slacks eigene Vorschau, höchstens 1024 Pixel breit.`,
  "slack.heic-no-preview": ({ name }) =>
    `${name} ist HEIC, das Bildmodelle nicht annehmen, und Slack hat keine Vorschau davon. Bitte häng es als JPEG oder PNG an.`,

  "slack.mention-how": () =>
    "Schreib, was gemalt werden soll, oder häng ein Bild an und schreib, was anders werden soll. Soll sich ein Bild ändern, das hier schon steht, schreib es in dessen Thread. Der Befehl help nennt alles Weitere.",
  "slack.not-looked-up": () =>
    "Slack verrät gerade nicht, welches Bild du meinst; deshalb wurde nichts gemalt und nichts berechnet. Bitte versuch es gleich noch einmal.",
  "slack.which": ({ count }) =>
    `Diese Nachricht hat ${number(count)} Bilder. Sag, welches, zum Beispiel „2: mach es verschneit“.`,
  "slack.taken": () => "Ist in Arbeit. Das Ergebnis kommt, sobald es gemalt ist.",
  "slack.taken-direct": () => "Ist in Arbeit. Das Ergebnis kommt als Direktnachricht zu dir.",
  "slack.stranger": () =>
    "Limner malt nur für Leute aus diesem Workspace. Frag jemanden, der dazugehört, oder die Admins, ob sie es für Gäste öffnen.",
  "slack.form-too-late": () =>
    "Das hat zu lange gedauert, als dass Slack das Formular noch öffnet. Es wurde nichts angefragt; klick bitte noch einmal.",
  "slack.token": () =>
    "Slack nimmt SLACK_BOT_TOKEN nicht an. Kopiere es neu von api.slack.com: deine App, OAuth & Permissions, nachdem du sie im Workspace installiert hast.",
  "slack.app-token": () =>
    "Slack nimmt SLACK_APP_TOKEN nicht an. Kopiere es neu von api.slack.com: deine App, Basic Information, App-Level Tokens (mit connections:write).",
  "slack.no-app-token": () =>
    "SLACK_MODE=socket braucht SLACK_APP_TOKEN: ein App-Level-Token mit connections:write von api.slack.com (Basic Information).",
  "slack.no-signing-secret": () =>
    "SLACK_MODE=http braucht SLACK_SIGNING_SECRET: das Signing Secret der App von api.slack.com (Basic Information).",
  "slack.connecting": () => "Keine Verbindung zu Slack.",

  "slack.painting": () => "Wird gemalt…",
  "slack.is-painting": ({ elapsed }) => `malt… ${elapsed}`,
  "slack.is-waiting": ({ ahead }) => (ahead === 0 ? "ist als Nächstes dran" : `wartet: noch ${number(ahead)} davor`),
  "slack.is-cancelling": () => "bricht ab…",
  "slack.is-bringing": () => "bringt das Ergebnis…",
  "slack.comes-direct": () => "Das Ergebnis kommt als Direktnachricht zu dir.",
  "slack.not-member": () =>
    "Limner ist nicht in dieser Unterhaltung, darum kommt das Ergebnis als Direktnachricht zu dir. Damit es hierher kommt, lade Limner mit /invite ein.",
  "slack.not-with-others": () =>
    "In Unterhaltungen zwischen Leuten kann keine App etwas posten, darum kommt das Ergebnis als Direktnachricht zu dir.",
  "slack.in-direct": () => "Fertig. Das Ergebnis steht in deinen Direktnachrichten mit Limner.",
  "slack.nowhere": () =>
    "Limner kann weder hier noch dir allein schreiben, also gibt es keinen Ort für ein Ergebnis. Es wurde nichts gemalt und nichts berechnet.",
  "slack.no-scope": ({ scope }) =>
    `Limner fehlt die Berechtigung ${scope}. Ein Admin gibt sie der App (OAuth & Permissions) und installiert sie neu.`,
  "slack.uploads-off": () => "Dieser Workspace lässt Apps solche Dateien nicht hochladen; ein Admin kann das erlauben.",
  "slack.storage-full": () => "In diesem Workspace ist kein Platz mehr für Dateien; ein Admin kann welchen schaffen.",
  "slack.refused-before": ({ rule }) => `${rule} Es wurde nichts gemalt und nichts berechnet.`,
  "slack.kept-refused": ({ rule, id }) =>
    `${rule} Das Ergebnis ist fertig, aufgehoben und wurde berechnet. Sobald sich das geändert hat: /limner post ${id}`,
  "slack.kept": ({ id }) =>
    `Das Ergebnis ist fertig und gespeichert, ließ sich dir aber nicht bringen. Du findest es mit /limner history, oder mit: /limner post ${id}`,
  "slack.may-not-post": () =>
    "Limner ist nicht in dieser Unterhaltung und kann dort nichts posten. Lade es dort mit /invite ein und versuch es noch einmal. Das Ergebnis ist aufgehoben.",
  "slack.because-not-member": () =>
    "Limner ist nicht in der Unterhaltung, in der du gefragt hast, darum steht es hier. Damit Ergebnisse dorthin kommen, lade Limner mit /invite ein.",
  "slack.because-archived": () => "Der Kanal, in dem du gefragt hast, ist archiviert, darum steht es hier.",
  "slack.because-restricted": () => "Limner darf dort nicht posten, wo du gefragt hast, darum steht es hier.",
  "slack.because-connect": () =>
    "In dem geteilten Kanal, in dem du gefragt hast, sind Uploads gesperrt, darum steht es hier.",
  "slack.because-not-shown": () =>
    "Slack hat das Bild angenommen und dort, wo du gefragt hast, nicht gezeigt, darum steht es hier.",
  "slack.share-there": () => "Dort teilen, wo ich gefragt habe",
  "slack.remove-title": () => "Das löschen?",
  "slack.remove-text": () =>
    "Die Nachricht und ihre Bilder verschwinden für alle. Was sie gekostet haben, zählt weiter.",
  "slack.keep": () => "Behalten",
} satisfies Partial<Catalogue>;
