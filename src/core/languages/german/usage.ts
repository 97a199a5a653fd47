import type { Catalogue } from "#core/message.ts";
import { momentInWords, number, pictures } from "./phrases.ts";

/** Sentences about what was used, in German. */
export const usage = {
  "usage.today": () => "Heute",
  "usage.month": () => "Diesen Monat",
  "usage.amount": ({ amount, images }) => `${amount}, ${pictures(images)}`,
  "usage.amount-held": ({ amount, held, images }) => `${amount} und ${held} vorgemerkt, ${pictures(images)}`,
  "usage.of-person-day": () => "Dein Budget für heute",
  "usage.of-person-month": () => "Dein Budget für diesen Monat",
  "usage.of-channel-day": () => "Das Budget dieses Kanals für heute",
  "usage.of-channel-month": () => "Das Budget dieses Kanals für diesen Monat",
  "usage.of-workspace-day": () => "Das Budget dieses Workspace für heute",
  "usage.of-workspace-month": () => "Das Budget dieses Workspace für diesen Monat",
  "usage.of-total-day": () => "Das Budget dieses Bots für heute",
  "usage.of-total-month": () => "Das Budget dieses Bots für diesen Monat",
  "usage.money-left": ({ left, max, until }) => `${left} von ${max} übrig, neu am ${momentInWords(until)}`,
  "usage.images-left": ({ left, max, until }) =>
    `${number(left)} von ${number(max)} Bildern übrig, neu am ${momentInWords(until)}`,
  "usage.both-left": ({ money, images }) => `${money}; ${images}`,
  "usage.no-limit": () => "Für dich gilt hier kein Budget.",
  "usage.jobs": () => "In Arbeit",
  "usage.running": ({ running, waiting }) => `${number(running)} laufend, ${number(waiting)} wartend`,
  "usage.forbidden": () =>
    "Was andere verbraucht haben, kann nur die Moderation sehen. Lass by weg, um deines zu sehen.",
  "usage.of-workspace": ({ period }) => `In diesem Workspace wurde ${period} gebucht:`,
  "usage.of-everywhere": ({ period }) => `Überall zusammen wurde ${period} gebucht:`,
  "usage.period-today": () => "heute",
  "usage.period-month": () => "diesen Monat",
  "usage.nothing": () => "Es wurde nichts gebucht.",
  "usage.all": () => "Alle",
  "usage.more": ({ count }) =>
    count === 1
      ? "1 weiterer Eintrag steht in der Datei: mit csv."
      : `${number(count)} weitere Einträge stehen in der Datei: mit csv.`,
} satisfies Partial<Catalogue>;
