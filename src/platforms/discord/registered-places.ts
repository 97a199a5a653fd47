import { isDeepStrictEqual } from "node:util";
import { DiscordAPIError, type REST } from "discord.js";
import { z } from "zod";
import { listedCommands, type Registered, type Registration, register, routeOf, shownNames } from "./registration.ts";

/** What this installation knows of an application from one start to the next. */
export interface PlaceMemory {
  /** What was written last, or null. */
  read(application: string): Promise<string | null>;
  write(application: string, value: string): Promise<void>;
}

/** For whoever keeps nothing: then nothing is taken away anywhere. */
export const noMemory: PlaceMemory = { read: async () => null, write: async () => {} };

export interface RegisteredHere extends Registered {
  /** Ids of servers, or `everywhere`: where commands were taken away, since they are registered somewhere else now. */
  readonly cleared: readonly string[];
}

const everywhere = "everywhere";

/** The names of what was registered, by place. */
const places = z.record(z.string(), z.array(z.string()).readonly());

/**
 * Registers the commands in their one place, and takes away what this very installation registered in another one before:
 * people would see them twice. What somebody else registered for the same application is nobody's business here. Rejects as
 * `register` does; what cannot be taken away just now is tried at the next start.
 */
export async function registerHere(
  registration: Registration & { readonly rest: Pick<REST, "get" | "put" | "delete"> },
  memory: PlaceMemory,
  log: (message: string, details: Readonly<Record<string, unknown>>) => void,
): Promise<RegisteredHere> {
  const { rest, application, guild, wanted } = registration;
  const here = guild ?? everywhere;
  const before = placesIn(await memory.read(application));
  const known = { ...before, [here]: shownNames(wanted) };
  // First of all: what nobody remembers is never taken away.
  if (!isDeepStrictEqual(before, known)) await memory.write(application, JSON.stringify(known));
  const registered = await register(registration);
  const cleared: string[] = [];
  for (const [place, names] of Object.entries(before)) {
    if (place === here) continue;
    try {
      await clear(rest, { application, guild: place === everywhere ? null : place }, names);
      cleared.push(place);
    } catch (error) {
      log("commands not taken away", { place, error });
    }
  }
  if (cleared.length > 0) {
    const left = Object.entries(known).filter(([place]) => !cleared.includes(place));
    await memory.write(application, JSON.stringify(Object.fromEntries(left)));
    log("commands taken away", { places: cleared });
  }
  return { ...registered, cleared };
}

function placesIn(written: string | null): z.infer<typeof places> {
  return written === null ? {} : places.catch({}).parse(JSON.parse(written));
}

async function clear(
  rest: Pick<REST, "get" | "put" | "delete">,
  where: Pick<Registration, "application" | "guild">,
  names: readonly string[],
): Promise<void> {
  const route = routeOf(where);
  try {
    const there = listedCommands(await rest.get(route));
    const ours = there.filter(({ name }) => names.includes(name));
    if (ours.length === 0) return;
    if (ours.length === there.length) await rest.put(route, { body: [] });
    else for (const { id } of ours) await rest.delete(`${route}/${id}`);
  } catch (error) {
    // Where the bot is no more, its commands are not either.
    const isClosed = error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
    if (where.guild === null || !isClosed) throw error;
  }
}
