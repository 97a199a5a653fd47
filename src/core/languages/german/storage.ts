import type { Catalogue } from "#core/message.ts";
import { number } from "./phrases.ts";

/** Sentences about keeping things, in German. */
export const storage = {
  "disk.full": () =>
    "Die Festplatte ist voll, es lässt sich nichts mehr speichern. Schaff etwas Platz und versuch es noch einmal.",
  "disk.low": ({ freeMegabytes, neededMegabytes }) =>
    `Auf der Festplatte sind noch ${number(freeMegabytes)} MB frei, nötig sind ${number(neededMegabytes)} MB. Deshalb wurde nichts gemalt und nichts berechnet. Schaff etwas Platz und versuch es noch einmal.`,
  "data.unusable": ({ path, reason }) =>
    `Der Ordner ${path} lässt sich nicht für die Daten von Limner benutzen: ${reason}. Gib ihn dem Benutzer, unter dem Limner läuft, oder stell DATA_DIR auf einen anderen Ordner.`,
  "port.taken": ({ host, port }) =>
    `Port ${port} auf ${host} ist von einem anderen Programm belegt, vielleicht von einem Limner, der schon läuft. Beende es, oder stell PORT auf eine andere Zahl.`,
  "port.unusable": ({ host, port, reason }) =>
    `Auf ${host}, Port ${port}, lässt sich nicht lauschen: ${reason}. Stell HOST und PORT auf etwas anderes.`,
  "prompt.deleted": () =>
    "Der Text dieses Ergebnisses wurde gelöscht, weil es alt ist; es lässt sich also nicht noch einmal machen. Schreib neu, was du möchtest.",
  "service.stopping": () => "Limner wird gerade beendet und nimmt nichts mehr an.",
  "value.deleted": () => "gelöscht",
  "picture.gone": () => "Die Datei dieses Bildes ist nicht mehr da. Fordere das Bild noch einmal an.",
  "picture.too-long": ({ megabytes }) =>
    `Dieses Bild hat mehr als ${number(megabytes)} MB, und mehr lässt sich nicht speichern. Fordere ein kleineres an.`,
  "records.busy": () => "Die Datenbank ist gerade mit etwas anderem beschäftigt. Versuch es gleich noch einmal.",
  "records.unusable": ({ path, reason }) =>
    `Die Datenbank ${path} lässt sich nicht benutzen: ${reason}. Ist sie beschädigt, dann räum sie beiseite und leg die neueste Kopie aus dem Ordner backups an ihre Stelle.`,
} satisfies Partial<Catalogue>;
