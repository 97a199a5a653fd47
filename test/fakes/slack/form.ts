import { buttonCalled, choicesCalled, choose, press } from "./actions.ts";
import { ask, type Desk, newAsking, troubled } from "./asking.ts";
import type { Form, Submission } from "./asking-types.ts";
import { actionId, blockId, blocksOf, buttonLabel, buttonsIn, initialValue, remember, stateOf } from "./controls.ts";
import { filled } from "./form-values.ts";
import { isJson, type Json, jsonOf, listOf, stringOf } from "./json.ts";
import { commonPayload, viewPayload } from "./payloads.ts";
import { Refusal } from "./refusal.ts";
import { responseUrlOf } from "./response-urls.ts";
import type { ViewRow } from "./rows.ts";
import type { FieldValue } from "./value-types.ts";
import { rewriteView, showModal, viewFrom, viewJson } from "./view-methods.ts";
import { asRead, linesOf, textOf } from "./words.ts";

/** A modal in the hands of the person it was opened for. */
export function formOf(desk: Desk, row: ViewRow): Form {
  const { world } = desk;
  const fields = (): readonly Json[] => blocksOf(row).filter((block) => block.type === "input");
  const labelOf = (block: Json): string => textOf(block.label);
  const here = openedIn(desk, row);

  return {
    id: row.id,
    title: () => textOf(row.content.title),
    callbackId: () => stringOf(row.content.callback_id),
    isOpen: () => row.isOpen,
    labels: () => fields().map(labelOf),
    text() {
      const lines = blocksOf(row).flatMap((block) =>
        block.type === "input" ? [`${labelOf(block)}:`] : linesOf([block]),
      );
      const buttons = buttonsIn(blocksOf(row)).map((button) => `[${buttonLabel(button)}]`);
      return [...lines, ...(buttons.length === 0 ? [] : [buttons.join(" ")])]
        .map((line) => asRead(world, line))
        .join("\n");
    },
    prefilled(label) {
      const block = fields().find((each) => labelOf(each) === label);
      if (block === undefined)
        throw new Error(`The form has no field ${label}, but ${fields().map(labelOf).join(", ")}.`);
      const element = jsonOf(block.element);
      const value = jsonOf(row.state[blockId(block)]?.[actionId(element)] ?? initialValue(element, here));
      const options = [
        ...listOf(value.selected_options),
        ...(isJson(value.selected_option) ? [value.selected_option] : []),
      ];
      const text = options.map((option) => textOf(option.text)).join(", ");
      return text === "" ? stringOf(value.value ?? value.selected_conversation) || null : text;
    },
    submits: (values = {}) => submit(desk, row, values),
    async closes() {
      row.isOpen = false;
      world.changed();
      if (row.content.notify_on_close !== true) return;
      const asking = newAsking(world, {
        kind: "view_closed",
        name: "view_closed",
        userId: row.userId,
        channelId: null,
        hasResponseUrl: false,
      });
      const { trigger_id: _, ...payload } = viewPayload(world, asking, "view_closed", row);
      await ask(desk, asking, payload).acknowledged();
    },
    async presses(label) {
      const button = buttonCalled(row, label);
      if (button === undefined) throw new Error(`The form has no button ${label}.`);
      return press(desk, world.user(row.userId), row, button);
    },
    async chooses(option) {
      const choices = choicesCalled(row, typeof option === "string" ? [option] : option);
      if (choices === undefined) throw new Error(`The form does not offer ${String(option)}.`);
      return choose(desk, world.user(row.userId), row, choices);
    },
    json: () => viewJson(world, row),
  };
}

/** Where the person was when it was opened. */
function openedIn({ world }: Desk, row: ViewRow): string | null {
  return [...world.askings.values()].find(({ openedViewId }) => openedViewId === row.rootId)?.channelId ?? null;
}

async function submit(desk: Desk, row: ViewRow, values: Readonly<Record<string, FieldValue>>): Promise<Submission> {
  const { world } = desk;
  if (!row.isOpen) throw new Error("The form is closed.");
  const fields = blocksOf(row).filter((block) => block.type === "input");
  for (const label of Object.keys(values))
    if (!fields.some((block) => textOf(block.label) === label)) throw new Error(`The form has no field ${label}.`);
  const here = openedIn(desk, row);
  for (const block of fields) {
    const label = textOf(block.label);
    const element = jsonOf(block.element);
    const value = await filled(desk, row, block, values[label], here);
    remember(row, { block, element }, value);
  }
  row.state = Object.fromEntries(Object.entries(stateOf(row, here)).map(([id, actions]) => [id, asActions(actions)]));
  const name = textOf(row.content.title);
  const asking = newAsking(world, {
    kind: "view_submission",
    name,
    userId: row.userId,
    channelId: null,
    viewId: row.id,
    hasResponseUrl: false,
  });
  const outcome = await desk.delivery.deliver({
    kind: "interaction",
    name: "view_submission",
    payload: {
      ...viewPayload(world, asking, "view_submission", row),
      ...commonPayload(world, asking),
      response_urls: responseUrls(desk, row),
    },
  });
  if (outcome.kind !== "acknowledged") throw new Error(troubled(world, asking, outcome));
  try {
    return applied(desk, row, jsonOf(outcome.body));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    world.refusals.push(`acknowledgement of ${name}: ${error.code} ${JSON.stringify(error.also)}`);
    throw new Error(troubled(world, asking, { kind: "nobody" }));
  }
}

function asActions(value: unknown): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(jsonOf(value)).map(([id, each]) => [id, jsonOf(each)]));
}

/** For each conversations_select that asks for one: https://docs.slack.dev/surfaces/modals#modal_response_url */
function responseUrls({ world }: Desk, row: ViewRow): readonly Json[] {
  return blocksOf(row).flatMap((block) => {
    const element = jsonOf(block.element);
    const channelId = stringOf(row.state[blockId(block)]?.[actionId(element)]?.selected_conversation);
    if (element.response_url_enabled !== true || channelId === "") return [];
    const asking = newAsking(world, {
      kind: "view_submission",
      name: "response_url",
      userId: row.userId,
      channelId,
      hasResponseUrl: true,
    });
    return [
      {
        block_id: blockId(block),
        action_id: actionId(element),
        channel_id: channelId,
        response_url: responseUrlOf(world, asking),
      },
    ];
  });
}

/** https://docs.slack.dev/surfaces/modals#handling_submissions */
function applied(desk: Desk, row: ViewRow, body: Json): Submission {
  const { world } = desk;
  const action = body.response_action;
  if (action === "errors") {
    const byBlock = Object.entries(jsonOf(body.errors));
    const errors = byBlock.map(([id, message]) => {
      const block = blocksOf(row).find((each) => blockId(each) === id && each.type === "input");
      if (block === undefined) throw new Refusal("errors_of_no_input_block", { block_id: id });
      return [textOf(block.label), stringOf(message)] as const;
    });
    return { errors: Object.fromEntries(errors), form: formOf(desk, row) };
  }
  if (action === "update") {
    rewriteView(world, row, viewFrom(world, body.view, "modal", row.id));
    return { errors: null, form: formOf(desk, row) };
  }
  if (action === "push")
    return {
      errors: null,
      form: formOf(desk, showModal(world, row.userId, viewFrom(world, body.view, "modal"), row)),
    };
  const below = action === "clear" || row.previousId === null ? undefined : world.views.get(row.previousId);
  for (const view of world.views.values())
    if (view === row || (action === "clear" && view.rootId === row.rootId)) view.isOpen = false;
  world.changed();
  return { errors: null, form: below?.isOpen === true ? formOf(desk, below) : null };
}
