import type { Defaults } from "./command.ts";
import { AppError } from "./errors.ts";
import { personLimits } from "./limits.ts";
import { say } from "./message.ts";
import type { Actor, Place } from "./people.ts";
import type { Transaction } from "./records.ts";
import { channelScope, personScope, totalScope, workspaceScope } from "./scopes.ts";
import { parseSize } from "./size.ts";

export interface Asking {
  readonly actor: Actor;
  readonly place: Place;
}

/**
 * Whether somebody may ask for pictures here and now, before anything is opened or painted. Rejects with a `forbidden`
 * AppError for blocked people and closed channels, `limited` when they have too many jobs, `busy` when the queue is full.
 */
export async function checkMayPaint(
  { settings, jobs, ...rows }: Transaction,
  { actor, place }: Asking,
  maxOpenJobs: number,
): Promise<void> {
  for (const scope of [personScope(actor), channelScope(place)]) {
    if ((await settings.get(scope, "blocked")) === "yes") throw new AppError("forbidden", say("allowed.blocked"));
  }
  const channels = await settings.get(workspaceScope(actor), "channels");
  if (channels !== null && !listed(channels).includes(place.channel)) {
    throw new AppError("forbidden", say("allowed.not-here"));
  }
  const { open } = await jobs.openOf(actor);
  const limits = await personLimits({ settings, jobs, ...rows }, actor);
  if (open >= limits.open) throw new AppError("limited", say("limit.open-jobs", { open, max: limits.open }));
  const all = await jobs.countOpen();
  if (all >= maxOpenJobs) throw new AppError("busy", say("limit.queue-full", { open: all }));
}

/** Rejects with a `forbidden` AppError that names the allowed ones when a workspace or channel allows other models only. */
export async function checkModelAllowed(
  { settings }: Transaction,
  { actor, place }: Asking,
  model: string,
): Promise<void> {
  for (const scope of [channelScope(place), workspaceScope(actor), totalScope]) {
    const models = await settings.get(scope, "models");
    if (models !== null && !listed(models).includes(model)) {
      throw new AppError("forbidden", say("allowed.other-models", { model, models: listed(models).join(", ") }));
    }
  }
}

/** What is painted when nobody says: the person's choice, else the channel's, the workspace's, the operator's. */
export async function defaultsFor(
  { settings }: Transaction,
  { actor, place }: Asking,
  operator: Defaults,
): Promise<Defaults> {
  const scopes = [];
  for (const scope of [workspaceScope(actor), channelScope(place), personScope(actor)])
    scopes.push(await settings.all(scope));
  const { model, quality, size } = Object.assign({}, ...scopes) as Readonly<Record<string, string>>;
  return {
    model: model ?? operator.model,
    quality: quality ?? operator.quality,
    size: (size === undefined ? null : parseSize(size)) ?? operator.size,
  };
}

function listed(value: string): readonly string[] {
  return value
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
