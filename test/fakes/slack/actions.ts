import { ask, type Desk, newAsking } from "./asking.ts";
import type { Asking } from "./asking-types.ts";
import {
  actionId,
  blockId,
  blocksOf,
  buttonLabel,
  buttonsIn,
  type Choice,
  type Control,
  choicesIn,
  chosen,
  controlsIn,
  remember,
  stateOf,
} from "./controls.ts";
import { isJson, type Json, jsonOf, listOf, stringOf } from "./json.ts";
import { commonPayload, containerPart } from "./payloads.ts";
import { responseUrlOf } from "./response-urls.ts";
import type { MessageRow, UserRow, ViewRow } from "./rows.ts";
import { textOf } from "./words.ts";

type Place = MessageRow | ViewRow;

export function buttonCalled(place: Place, label: string): Control | undefined {
  return buttonsIn(blocksOf(place)).find((control) => buttonLabel(control) === label);
}

export function press(desk: Desk, user: UserRow, place: Place, button: Control): Asking {
  const { type, value, text } = button.element;
  return act(desk, user, place, button, buttonLabel(button), {
    type,
    text,
    ...(value === undefined ? {} : { value }),
    ...(button.element.style === undefined ? {} : { style: button.element.style }),
  });
}

/** The options of these labels in one element of the place. */
export function choicesCalled(place: Place, labels: readonly string[]): readonly Choice[] | undefined {
  const all = choicesIn(blocksOf(place));
  const first = all.find(({ label }) => label === labels[0]);
  const same = all.filter(({ element, label }) => element === first?.element && labels.includes(label));
  return first !== undefined && same.length === labels.length ? same : undefined;
}

export function choose(desk: Desk, user: UserRow, place: Place, choices: readonly Choice[]): Asking {
  const [first] = choices;
  if (first === undefined) throw new Error("Nothing is chosen.");
  const value = chosen(
    first.element,
    choices.map(({ option }) => option),
  );
  if (first.element.type !== "overflow") remember(place, first, value);
  return act(desk, user, place, first, choices.map(({ label }) => label).join(", "), value);
}

function act(desk: Desk, user: UserRow, place: Place, control: Control, name: string, details: Json): Asking {
  const { world } = desk;
  const message = "kind" in place ? null : place;
  const row = newAsking(world, {
    kind: "block_actions",
    name,
    userId: user.id,
    channelId: message?.channelId ?? null,
    viewId: "kind" in place ? place.id : null,
    original: message,
    hasResponseUrl: message !== null,
  });
  const action = {
    ...details,
    action_id: actionId(control.element),
    block_id: blockId(control.block),
    action_ts: world.clock.ts(),
  };
  return ask(desk, row, {
    type: "block_actions",
    ...commonPayload(world, row),
    ...containerPart(world, place),
    state: { values: stateOf(place, message?.channelId ?? null) },
    ...(message === null ? {} : { response_url: responseUrlOf(world, row) }),
    actions: [action],
  });
}

/** What a select that loads its options (`external_select`) is given. */
export async function lookUp(desk: Desk, user: UserRow, place: Place, text: string): Promise<readonly Json[]> {
  const control = controlsIn(blocksOf(place)).find(({ element }) => stringOf(element.type).endsWith("external_select"));
  if (control === undefined) throw new Error("Nothing here loads its options.");
  const { world } = desk;
  const row = newAsking(world, {
    kind: "block_actions",
    name: "block_suggestion",
    userId: user.id,
    channelId: null,
    hasResponseUrl: false,
  });
  const { trigger_id: _, ...common } = commonPayload(world, row);
  const asking = ask(desk, row, {
    type: "block_suggestion",
    ...common,
    ...containerPart(world, place),
    action_id: actionId(control.element),
    block_id: blockId(control.block),
    value: text,
  });
  const body = jsonOf(await asking.acknowledged());
  const options = [...listOf(body.options), ...listOf(body.option_groups).flatMap((group) => listOf(group.options))];
  if (options.length > 100) throw new Error("Slack takes 100 options at most.");
  return options;
}

export function labelsOf(options: readonly Json[]): readonly string[] {
  return options.filter(isJson).map(({ text }) => textOf(text));
}
