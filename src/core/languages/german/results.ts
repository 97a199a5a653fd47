import type { Catalogue } from "#core/message.ts";
import { moment, momentInWords, number, pictures } from "./phrases.ts";

/** Sentences about what came of a job, in German. */
export const results = {
  "result.count": ({ count }) => (count === 1 ? "Hier ist dein Bild." : `Hier sind deine ${number(count)} Bilder.`),
  "result.partial": ({ finished, count }) =>
    finished === 1
      ? `Von ${number(count)} Bildern ist 1 da.`
      : `Von ${number(count)} Bildern sind ${number(finished)} da.`,
  "result.missing": ({ position, reason }) => `Bild ${position}: ${reason}`,
  "result.unreadable": () =>
    "Der Bilddienst hat etwas geschickt, das kein Bild ist. Es kann trotzdem etwas gekostet haben; versuch es noch einmal oder nimm ein anderes Modell.",
  "result.cancelled": () => "Abgebrochen. Es wurde nichts berechnet.",
  "result.cancelled-unknown": () =>
    "Abgebrochen, während der Bilddienst malte. Ob er das berechnet, ist nicht bekannt; der geschätzte Betrag bleibt gebucht.",
  "result.stopped": () =>
    "Limner wurde beendet, bevor das gemalt war. Es wurde nichts berechnet; fordere es noch einmal an.",
  "result.unconfirmed": () =>
    "Limner wurde unterbrochen, während der Bilddienst malte; was aus diesem Bild wurde, ist deshalb nicht bekannt. Es kann etwas gekostet haben, aber nicht aus deinem Budget.",
  "cancel.nothing": () => "Von dir ist hier nichts in Arbeit.",
  "cancel.cancelled": ({ id }) => `${id} wird abgebrochen.`,
  "cancel.not-yours": ({ id }) => `${id} gehört dir nicht, du kannst es also nicht abbrechen.`,
  "cancel.on-its-way": ({ id }) =>
    `${id} ist schon gemalt und wird gerade hergebracht. Wenn es da ist, kann es gelöscht werden.`,
  "cancel.ended": ({ id }) => `${id} ist schon zu Ende.`,
  "retry.already": ({ job }) => `Das wurde schon noch einmal versucht: ${job}.`,
  "retry.not-yours": ({ id }) =>
    `${id} gehört dir nicht, du kannst es also nicht noch einmal versuchen. Mit again forderst du dasselbe auf dein eigenes Budget an.`,
  "retry.nothing": ({ id }) =>
    `Bei ${id} ist nichts ungewiss, also gibt es nichts nachzuholen. Mit again forderst du dasselbe noch einmal an.`,
  "value.button": ({ command, subject }) => `${command} ${subject}`,
  "delivery.nobody-there": () =>
    "Das Terminal, aus dem das angefordert wurde, ist nicht mehr da; history zeigt, was es gibt.",
  "delivery.failed": ({ ids }) =>
    `Das Ergebnis ist fertig und gespeichert, ließ sich aber nicht hierher bringen: ${ids}.`,
  "fact.prompt": () => "Prompt",
  "fact.model": () => "Modell",
  "fact.size": () => "Größe",
  "fact.quality": () => "Qualität",
  "fact.format": () => "Format",
  "fact.time": () => "Dauer",
  "fact.cost": () => "Kosten",
  "fact.by": () => "Von",
  "fact.when": () => "Wann",
  "fact.from": () => "Gemacht aus",
  "fact.command": () => "Befehl",
  "fact.id": () => "ID",
  "fact.state": () => "Stand",
  "fact.bytes": () => "Datei",
  "fact.name": () => "Name",
  "value.seconds": ({ seconds }) => `${number(seconds)} s`,
  "value.when": ({ at }) => moment(at),
  "value.cost": ({ amount }) => amount,
  "value.cost-about": ({ amount }) => `etwa ${amount}`,
  "value.cost-free": () => "kostenlos",
  "value.cost-unknown": () => "nicht bekannt",
  "value.kilobytes": ({ kilobytes }) => `${number(kilobytes)} kB`,
  "value.file": ({ format, kilobytes }) => `${format}, ${number(kilobytes)} kB`,
  "state.waiting": () => "wartet",
  "state.submitting": () => "wird gemalt",
  "state.rendered": () => "fertig",
  "state.failed": () => "gescheitert",
  "state.cancelled": () => "abgebrochen",
  "state.unknown": () => "nicht bekannt",
  "history.line": ({ prompt, at, pictures: count, command }) =>
    `${moment(at)}  ${command}  ${pictures(count)}  ${prompt || "(Text gelöscht)"}`,
  "history.empty": () => "Hier ist noch nichts. Mit imagine bekommst du ein Bild.",
  "history.no-page": ({ page }) => `Auf Seite ${number(page)} ist nichts. Die neuesten stehen auf Seite 1.`,
  "history.more": ({ page }) => `Auf Seite ${number(page)} geht es weiter.`,
  "help.intro": () => "Das kannst du hier tun:",
  "help.others": () => "Und",
  "help.more": ({ command }) => `Alle Optionen von ${command}; ebenso für alle anderen`,
  "help.command": ({ command }) => `Optionen von ${command}:`,
  "help.option": ({ description, choices }) => (choices === "" ? description : `${description} (${choices})`),
  "info.both": () => "Gib entweder ein Ergebnis oder ein Bild an, nicht beides.",
  "info.not-ours": () =>
    "Dieses Bild wurde nicht mit Limner gemacht, deshalb ist mehr darüber nicht bekannt. Mit edit änderst du es trotzdem.",
  "info.deleted": ({ at }) => `gelöscht am ${momentInWords(at)}`,
} satisfies Partial<Catalogue>;
