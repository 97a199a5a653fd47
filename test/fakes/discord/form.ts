import type { Asking, Form, SendOptions } from "./asking-types.ts";
import { attach, checkFileType, type Resolved } from "./command-values.ts";
import { isJson, type Json, jsonOf, listOf, numberOf, stringOf } from "./json.ts";
import type { ChannelRow } from "./rows.ts";
import type { FieldValue, FileToAttach } from "./value-types.ts";
import type { World } from "./world.ts";

export type SubmitForm = (
  modal: Json,
  fields: Readonly<Record<string, FieldValue>>,
  options: SendOptions,
) => Promise<Asking>;

export function formOf(modal: Json, submit: SubmitForm): Form {
  const fields = fieldsOf(modal);
  return {
    title: stringOf(modal.title),
    customId: stringOf(modal.custom_id),
    labels: () => fields.map(({ label }) => label),
    prefilled(label) {
      const input = fields.find((field) => field.label === label)?.input;
      if (input === undefined) throw new Error(`The form has no field "${label}".`);
      const chosen = listOf(input.options).filter((option) => option.default === true);
      if (chosen.length > 0) return chosen.map((option) => stringOf(option.label)).join(", ");
      return typeof input.value === "string" && input.value !== "" ? input.value : null;
    },
    submits: (values, options = {}) => submit(modal, values, options),
  };
}

interface Field {
  readonly label: string;
  readonly input: Json;
}

function fieldsOf(modal: Json): readonly Field[] {
  return listOf(modal.components).flatMap((part) => {
    if (isJson(part.component)) return [{ label: stringOf(part.label), input: part.component }];
    return listOf(part.components).map((input) => ({ label: stringOf(input.label), input }));
  });
}

/** What a submitted form carries. Throws where the client would not let it go. */
export async function filledForm(
  world: World,
  channel: ChannelRow,
  modal: Json,
  values: Readonly<Record<string, FieldValue>>,
): Promise<Json> {
  const fields = fieldsOf(modal);
  const unknown = Object.keys(values).find((label) => !fields.some((field) => field.label === label));
  if (unknown !== undefined)
    throw new Error(`The form has no field "${unknown}", but ${fields.map(({ label }) => `"${label}"`).join(", ")}.`);
  const resolved: Resolved = {};
  let lastId = 0;
  const nextId = (component: Json) => {
    lastId = typeof component.id === "number" ? component.id : lastId + 1;
    return lastId;
  };
  const submitted = async (input: Json, label: string): Promise<Json> => ({
    type: input.type,
    id: nextId(input),
    custom_id: input.custom_id,
    ...(await answerOf(world, channel, { label, input }, values[label], resolved)),
  });
  const components: Json[] = [];
  for (const part of listOf(modal.components)) {
    const id = nextId(part);
    if (isJson(part.component))
      components.push({ type: 18, id, component: await submitted(part.component, stringOf(part.label)) });
    else if (part.type === 10) components.push({ type: 10, id });
    else {
      const inputs: Json[] = [];
      for (const input of listOf(part.components)) inputs.push(await submitted(input, stringOf(input.label)));
      components.push({ type: 1, id, components: inputs });
    }
  }
  return {
    custom_id: modal.custom_id,
    components,
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  };
}

const textInput = 4;
const fileUpload = 19;
const radioGroup = 21;
const checkbox = 23;

async function answerOf(
  world: World,
  channel: ChannelRow,
  { label, input }: Field,
  value: FieldValue | undefined,
  resolved: Resolved,
): Promise<Json> {
  const refuse = (why: string): never => {
    throw new Error(`The field "${label}" cannot be submitted: ${why}.`);
  };
  const isRequired = input.required !== false;
  const type = numberOf(input.type);
  if (type === textInput) {
    const text = value ?? input.value ?? "";
    if (typeof text !== "string") return refuse("it takes text");
    if (text === "" && isRequired) return refuse("it is required");
    const least = numberOf(input.min_length);
    const most = typeof input.max_length === "number" ? input.max_length : 4000;
    if (text !== "" && text.length < least) return refuse(`at least ${least} characters`);
    if (text.length > most) return refuse(`at most ${most} characters`);
    return { value: text };
  }
  if (type === checkbox) {
    const ticked = value ?? input.default ?? false;
    return typeof ticked === "boolean" ? { value: ticked } : refuse("it is ticked or not");
  }
  const given = value === undefined ? defaultsOf(input) : Array.isArray(value) ? value : [value];
  const most = typeof input.max_values === "number" ? input.max_values : type === 22 ? listOf(input.options).length : 1;
  const least = typeof input.min_values === "number" ? input.min_values : 1;
  if (given.length === 0 && isRequired) return refuse("it is required");
  if (given.length > 0 && given.length < least) return refuse(`at least ${least}`);
  if (given.length > most) return refuse(`at most ${most}`);
  if (type === fileUpload) {
    const ids: string[] = [];
    for (const file of given) {
      if (!isFile(file)) return refuse("it takes files");
      checkFileType(file, input.file_types);
      ids.push(await attach(world, channel, file, input.file_types, resolved));
    }
    return { values: ids };
  }
  const options = listOf(input.options);
  const chosen = given.map((name) => {
    if (options.length === 0) return stringOf(name);
    const option = options.find((each) => each.label === name || each.value === name);
    return option === undefined ? refuse(`there is no choice "${String(name)}"`) : stringOf(option.value);
  });
  return type === radioGroup ? { value: chosen[0] ?? null } : { values: chosen };
}

function defaultsOf(input: Json): readonly string[] {
  return listOf(input.options)
    .filter((option) => option.default === true)
    .map((option) => stringOf(jsonOf(option).value));
}

function isFile(value: unknown): value is FileToAttach {
  return isJson(value) && value.bytes instanceof Uint8Array;
}
