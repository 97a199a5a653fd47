import { lookUp } from "./actions.ts";
import type { Desk } from "./asking.ts";
import { actionId, blockId, chosen, initialValue, optionsOf } from "./controls.ts";
import { fileInfoJson } from "./file-json.ts";
import { type Json, jsonOf, listOf, stringOf } from "./json.ts";
import type { ViewRow } from "./rows.ts";
import { keepFile } from "./sharing.ts";
import type { FieldValue, FileToShare } from "./value-types.ts";
import { textOf } from "./words.ts";

/** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const maxInputFileBytes = 10_000_000;

type One = string | boolean | FileToShare | { readonly id: string };

function isFile(value: One): value is FileToShare {
  return typeof value === "object" && "bytes" in value;
}

/** What the client sends for one field; throws where it would not let a person go on. */
export async function filled(
  desk: Desk,
  row: ViewRow,
  block: Json,
  given: FieldValue | undefined,
  here: string | null,
): Promise<Json> {
  const element = jsonOf(block.element);
  const label = textOf(block.label);
  const kept = row.state[blockId(block)]?.[actionId(element)] ?? initialValue(element, here);
  const value =
    given === undefined ? kept : await typed(desk, row, element, Array.isArray(given) ? given : [given], label);
  const isEmpty = Object.entries(value).every(
    ([name, each]) => name === "type" || each === null || each === "" || (Array.isArray(each) && each.length === 0),
  );
  if (isEmpty && block.optional !== true) throw new Error(`${label}: Please complete this required field.`);
  return value;
}

async function typed(desk: Desk, row: ViewRow, element: Json, given: readonly One[], label: string): Promise<Json> {
  const type = stringOf(element.type);
  const [first] = given;
  const text = typeof first === "string" ? first : "";
  const ids = given.map((each) => (typeof each === "object" && "id" in each ? each.id : stringOf(each)));
  switch (type) {
    case "plain_text_input": {
      const max = Number(element.max_length ?? 3000);
      const min = Number(element.min_length ?? 0);
      if (text.length > max) throw new Error(`${label}: ${text.length - max} characters too many.`);
      if (text !== "" && text.length < min) throw new Error(`${label}: at least ${min} characters.`);
      return { type, value: text === "" ? null : text };
    }
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return { type, value: text === "" ? null : text };
    case "file_input":
      return { type, files: await files(desk, row, element, given.filter(isFile), label) };
    case "users_select":
      return { type, selected_user: ids[0] };
    case "channels_select":
      return { type, selected_channel: ids[0] };
    case "conversations_select":
      return { type, selected_conversation: ids[0] };
    case "multi_users_select":
      return { type, selected_users: ids };
    case "multi_conversations_select":
      return { type, selected_conversations: ids };
    case "multi_channels_select":
      return { type, selected_channels: ids };
    case "datepicker":
      return { type, selected_date: text };
    default:
      return await options(desk, row, element, given, label);
  }
}

async function options(desk: Desk, row: ViewRow, element: Json, given: readonly One[], label: string): Promise<Json> {
  const isExternal = stringOf(element.type).endsWith("external_select");
  const all = optionsOf(element);
  // One checkbox alone is a tick: true takes it, false leaves it.
  if (typeof given[0] === "boolean") return chosen(element, given[0] ? all.slice(0, 1) : []);
  const wanted: Json[] = [];
  for (const each of given) {
    const offered = isExternal ? await lookUp(desk, desk.world.user(row.userId), row, stringOf(each)) : all;
    const exact = offered.find((one) => textOf(one.text) === each || one.value === each);
    // Where typing leaves one option, that is the one a person takes.
    const option = exact ?? (isExternal && offered.length === 1 ? offered[0] : undefined);
    if (option === undefined)
      throw new Error(
        `${label} does not offer ${String(each)}, but ${offered.map((one) => textOf(one.text)).join(", ")}.`,
      );
    wanted.push(option);
  }
  return chosen(element, wanted);
}

async function files(
  desk: Desk,
  row: ViewRow,
  element: Json,
  given: readonly FileToShare[],
  label: string,
): Promise<readonly Json[]> {
  const max = Number(element.max_files ?? 10);
  if (given.length > max) throw new Error(`${label}: at most ${max} files.`);
  const kept: Json[] = [];
  for (const file of given) {
    if (file.bytes.byteLength > maxInputFileBytes) throw new Error(`${label}: ${file.name} is larger than 10 MB.`);
    const stored = await keepFile(desk.world, file, row.userId, { givenToApp: true });
    kept.push(fileInfoJson(desk.world, stored));
  }
  return listOf(kept);
}
