import { complaints } from "./block-elements.ts";
import { checkBlocks, elementsOf, withIds } from "./blocks.ts";
import type { Call, Methods } from "./call.ts";
import { isJson, type Json, jsonOf, listOf, parsed, stringOf } from "./json.ts";
import { slackError, slackErrorBecause } from "./refusal.ts";
import type { AskingRow, ViewRow } from "./rows.ts";
import type { World } from "./world.ts";

/** https://docs.slack.dev/reference/methods?family=views */
export const viewMethods: Methods = {
  "views.open": { required: ["view"], run: (call) => openView(call, null) },
  "views.push": { required: ["view"], run: push },
  "views.update": { required: ["view"], run: update },
  "views.publish": { required: ["user_id", "view"], run: publish },
};

/** https://docs.slack.dev/surfaces/modals and the methods' pages. */
const triggerLastsMs = 3000;
const maxViewBytes = 250_000;
const maxStackedViews = 3;

function exchange({ world, text }: Call): AskingRow {
  const triggerId = text("trigger_id");
  if (triggerId === undefined) throw slackErrorBecause("invalid_arguments", "missing required field: trigger_id");
  const asking = [...world.askings.values()].find((row) => row.triggerId === triggerId);
  if (asking === undefined) throw slackError("invalid_trigger_id");
  if (asking.triggerUsed) throw slackError("exchanged_trigger_id");
  if (world.clock.nowMs() - asking.atMs > triggerLastsMs) throw slackError("expired_trigger_id");
  return asking;
}

function openView(call: Call, previous: ViewRow | null): Json {
  const { world } = call;
  const content = viewFrom(world, call.args.view, "modal");
  const asking = exchange(call);
  asking.triggerUsed = true;
  const row = showModal(world, asking.userId, content, previous);
  asking.openedViewId = row.id;
  world.changed();
  return { view: viewJson(world, row) };
}

function push(call: Call): Json {
  const asking = exchange(call);
  const previous = asking.viewId === null ? undefined : call.world.views.get(asking.viewId);
  if (previous === undefined || previous.kind !== "modal") throw slackError("not_found");
  return openView(call, previous);
}

/** A modal before the person; on top of another, or alone. */
export function showModal(world: World, userId: string, content: Json, previous: ViewRow | null): ViewRow {
  const id = world.id("V");
  const stacked = [...world.views.values()].filter((row) => row.isOpen && row.rootId === previous?.rootId);
  if (previous !== null && stacked.length >= maxStackedViews) throw slackError("push_limit_reached");
  const row: ViewRow = {
    id,
    userId,
    kind: "modal",
    content,
    hash: newHash(world),
    rootId: previous?.rootId ?? id,
    previousId: previous?.id ?? null,
    isOpen: true,
    state: {},
  };
  world.views.set(id, row);
  return row;
}

function update(call: Call): Json {
  const { world, text } = call;
  const id = text("view_id");
  const externalId = text("external_id");
  const row = [...world.views.values()].find(
    (view) => view.isOpen && (view.id === id || (externalId !== undefined && view.content.external_id === externalId)),
  );
  if (row === undefined) throw slackError("not_found");
  const hash = text("hash");
  if (hash !== undefined && hash !== row.hash) throw slackError("hash_conflict");
  rewriteView(world, row, viewFrom(world, call.args.view, row.kind, row.id));
  return { view: viewJson(world, row) };
}

export function rewriteView(world: World, row: ViewRow, content: Json): void {
  row.content = content;
  row.hash = newHash(world);
  // What was typed stays where the block and the action keep their ids.
  const kept = new Set(
    listOf(content.blocks).flatMap((block) =>
      elementsOf(block).map((element) => `${stringOf(block.block_id)} ${stringOf(element.action_id)}`),
    ),
  );
  row.state = Object.fromEntries(
    Object.entries(row.state).map(([blockId, actions]) => [
      blockId,
      Object.fromEntries(Object.entries(actions).filter(([actionId]) => kept.has(`${blockId} ${actionId}`))),
    ]),
  );
  world.changed();
}

