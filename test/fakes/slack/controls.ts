import { elementsOf } from "./blocks.ts";
import { type Json, jsonOf, listOf, stringOf } from "./json.ts";
import type { MessageRow, ViewRow } from "./rows.ts";
import { textOf } from "./words.ts";

/** Something to press or to choose from, and the block it stands in. */
export interface Control {
  readonly block: Json;
  readonly element: Json;
}

export interface Choice extends Control {
  readonly option: Json;
  readonly label: string;
}

export function blocksOf(place: MessageRow | ViewRow): readonly Json[] {
  return "kind" in place ? listOf(place.content.blocks) : place.blocks;
}

export function controlsIn(blocks: readonly Json[]): readonly Control[] {
  return blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
}

export function buttonsIn(blocks: readonly Json[]): readonly Control[] {
  return controlsIn(blocks).filter(({ element }) => element.type === "button");
}

export function buttonLabel({ element }: Control): string {
  return textOf(element.text);
}

export function choicesIn(blocks: readonly Json[]): readonly Choice[] {
  return controlsIn(blocks).flatMap(({ block, element }) =>
    optionsOf(element).map((option) => ({ block, element, option, label: textOf(option.text) })),
  );
}

export function optionsOf(element: Json): readonly Json[] {
  const groups = listOf(element.option_groups).flatMap((group) => listOf(group.options));
  return [...listOf(element.options), ...groups];
}

export function actionId(element: Json): string {
  return stringOf(element.action_id);
}

export function blockId(block: Json): string {
  return stringOf(block.block_id);
}

/** What stands chosen in an element, as `state.values` and actions carry it. */
export function chosen(element: Json, options: readonly Json[]): Json {
  const type = stringOf(element.type);
  const isMany = type.startsWith("multi_") || type === "checkboxes";
  return { type, ...(isMany ? { selected_options: options } : { selected_option: options[0] ?? null }) };
}

/** What is in an element before anybody touched it. */
export function initialValue(element: Json, currentConversation: string | null): Json {
  const type = stringOf(element.type);
  switch (type) {
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return { type, value: element.initial_value ?? null };
    case "file_input":
      return { type, files: [] };
    case "checkboxes":
    case "multi_static_select":
    case "multi_external_select":
      return { type, selected_options: listOf(element.initial_options) };
    case "users_select":
      return { type, selected_user: element.initial_user ?? null };
    case "channels_select":
      return { type, selected_channel: element.initial_channel ?? null };
    case "conversations_select": {
      const current = element.default_to_current_conversation === true ? currentConversation : null;
      return { type, selected_conversation: element.initial_conversation ?? current };
    }
    case "multi_users_select":
      return { type, selected_users: element.initial_users ?? [] };
    case "multi_conversations_select":
      return { type, selected_conversations: element.initial_conversations ?? [] };
    case "multi_channels_select":
      return { type, selected_channels: element.initial_channels ?? [] };
    case "datepicker":
      return { type, selected_date: element.initial_date ?? null };
    default:
      return { type, selected_option: element.initial_option ?? null };
  }
}

/** Everything that holds a value, filled in or as it was. */
export function stateOf(place: MessageRow | ViewRow, currentConversation: string | null): Json {
  const values: Record<string, Record<string, Json>> = {};
  for (const { block, element } of controlsIn(blocksOf(place))) {
    if (["button", "overflow", "image"].includes(stringOf(element.type))) continue;
    const actions = values[blockId(block)] ?? {};
    const kept = jsonOf(place.state[blockId(block)])[actionId(element)];
    actions[actionId(element)] = kept === undefined ? initialValue(element, currentConversation) : jsonOf(kept);
    values[blockId(block)] = actions;
  }
  return values;
}

export function remember(place: MessageRow | ViewRow, { block, element }: Control, value: Json): void {
  place.state = {
    ...place.state,
    [blockId(block)]: { ...place.state[blockId(block)], [actionId(element)]: value },
  };
}
