import type { RequestBody } from "./body.ts";
import type { World } from "./world.ts";

/** Every route that can be slowed down, made to fail, limited or held. */
export type RouteName =
  | "GET gateway"
  | "GET user"
  | "GET application"
  | "GET guild"
  | "GET channel"
  | "POST dm"
  | "GET commands"
  | "PUT commands"
  | "POST command"
  | "PATCH command"
  | "DELETE command"
  | "GET guild commands"
  | "PUT guild commands"
  | "POST guild command"
  | "PATCH guild command"
  | "DELETE guild command"
  | "POST callback"
  | "GET @original"
  | "PATCH @original"
  | "DELETE @original"
  | "POST follow-up"
  | "GET follow-up"
  | "PATCH follow-up"
  | "DELETE follow-up"
  | "GET messages"
  | "POST message"
  | "GET message"
  | "PATCH message"
  | "DELETE message"
  | "POST typing"
  /** The CDN. */
  | "GET attachment";

/** A request whose route is known. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: RequestBody;
}

export interface Reply {
  readonly status: number;
  readonly json?: unknown;
}

export interface Route {
  readonly name: RouteName;
  readonly method: string;
  readonly pattern: RegExp;
  /** Needs the bot's token. */
  readonly isBotRoute: boolean;
  handle(world: World, call: Call): Promise<Reply> | Reply;
}

/** `/channels/:channel/messages` and the like. */
export function route(
  name: RouteName,
  path: string,
  handle: Route["handle"],
  { isBotRoute = true }: { readonly isBotRoute?: boolean } = {},
): Route {
  const pattern = new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
  const [method = "GET"] = name.split(" ");
  return { name, method, pattern, isBotRoute, handle };
}

export function ok(json: unknown): Reply {
  return { status: 200, json };
}

export const noContent: Reply = { status: 204 };

/** A parameter of the path: there, or the pattern would not have matched. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? "";
}
