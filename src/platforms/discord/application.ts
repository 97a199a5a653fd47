import {
  type APIApplication,
  DiscordAPIError,
  type REST,
  type RESTGetCurrentApplicationResult,
  Routes,
} from "discord.js";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";

export interface Application {
  readonly id: string;
  readonly name: string;
  /** Ids of its owner, or of the members of the team that owns it. */
  readonly operators: ReadonlySet<string>;
}

/** The application that the token belongs to. Rejects with a `misconfigured` AppError when Discord refuses the token. */
export async function readApplication(rest: REST): Promise<Application> {
  try {
    const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
    return { id: application.id, name: application.name, operators: new Set(ownersOf(application)) };
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401)
      throw new AppError("misconfigured", say("discord.token"), { log: "Discord refused the token" });
    throw error;
  }
}

function ownersOf({ owner, team }: APIApplication): readonly string[] {
  // Of a team's application, `owner` is a user that only stands for the team.
  return team ? team.members.map(({ user }) => user.id) : owner ? [owner.id] : [];
}
