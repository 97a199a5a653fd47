import type { Catalogue } from "#core/message.ts";
import { number } from "./phrases.ts";

/** Sentences about pictures that people bring, in German. None names the file: whoever knows its name puts that in front. */
export const images = {
  "image.empty": () => "Die Datei ist leer. Schick das Bild noch einmal.",
  "image.text": () => "Diese Datei ist Text und kein Bild. Schick ein PNG, JPEG oder WebP.",
  "image.web-page": () =>
    "Diese Datei ist eine Webseite und kein Bild; vielleicht verlangt der Link eine Anmeldung. Speichere das Bild selbst und schick das.",
  "image.svg": () => "SVG-Zeichnungen gehen nicht. Öffne die Zeichnung, speichere sie als PNG und schick das.",
  "image.heic": () =>
    "HEIC-Fotos gehen nicht. Teile das Foto als JPEG (auf dem iPhone: Einstellungen > Kamera > Formate > Maximale Kompatibilität) oder schick einen Screenshot davon.",
  "image.pdf": () => "Das ist ein PDF und kein Bild. Schick einen Screenshot der Seite.",
  "image.video": () => "Das ist ein Video und kein Bild. Schick einen Screenshot der Stelle, um die es dir geht.",
  "image.other-format": ({ format }) =>
    `Dateien im Format ${format} gehen nicht. Speichere das Bild als PNG, JPEG oder WebP und schick das.`,
  "image.unreadable": () => "Diese Datei ist kein Bild, das ich lesen kann. Nimm PNG, JPEG oder WebP.",
  "image.damaged": () =>
    "Dieses Bild ist beschädigt oder abgeschnitten und lässt sich nicht zu Ende lesen. Speichere es neu oder schick eine andere Kopie.",
  "image.too-many-pixels": ({ width, height, megapixels, maxMegapixels }) =>
    `Dieses Bild ist zu groß: ${number(width)} × ${number(height)} Pixel sind ${number(megapixels)} Megapixel, höchstens ${number(maxMegapixels)} gehen. Mach es kleiner und schick es noch einmal.`,
  "image.too-small": ({ width, height, minEdge }) =>
    `Dieses Bild ist zu klein: Es hat ${number(width)} × ${number(height)} Pixel, jede Kante braucht mindestens ${number(minEdge)}. Schick ein größeres.`,
  "image.cannot-fit": ({ maxBytes }) =>
    `Dieses Bild lässt sich nicht so klein machen, dass es hier gesendet werden kann: Höchstens ${number(maxBytes)} Bytes sind erlaubt.`,
  "mask.opaque": () =>
    "Die Maske hat keine transparente Stelle. Radiere weg, was sich ändern soll, und speichere die Maske als PNG.",
  "mask.size": ({ width, height, imageWidth, imageHeight }) =>
    `Die Maske hat ${number(width)} × ${number(height)} Pixel, das Bild aber ${number(imageWidth)} × ${number(imageHeight)}. Mach die Maske aus dem Bild selbst, in derselben Größe.`,
} satisfies Partial<Catalogue>;
