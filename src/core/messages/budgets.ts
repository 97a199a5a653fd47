import { moment } from "./moment.ts";

/** Sentences about limits and money. */
export const budgets = {
  "budget.of-person": () => "Your budget",
  "budget.of-channel": () => "This channel's budget",
  "budget.of-workspace": () => "This workspace's budget",
  "budget.of-total": () => "The budget of this bot",
  "budget.day": () => "for today",
  "budget.month": () => "for this month",
  "budget.used-up": ({
    whose,
    period,
    used,
    max,
    until,
  }: {
    whose: string;
    period: string;
    used: string;
    max: string;
    until: number;
  }) =>
    `${whose} ${period} does not suffice: ${used} of ${max} are used or held. Nothing was charged. It starts anew on ${moment(until)}; fewer or smaller pictures may still fit.`,
  "budget.images-used-up": ({
    whose,
    period,
    used,
    max,
    until,
  }: {
    whose: string;
    period: string;
    used: number;
    max: number;
    until: number;
  }) =>
    `${whose} ${period} does not suffice: ${used} of ${max} pictures are used. Nothing was charged. It starts anew on ${moment(until)}.`,
  "budget.nearly": ({ whose, period, percent }: { whose: string; period: string; percent: number }) =>
    `${whose} ${period} is used to ${percent} %.`,
  "budget.no-price": () =>
    "The price of this model is not known, so it cannot be held against a budget of money. Nothing was charged; choose another model, or ask the operator for a limit in pictures.",
  "limit.open-jobs": ({ open, max }: { open: number; max: number }) =>
    `You have ${open} results under way, and at most ${max} are possible at once. Wait for one of them, or cancel one.`,
  "allowed.blocked": () => "Pictures cannot be asked for here by you. Ask somebody who runs this place.",
  "allowed.not-here": () =>
    "Pictures cannot be asked for in this channel. Ask somebody who runs this place where they can.",
  "allowed.other-models": ({ model, models }: { model: string; models: string }) =>
    `${model} is not allowed here. Choose one of: ${models}.`,
  "limit.queue-full": ({ open }: { open: number }) =>
    `${open} results are under way and no more can wait here. Nothing was charged; try again in a few minutes.`,
};
