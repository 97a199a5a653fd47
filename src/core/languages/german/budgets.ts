import type { Catalogue } from "#core/message.ts";
import { momentInWords, number } from "./phrases.ts";

/** Sentences about limits and money, in German. */
export const budgets = {
  "budget.of-person": () => "Dein Budget",
  "budget.of-channel": () => "Das Budget dieses Kanals",
  "budget.of-workspace": () => "Das Budget dieses Workspace",
  "budget.of-total": () => "Das Budget dieses Bots",
  "budget.day": () => "für heute",
  "budget.month": () => "für diesen Monat",
  "budget.used-up": ({ whose, period, used, max, until }) =>
    `${whose} ${period} reicht nicht: ${used} von ${max} sind verbraucht oder vorgemerkt. Es wurde nichts berechnet. Am ${momentInWords(until)} beginnt es neu; weniger oder kleinere Bilder passen vielleicht noch.`,
  "budget.images-used-up": ({ whose, period, used, max, until }) =>
    `${whose} ${period} reicht nicht: ${number(used)} von ${number(max)} Bildern sind verbraucht. Es wurde nichts berechnet. Am ${momentInWords(until)} beginnt es neu.`,
  "budget.nearly": ({ whose, period, percent }) => `${whose} ${period} ist zu ${number(percent)} % verbraucht.`,
  "budget.no-price": () =>
    "Der Preis dieses Modells ist nicht bekannt, also lässt er sich mit keinem Budget in Geld vergleichen. Es wurde nichts berechnet; nimm ein anderes Modell oder bitte den Betreiber um ein Limit in Bildern.",
  "limit.open-jobs": ({ open, max }) =>
    `Du hast ${number(open)} ${open === 1 ? "Ergebnis" : "Ergebnisse"} in Arbeit, mehr als ${number(max)} auf einmal gehen nicht. Warte auf eines davon, oder brich eines ab.`,
  "allowed.blocked": () => "Du kannst hier keine Bilder anfordern. Frag die Moderation.",
  "allowed.not-here": () => "In diesem Kanal lassen sich keine Bilder anfordern. Frag die Moderation, wo es geht.",
  "allowed.other-models": ({ model, models }) => `${model} ist hier nicht erlaubt. Zur Auswahl stehen: ${models}.`,
  "limit.queue-full": ({ open }) =>
    `${number(open)} Ergebnisse sind in Arbeit, mehr können hier nicht warten. Es wurde nichts berechnet; versuch es in ein paar Minuten noch einmal.`,
} satisfies Partial<Catalogue>;
