import type { Catalogue } from "#core/message.ts";
import { day, momentInWords, number } from "./phrases.ts";

/** Sentences about what somebody asked for, in German. */
export const asking = {
  "asked.not-charged": () => "Es wurde nichts berechnet.",
  "value.missing": ({ option, about }) => `Es fehlt noch ${option}: ${about}.`,
  "value.unknown-option": ({ option, command }) => `${command} kennt keine Option ${option}. Die Hilfe zeigt alle.`,
  "value.not-a-number": ({ option, min, max }) =>
    `${option} muss eine ganze Zahl von ${number(min)} bis ${number(max)} sein.`,
  "value.out-of-range": ({ option, given, min, max }) =>
    `${option} muss zwischen ${number(min)} und ${number(max)} liegen; du hast ${number(given)} angegeben.`,
  "value.not-a-choice": ({ option, given, choices }) =>
    `${given} geht bei ${option} nicht. Zur Auswahl stehen: ${choices}.`,
  "value.not-a-flag": ({ option }) => `${option} ist ein Schalter und nimmt keinen Wert.`,
  "value.not-an-image": ({ option }) => `Bei ${option} muss ein Bild stehen.`,
  "value.not-a-subject": ({ given }) =>
    `${given} ist keine ID eines Ergebnisses. IDs sehen aus wie k3f9qax2m4 oder k3f9qax2m4-2; history zeigt deine.`,
  "value.too-long": ({ option, length, max }) =>
    `Der Text bei ${option} hat ${number(length)} Zeichen, höchstens ${number(max)} passen. Bitte kürze ihn.`,
  "value.too-many": ({ option, count, max }) =>
    `Bei ${option} gehen höchstens ${max} Bilder; du hast ${count} angegeben.`,
  "value.too-few": ({ option, count, min }) =>
    `Bei ${option} braucht es mindestens ${min} Bilder; du hast ${count} angegeben.`,
  "size.unreadable": ({ given }) =>
    `${given} ist keine Größe. Schreib square, landscape, portrait, wide oder tall, oder BREITExHÖHE wie 1536x1024.`,
  "size.multiple": ({ size, multiple, nearest }) =>
    `${size} geht nicht: Breite und Höhe müssen Vielfache von ${multiple} sein. Am nächsten kommt ${nearest}.`,
  "size.edge": ({ size, edge, nearest }) =>
    `${size} geht nicht: Die längste Kante darf ${number(edge)} Pixel haben. Am nächsten kommt ${nearest}.`,
  "size.ratio": ({ size, ratio, nearest }) =>
    `${size} geht nicht: Eine Kante darf höchstens ${number(ratio)}-mal so lang sein wie die andere. Am nächsten kommt ${nearest}.`,
  "size.too-few-pixels": ({ size, nearest }) =>
    `${size} ist kleiner, als das Modell malen kann. Am nächsten kommt ${nearest}.`,
  "size.too-many-pixels": ({ size, nearest }) =>
    `${size} ist größer, als das Modell malen kann. Am nächsten kommt ${nearest}.`,
  "model.unknown": ({ model, models }) => `Das Modell ${model} gibt es hier nicht. Zur Auswahl stehen: ${models}.`,
  "model.shut-down": ({ model, date }) =>
    `${model} wurde vom Anbieter am ${day(date)} abgeschaltet. Nimm ein anderes Modell.`,
  "model.quality": ({ model, quality, qualities }) =>
    `${model} kennt die Qualität ${quality} nicht. Zur Auswahl stehen: ${qualities}.`,
  "model.format": ({ model, format, formats }) => `${model} liefert kein ${format}. Zur Auswahl stehen: ${formats}.`,
  "model.no-transparency": ({ model }) =>
    `${model} kann keinen transparenten Hintergrund malen, und kein anderes Modell hier kann es. Lass background weg oder bitte den Betreiber um ein anderes Modell.`,
  "model.no-editing": ({ model }) =>
    `${model} malt nur nach Beschreibung und kann keine Bilder bearbeiten. Nimm ein anderes Modell.`,
  "model.no-mask": ({ model }) => `${model} nimmt keine Maske. Lass sie weg oder nimm ein anderes Modell.`,
  "model.too-many-images": ({ model, count, max }) =>
    max === 1
      ? `${model} nimmt nur ein Bild; du hast ${count} angegeben.`
      : `${model} nimmt höchstens ${max} Bilder, das bearbeitete eingeschlossen; du hast ${count} angegeben.`,
  "transparent.format": ({ format }) =>
    `${format} kann keinen transparenten Hintergrund speichern. Nimm png oder webp.`,
  "compression.format": () =>
    "compression gibt es nur bei jpeg und webp. Gib eines davon als Format an oder lass compression weg.",
  "mask.other-shape": ({ size, image, nearest }) =>
    `Mit einer Maske muss das Ergebnis die Form des Bildes behalten: ${size} passt nicht zu einem Bild mit ${image}. Lass die Größe weg oder nimm ${nearest}.`,
  "mask.without-image": () => "Zu einer Maske gehört das Bild, für das sie gemacht ist.",
  "note.model-moved": ({ from, to }) =>
    `${from} kann keinen transparenten Hintergrund malen, deshalb hat ${to} das gemalt.`,
  "note.first-frame": ({ name }) => `${name} ist eine Animation; benutzt wurde ihr erstes Bild.`,
  "note.subject-newest": ({ picture }) => `Benutzt wird dein neuestes Ergebnis hier, ${picture}.`,
  "note.subject-first": ({ picture, count }) =>
    `Dieses Ergebnis hat ${number(count)} Bilder; benutzt wird das erste, ${picture}.`,
  "attachment.about": ({ name, reason }) => `${name}: ${reason}`,
  "attachment.too-large": ({ name, megabytes, max }) =>
    `${name} hat ${number(megabytes)} MB, höchstens ${number(max)} MB gehen. Bitte schick eine kleinere Fassung.`,
  "attachment.gone": ({ name }) => `${name} ließ sich nicht öffnen. Bitte häng es noch einmal an.`,
  "subject.not-found": ({ id }) => `Ein Ergebnis ${id}, das du benutzen kannst, gibt es nicht. history zeigt deine.`,
  "subject.none-yet": () =>
    "Du hast hier noch kein Ergebnis. Mach zuerst ein Bild oder gib die ID eines Ergebnisses an.",
  "subject.no-picture": ({ id }) => `${id} hat kein fertiges Bild. Frag noch einmal danach oder nimm ein anderes.`,
  "subject.deleted": ({ id, at }) => `Das Bild ${id} wurde am ${momentInWords(at)} gelöscht.`,
  "command.unknown": ({ command }) => `Den Befehl ${command} gibt es nicht. help zeigt alle.`,
  "command.forbidden": ({ command }) => `Du darfst ${command} hier nicht benutzen. Frag die Moderation.`,
  "upscale.largest": ({ size }) => `Dieses Bild ist schon so groß, wie es in seiner Form geht: ${size}.`,
} satisfies Partial<Catalogue>;
