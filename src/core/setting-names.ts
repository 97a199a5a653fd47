import type { SettingOwner } from "./access.ts";

/** What a setting's value is, and so how it is read and shown. */
export type SettingKind = "model" | "quality" | "size" | "models" | "channels" | "amount" | "count" | "yes";

/** One thing that can be set. */
export interface SettingName {
  readonly name: string;
  readonly kind: SettingKind;
  /** Whose it can be. */
  readonly owners: readonly SettingOwner[];
  /** English, what it does in a short phrase. */
  readonly about: string;
}

const anyone = ["me", "channel", "workspace"] as const;
const budgets = ["person", "role", "channel", "workspace", "everything"] as const;
const people = ["person", "role"] as const;
const workspace = ["workspace"] as const;

/** Everything that can be set: checks, help and the listing follow from it. Private is never a default, so it is not here. */
export const settingNames: readonly SettingName[] = [
  { name: "model", kind: "model", owners: anyone, about: "which model paints when nobody says" },
  { name: "quality", kind: "quality", owners: anyone, about: "how fine it paints when nobody says" },
  { name: "size", kind: "size", owners: anyone, about: "how large it paints when nobody says" },
  { name: "models", kind: "models", owners: ["channel", "workspace", "everything"], about: "the only models allowed" },
  { name: "channels", kind: "channels", owners: workspace, about: "the only channels where pictures can be asked for" },
  { name: "blocked", kind: "yes", owners: ["person", "channel"], about: "no pictures can be asked for" },
  { name: "daily-budget", kind: "amount", owners: budgets, about: "dollars for each day" },
  { name: "monthly-budget", kind: "amount", owners: budgets, about: "dollars for each month" },
  { name: "daily-images", kind: "count", owners: budgets, about: "pictures for each day" },
  { name: "running-jobs", kind: "count", owners: people, about: "results painted at the same time" },
  { name: "open-jobs", kind: "count", owners: people, about: "results painted or waiting" },
  { name: "person-daily-budget", kind: "amount", owners: workspace, about: "dollars for each person and day" },
  { name: "person-monthly-budget", kind: "amount", owners: workspace, about: "dollars for each person and month" },
  { name: "person-daily-images", kind: "count", owners: workspace, about: "pictures for each person and day" },
  { name: "person-running-jobs", kind: "count", owners: workspace, about: "results of a person at the same time" },
  { name: "person-open-jobs", kind: "count", owners: workspace, about: "results of a person painted or waiting" },
];