function publish({ world, args, text }: Call): Json {
  if (world.manifest.features?.app_home?.home_tab_enabled === false) throw slackError("not_enabled");
  const user = world.user(stringOf(args.user_id));
  const content = viewFrom(world, args.view, "home");
  const known = homeOf(world, user.id);
  const hash = text("hash");
  if (known !== undefined && hash !== undefined && hash !== known.hash) throw slackError("hash_conflict");
  const id = known?.id ?? world.id("V");
  const row: ViewRow = known ?? {
    id,
    userId: user.id,
    kind: "home",
    content,
    hash: "",
    rootId: id,
    previousId: null,
    isOpen: true,
    state: {},
  };
  world.views.set(id, row);
  rewriteView(world, row, content);
  return { view: viewJson(world, row) };
}

export function homeOf(world: World, userId: string): ViewRow | undefined {
  return [...world.views.values()].find((row) => row.kind === "home" && row.userId === userId);
}

function newHash(world: World): string {
  return `${Math.floor(world.clock.nowMs() / 1000)}.${world.id("h")}`;
}

/** The view of an argument or an acknowledgement, checked. */
export function viewFrom(world: World, value: unknown, kind: ViewRow["kind"], updatedId: string | null = null): Json {
  const view = typeof value === "string" ? parsed(value) : value;
  if (!isJson(view)) throw slackErrorBecause("invalid_arguments", "view must be an object [json-pointer:/view]");
  if (Buffer.byteLength(JSON.stringify(view)) > maxViewBytes) throw slackError("view_too_large");
  const found = complaints();
  const length = (name: string, max: number): void => {
    if (stringOf(view[name]).length > max) found.add(`must be less than ${max + 1} characters`, `/view/${name}`);
  };
  if (view.type !== kind) found.add(`unsupported type: ${stringOf(view.type)}`, "/view/type");
  length("private_metadata", 3000);
  length("callback_id", 255);
  length("external_id", 255);
  const blocks = listOf(view.blocks);
  if (!Array.isArray(view.blocks)) found.add("missing required field: blocks", "/view");
  if (kind === "modal") checkTitles(view, blocks, found.add);
  checkBlocks(blocks, kind, found, "/view/blocks");
  const needsFiles = blocks.some((block) => jsonOf(block.element).type === "file_input");
  if (needsFiles && !world.scopes.has("files:read"))
    found.add("file_input requires the files:read scope", "/view/blocks");
  if (found.all.length > 0) throw slackErrorBecause("invalid_arguments", ...found.all);
  const externalId = view.external_id;
  const isTaken = [...world.views.values()].some(
    (row) => row.isOpen && row.id !== updatedId && row.content.external_id === externalId,
  );
  if (typeof externalId === "string" && externalId !== "" && isTaken) throw slackError("duplicate_external_id");
  return { ...view, blocks: withIds(blocks, () => world.id("").slice(1, 6)) };
}

function checkTitles(view: Json, blocks: readonly Json[], add: (problem: string, pointer: string) => void): void {
  for (const name of ["title", "submit", "close"]) {
    const title = view[name];
    if (title === undefined && name !== "title") continue;
    const text = stringOf(jsonOf(title).text);
    if (jsonOf(title).type !== "plain_text" || text === "") add(`missing required field: ${name}`, `/view/${name}`);
    else if (text.length > 24) add("must be less than 25 characters", `/view/${name}/text`);
  }
  if (view.submit === undefined && blocks.some((block) => block.type === "input"))
    add("missing required field: submit", "/view");
}

export function viewJson(world: World, row: ViewRow): Json {
  return {
    title: { type: "plain_text", text: "View Title" },
    close: null,
    submit: null,
    private_metadata: "",
    callback_id: "",
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    ...row.content,
    id: row.id,
    team_id: world.team.id,
    state: { values: row.state },
    hash: row.hash,
    previous_view_id: row.previousId,
    root_view_id: row.rootId,
    app_id: world.appId,
    app_installed_team_id: world.team.id,
    bot_id: world.botId,
  };
}
