import type { Catalogue } from "#core/message.ts";
import { messages, momentInWords, number, pictures } from "./phrases.ts";

/** Sentences about taking away, showing again and being forgotten, in German. */
export const removal = {
  "subject.under-way": ({ id }) => `${id} ist noch in Arbeit. Warte, bis es da ist, oder brich es ab.`,
  "subject.forgotten": ({ id }) =>
    `Der Text von ${id} wurde gelöscht, deshalb lässt es sich nicht noch einmal anfordern. Schreib neu, was du möchtest.`,
  "subject.private": ({ id }) =>
    `${id} wurde nur für dich gemacht. Mit private siehst nur du es; mit share zeigst du es allen hier.`,
  "remove.removed": ({ id, pictures: count, messages: posted }) =>
    [
      `${id} ist gelöscht${count > 1 ? `, mit seinen ${number(count)} Bildern` : ""}.`,
      ...(posted === 0
        ? []
        : [
            posted === 1
              ? "Die Nachricht dazu wird entfernt."
              : `Die ${number(posted)} Nachrichten dazu werden entfernt.`,
          ]),
      "Was es gekostet hat, bleibt gebucht.",
    ].join(" "),
  "remove.others": ({ count }) =>
    count === 1
      ? "Das andere Bild aus dieser Nachricht wird neu gepostet."
      : `Die anderen ${number(count)} Bilder aus dieser Nachricht werden neu gepostet.`,
  "remove.already": ({ id, at }) => `${id} wurde schon gelöscht, am ${momentInWords(at)}.`,
  "remove.nothing": ({ id }) => `Bei ${id} gibt es kein Bild und keine Nachricht, die sich löschen ließen.`,
  "remove.not-yours": ({ id }) =>
    `${id} gehört dir nicht, du kannst es also nicht löschen. Das kann, wer es angefordert hat, und die Moderation.`,
  "share.shared": ({ id }) => `${id} wird hier gepostet, und alle hier können es ab jetzt benutzen.`,
  "share.shared-there": ({ id }) =>
    `${id} wird dort gepostet, wo es entstanden ist, und alle dort können es ab jetzt benutzen.`,
  "share.already": ({ id }) => `${id} können schon alle sehen. Mit post holst du es noch einmal hierher.`,
  "share.not-yours": ({ id }) => `${id} gehört dir nicht, du kannst es also nicht teilen.`,
  "share.nobody": () => "Hier ist niemand, mit dem du es teilen könntest.",
  "original.painted": ({ picture }) =>
    `So hat der Bilddienst ${picture} gemalt, bevor der Rest des Originals wieder eingesetzt wurde.`,
  "original.whole": ({ picture }) => `Das ist ${picture} in voller Qualität.`,
  "forget.preview": ({ jobs, images }) =>
    `Damit wird endgültig gelöscht, was hier von dir gespeichert ist: die Texte von ${resultsIn(jobs)}, ${pictures(images)}, deine Anhänge, deine Voreinstellungen und dein Name. Was noch in Arbeit ist, wird abgebrochen. Wiederhole es mit sure, wenn du das willst.`,
  "forget.done": ({ jobs, images }) =>
    `Erledigt. Gelöscht sind die Texte von ${resultsIn(jobs)}, ${pictures(images)}, deine Anhänge, deine Voreinstellungen und dein Name.`,
  "forget.nothing": () => "Von dir ist hier nichts gespeichert.",
  "forget.costs": () =>
    "Die Kosten bleiben gebucht, ohne deinen Namen. Was andere mit deinen Worten noch einmal angefordert haben, gehört ihnen und bleibt.",
  "forget.posted": ({ count }) =>
    `${messages(count)} mit deinen Bildern ${staysPosted(count)}, in den Kanälen unten. Lösche sie dort, oder mit remove, bevor du sure sagst.`,
  "forget.still-posted": ({ count }) =>
    `${messages(count)} mit deinen Bildern ${staysPosted(count)}. Lösche sie in den Kanälen unten, oder mit remove und der ID des Ergebnisses.`,
  "forget.channel": ({ count }) => messages(count),
  "forget.not-brought": () => "Das wurde nicht geliefert, weil seine Person vergessen werden wollte.",
} satisfies Partial<Catalogue>;

function resultsIn(count: number): string {
  return count === 1 ? "1 Ergebnis" : `${number(count)} Ergebnissen`;
}

function staysPosted(count: number): string {
  return count === 1 ? "bleibt stehen" : "bleiben stehen";
}
