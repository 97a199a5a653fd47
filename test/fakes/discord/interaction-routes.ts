import { answerOf, callback, editAnswer, followUp, livingInteraction } from "./interactions.ts";
import { messageForm } from "./message-form.ts";
import { messageJson } from "./message-json.ts";
import { deleteMessage } from "./messages.ts";
import { parseForm } from "./refusal.ts";
import { type Call, noContent, ok, param, type Route, type RouteName, route } from "./routes.ts";
import type { World } from "./world.ts";

const withoutToken = { isBotRoute: false };

/** Answers by the interaction's own token. */
export const interactionRoutes: readonly Route[] = [
  route(
    "POST callback",
    "/interactions/:interaction/:token/callback",
    async (world, call) => {
      const row = world.interactions.get(param(call, "interaction"));
      const isRight = row?.token === param(call, "token");
      const json = await callback(world, isRight ? row : undefined, call.body.json, call.body.files);
      return call.query.get("with_response") === "true" ? ok(json) : noContent;
    },
    withoutToken,
  ),
  route(
    "POST follow-up",
    "/webhooks/:application/:token",
    async (world, call) => {
      const row = interactionOf(world, call);
      const message = await followUp(world, row, writingOf(call, row.attachmentSizeLimit));
      return ok(messageJson(world, message));
    },
    withoutToken,
  ),
  ...messageRoutes("@original", "/webhooks/:application/:token/messages/:message(?<=@original)"),
  ...messageRoutes("follow-up", "/webhooks/:application/:token/messages/:message"),
];

function messageRoutes(name: "@original" | "follow-up", path: string): readonly Route[] {
  const names: Record<"get" | "patch" | "delete", RouteName> =
    name === "@original"
      ? { get: "GET @original", patch: "PATCH @original", delete: "DELETE @original" }
      : { get: "GET follow-up", patch: "PATCH follow-up", delete: "DELETE follow-up" };
  return [
    route(
      names.get,
      path,
      (world, call) => ok(messageJson(world, answerOf(world, interactionOf(world, call), messageIdOf(call)))),
      withoutToken,
    ),
    route(
      names.patch,
      path,
      async (world, call) => {
        const row = interactionOf(world, call);
        const message = answerOf(world, row, messageIdOf(call));
        await editAnswer(world, row, message, writingOf(call, row.attachmentSizeLimit));
        return ok(messageJson(world, message));
      },
      withoutToken,
    ),
    route(
      names.delete,
      path,
      (world, call) => {
        deleteMessage(world, answerOf(world, interactionOf(world, call), messageIdOf(call)));
        return noContent;
      },
      withoutToken,
    ),
  ];
}

function interactionOf(world: World, call: Call) {
  return livingInteraction(world, param(call, "application"), param(call, "token"));
}

function messageIdOf(call: Call): string {
  return decodeURIComponent(param(call, "message"));
}

function writingOf({ body }: Call, maxFileBytes: number) {
  return { form: parseForm(messageForm, body.json ?? {}), files: body.files, maxFileBytes };
}
