import { accountMethods } from "./account-methods.ts";
import { type Method, type Methods, needArguments, needScope, openCall } from "./call.ts";
import { chatMethods } from "./chat-methods.ts";
import { conversationMethods } from "./conversation-methods.ts";
import { type Faults, Scripted } from "./faults.ts";
import { fileMethods } from "./file-methods.ts";
import { isJson, type Json, parsed } from "./json.ts";
import { Refusal, slackError } from "./refusal.ts";
import { contentType, type Incoming, multipart, type Outgoing, type RouteName } from "./route.ts";
import { viewMethods } from "./view-methods.ts";
import type { World } from "./world.ts";

const common: Methods = { ...accountMethods, ...chatMethods, ...conversationMethods, ...fileMethods, ...viewMethods };

export interface ApiAnswer extends Outgoing {
  readonly body: Json;
  readonly args: Json;
}

/** The Web API: https://docs.slack.dev/apis/web-api */
export function webApi(world: World, faults: Faults, more: Methods) {
  const methods: Methods = { ...common, ...more };

  return {
    routeOf: (name: string): RouteName | null => (isMethod(name, methods) ? name : null),
    async answer(name: string, request: Incoming): Promise<ApiAnswer> {
      const args = await argumentsOf(request);
      const method = methods[name];
      const headers = {
        "x-oauth-scopes": [...world.scopes].join(","),
        "x-accepted-oauth-scopes": method?.scope ?? "",
        "x-slack-req-id": world.id("req"),
      };
      try {
        if (method === undefined || !isMethod(name, methods)) throw slackError("unknown_method", { req_method: name });
        checkToken(world, method, tokenOf(request, args));
        await faults.before(name);
        if (method.scope !== undefined) needScope(world, method.scope);
        const call = openCall(world, args);
        needArguments(call, method.required);
        const answer = await method.run(call);
        faults.after(name);
        return { status: 200, headers, body: { ok: true, ...answer }, args: without(args) };
      } catch (error) {
        if (error instanceof Scripted)
          return { status: error.status, headers: error.headers, body: error.body, args: without(args) };
        if (!(error instanceof Refusal)) throw error;
        world.refusals.push(`${name}: ${error.code}`);
        return { status: 200, headers, body: { ok: false, error: error.code, ...error.also }, args: without(args) };
      }
    },
  };
}

function isMethod(name: string, methods: Methods): name is Extract<RouteName, `${string}.${string}`> {
  return Object.hasOwn(methods, name);
}

function without({ token: _, ...args }: Json): Json {
  return args;
}

function tokenOf(request: Incoming, args: Json): string | null {
  const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  return header ?? (typeof args.token === "string" ? args.token : null);
}

function checkToken(world: World, method: Method, token: string | null): void {
  if (token === null) throw slackError("not_authed");
  const isBot = token === world.botToken;
  const isApp = token === world.appToken;
  if (!isBot && !isApp) throw slackError("invalid_auth");
  if (isApp !== (method.token === "app")) throw slackError("not_allowed_token_type");
  if (isBot && world.refusesToken !== null) throw slackError(world.refusesToken);
  if (isBot && world.isUninstalled) throw slackError("account_inactive");
}

const jsonFields = new Set(["attachments", "blocks", "file_ids", "files", "loading_messages", "metadata", "view"]);

/** Some form fields hold JSON. */
async function argumentsOf(request: Incoming): Promise<Json> {
  const query = Object.fromEntries(request.url.searchParams);
  const type = contentType(request);
  if (type === "application/json") {
    const body = parsed(request.body.toString());
    return { ...query, ...(isJson(body) ? body : {}) };
  }
  const fields: Iterable<readonly [string, string | Uint8Array]> =
    type === "multipart/form-data" ? await multipart(request) : new URLSearchParams(request.body.toString());
  const args: Record<string, unknown> = { ...query };
  for (const [name, value] of fields)
    args[name] = typeof value === "string" && jsonFields.has(name) ? (parsed(value) ?? value) : value;
  return args;
}
