import type { z } from "zod";
import type { Json } from "./json.ts";

/** What Discord says instead of doing it: a status and its JSON code. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: Json | null;

  constructor(status: number, code: number, message: string, errors: Json | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** Codes and words: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const known = {
  unauthorized: [401, 0, "401: Unauthorized"],
  notFound: [404, 0, "404: Not Found"],
  internal: [500, 0, "500: Internal Server Error"],
  unknownChannel: [404, 10003, "Unknown Channel"],
  unknownGuild: [404, 10004, "Unknown Guild"],
  unknownMessage: [404, 10008, "Unknown Message"],
  unknownUser: [404, 10013, "Unknown User"],
  unknownWebhook: [404, 10015, "Unknown Webhook"],
  unknownInteraction: [404, 10062, "Unknown interaction"],
  unknownCommand: [404, 10063, "Unknown application command"],
  tooLarge: [413, 40005, "Request entity too large"],
  alreadyAcknowledged: [400, 40060, "Interaction has already been acknowledged."],
  tooManyFollowUps: [400, 40094, "This interaction has hit the maximum number of follow up messages."],
  missingAccess: [403, 50001, "Missing Access"],
  notYourMessage: [403, 50005, "Cannot edit a message authored by another user"],
  emptyMessage: [400, 50006, "Cannot send an empty message"],
  closedDms: [403, 50007, "Cannot send messages to this user"],
  missingPermissions: [403, 50013, "Missing Permissions"],
  unreadable: [400, 50109, "The request body contains invalid JSON."],
  invalidWebhookToken: [401, 50027, "Invalid Webhook Token"],
  noMutualGuild: [403, 50278, "Cannot send messages to this user due to having no mutual guilds"],
  autoMod: [400, 200000, "Message was blocked by automatic moderation"],
} as const;

export function refusal(name: keyof typeof known): Refusal {
  const [status, code, message] = known[name];
  return new Refusal(status, code, message);
}

export interface FormError {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

/** 50035 with the tree of errors that Discord builds. */
export function invalidForm(errors: readonly FormError[]): Refusal {
  const tree: Record<string, unknown> = {};
  const nodes = new Map<string, Record<string, unknown>>([["", tree]]);
  for (const { path, code, message } of errors) {
    let node = tree;
    let place = "";
    for (const step of path) {
      place += `/${String(step)}`;
      const next = nodes.get(place) ?? {};
      node[String(step)] = next;
      nodes.set(place, next);
      node = next;
    }
    node._errors = [{ code, message }];
  }
  return new Refusal(400, 50035, "Invalid Form Body", tree);
}

/** Parses a body, or refuses it as Discord does. */
export function parseForm<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidForm(parsed.error.issues.map(formError));
}

function formError(issue: z.core.$ZodIssue): FormError {
  const { path } = issue;
  switch (issue.code) {
    case "too_big":
      return { path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${issue.maximum} or fewer in length.` };
    case "too_small":
      return issue.minimum === 1
        ? { path, code: "BASE_TYPE_REQUIRED", message: "This field is required" }
        : { path, code: "BASE_TYPE_MIN_LENGTH", message: `Must be ${issue.minimum} or more in length.` };
    case "invalid_type":
      return issue.input === undefined
        ? { path, code: "BASE_TYPE_REQUIRED", message: "This field is required" }
        : { path, code: `${issue.expected.toUpperCase()}_TYPE_COERCE`, message: `Value is not ${issue.expected}.` };
    case "invalid_value":
      return { path, code: "BASE_TYPE_CHOICES", message: `Value must be one of ${JSON.stringify(issue.values)}.` };
    case "invalid_union":
      return { path, code: "UNION_TYPE_CHOICES", message: 'Value of field "type" is not one of those allowed here.' };
    case "custom": {
      const code = issue.params?.code;
      return { path, code: typeof code === "string" ? code : "BASE_TYPE_INVALID", message: issue.message };
    }
    default:
      return { path, code: "BASE_TYPE_INVALID", message: issue.message };
  }
}
