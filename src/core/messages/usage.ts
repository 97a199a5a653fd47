import { moment } from "./moment.ts";

/** Sentences about what was used. */
export const usage = {
  "usage.today": () => "Today",
  "usage.month": () => "This month",
  "usage.amount": ({ amount, images }: { amount: string; images: number }) =>
    `${amount}, ${images === 1 ? "1 picture" : `${images} pictures`}`,
  "usage.amount-held": ({ amount, held, images }: { amount: string; held: string; images: number }) =>
    `${amount} and ${held} held, ${images === 1 ? "1 picture" : `${images} pictures`}`,
  "usage.of-person-day": () => "Your budget for today",
  "usage.of-person-month": () => "Your budget for this month",
  "usage.of-channel-day": () => "This channel's budget for today",
  "usage.of-channel-month": () => "This channel's budget for this month",
  "usage.of-workspace-day": () => "This workspace's budget for today",
  "usage.of-workspace-month": () => "This workspace's budget for this month",
  "usage.of-total-day": () => "The budget of this bot for today",
  "usage.of-total-month": () => "The budget of this bot for this month",
  "usage.money-left": ({ left, max, until }: { left: string; max: string; until: number }) =>
    `${left} of ${max} left, anew on ${moment(until)}`,
  "usage.images-left": ({ left, max, until }: { left: number; max: number; until: number }) =>
    `${left} of ${max} pictures left, anew on ${moment(until)}`,
  "usage.both-left": ({ money, images }: { money: string; images: string }) => `${money}; ${images}`,
  "usage.no-limit": () => "No budget applies to you here.",
  "usage.jobs": () => "Under way",
  "usage.running": ({ running, waiting }: { running: number; waiting: number }) =>
    `${running} running, ${waiting} waiting`,
  "usage.forbidden": () => "Only those who run this place can see what others used. Leave out by to see your own.",
  "usage.of-workspace": ({ period }: { period: string }) => `What was booked in this workspace ${period}:`,
  "usage.of-everywhere": ({ period }: { period: string }) => `What was booked everywhere ${period}:`,
  "usage.period-today": () => "today",
  "usage.period-month": () => "this month",
  "usage.nothing": () => "Nothing was booked.",
  "usage.all": () => "All",
  "usage.more": ({ count }: { count: number }) => `${count} more are in the file: add csv.`,
};
