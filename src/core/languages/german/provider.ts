import type { Catalogue } from "#core/message.ts";

/** Sentences about the image service, in German. */
export const provider = {
  "sketch.offline": () =>
    "Eine Skizze ohne Bilddienst: Es ist keiner eingerichtet, deshalb wurde sie hier nach einfachen Regeln gezeichnet. Gekostet hat sie nichts.",

  "provider.unreachable": () =>
    "Der Bilddienst ist nicht erreichbar. Es wurde nichts berechnet; versuch es gleich noch einmal.",
  "provider.address-broken": () =>
    "Unter der eingestellten Adresse ist der Bilddienst nicht erreichbar. Es wurde nichts berechnet; wer diesen Bot betreibt, muss sie korrigieren.",
  "provider.busy": () =>
    "Der Bilddienst ist gerade ausgelastet. Es wurde nichts berechnet; versuch es in einer Minute noch einmal.",
  "provider.broke": () =>
    "Beim Bilddienst ist ein Fehler aufgetreten. Es wurde nichts berechnet; versuch es noch einmal.",
  "provider.refused": () =>
    "Der Bilddienst hat diese Anfrage abgelehnt. Es wurde nichts berechnet; ändere sie ein wenig und versuch es noch einmal.",

  "provider.key-refused": () =>
    "Der Bilddienst akzeptiert den Schlüssel dieses Bots nicht. Es wurde nichts berechnet; wer diesen Bot betreibt, muss einen gültigen eintragen.",
  "provider.unverified": () =>
    "Der Bilddienst verlangt, dass das Konto dieses Bots erst verifiziert wird. Es wurde nichts berechnet; das muss tun, wer diesen Bot betreibt.",
  "provider.region": () =>
    "Dort, wo dieser Bot läuft, wird der Bilddienst nicht angeboten. Es wurde nichts berechnet; wer diesen Bot betreibt, muss umziehen oder einen anderen Dienst nehmen.",
  "provider.forbidden": () =>
    "Der Bilddienst erlaubt das dem Konto dieses Bots nicht. Es wurde nichts berechnet; wer diesen Bot betreibt, muss nachsehen, warum.",
  "provider.out-of-credit": () =>
    "Das Konto dieses Bots beim Bilddienst ist leer. Es wurde nichts berechnet; wer diesen Bot betreibt, muss es aufladen.",
  "provider.model-unavailable": ({ model }) =>
    `Das Modell ${model} steht diesem Bot nicht zur Verfügung. Es wurde nichts berechnet; nimm ein anderes Modell.`,
  "provider.no-such-service": () =>
    "Unter der eingestellten Adresse gibt es keinen Bilddienst. Es wurde nichts berechnet; wer diesen Bot betreibt, muss sie korrigieren.",

  "provider.blocked": () =>
    "Die Sicherheitsprüfung des Bilddienstes hat das abgelehnt. Es wurde nichts berechnet; formuliere es anders oder nimm ein anderes Bild.",
  "provider.blocked-picture": () =>
    "Die Sicherheitsprüfung des Bilddienstes hat das fertige Bild abgelehnt. Es kann trotzdem etwas gekostet haben; formuliere es anders, bevor du es noch einmal versuchst.",

  "provider.size-refused": ({ size }) =>
    `${size} kann der Bilddienst mit diesem Modell nicht malen. Es wurde nichts berechnet; nimm eine andere Größe.`,
  "provider.setting-refused": ({ setting }) =>
    `Der Bilddienst akzeptiert ${setting} bei diesem Modell so nicht. Es wurde nichts berechnet; ändere es oder lass es weg.`,
  "provider.image-refused": () =>
    "Der Bilddienst konnte eines der Bilder nicht lesen. Es wurde nichts berechnet; schick es als PNG, JPEG oder WebP.",
  "provider.too-large": () =>
    "Das ist dem Bilddienst zu groß. Es wurde nichts berechnet; nimm kleinere oder weniger Bilder.",
  "provider.prompt-too-long": () =>
    "Die Beschreibung ist dem Bilddienst zu lang. Es wurde nichts berechnet; kürze sie.",
  "provider.nothing-to-paint": () =>
    "In der Beschreibung steht nichts, was sich malen lässt. Es wurde nichts berechnet; schreib, was zu sehen sein soll.",
  "provider.no-transparency": () =>
    "Bei diesem Bilddienst lässt sich kein transparenter Hintergrund bestellen; vielleicht hat das Bild also keinen.",

  "provider.lost": () =>
    "Die Verbindung zum Bilddienst ist abgerissen, bevor das Bild da war. Es kann trotzdem etwas gekostet haben; versuch es noch einmal, wenn dir das recht ist.",
  "provider.timeout": () =>
    "Das Bild hat zu lange gebraucht, deshalb wurde die Anfrage aufgegeben. Es kann trotzdem etwas gekostet haben; kleiner oder mit weniger Qualität geht es schneller.",
  "provider.no-picture": () =>
    "Der Bilddienst hat ohne Bild geantwortet. Es kann trotzdem etwas gekostet haben; versuch es noch einmal, wenn dir das recht ist.",
  "provider.bad-picture": () =>
    "Der Bilddienst hat ein beschädigtes Bild geschickt, es wurde deshalb nicht behalten. Es kann trotzdem etwas gekostet haben; versuch es noch einmal, wenn dir das recht ist.",
  "provider.picture-elsewhere": () =>
    "Der Bilddienst hat das Bild an einer Adresse abgelegt, die dieser Bot nicht abrufen darf. Es kann trotzdem etwas gekostet haben; wer diesen Bot betreibt, muss die Adresse freigeben.",
  "provider.cancelled": () => "Abgebrochen, bevor etwas gesendet wurde. Es wurde nichts berechnet.",
  "provider.cancelled-late": () =>
    "Abgebrochen, aber die Anfrage war schon beim Bilddienst; sie kann also etwas gekostet haben. Frag einfach neu, wenn du magst.",
} satisfies Partial<Catalogue>;
