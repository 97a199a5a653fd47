import { isJson, type Json, jsonOf, listOf, stringOf } from "./json.ts";

/** Where blocks stand: not every block is allowed everywhere. */
export type Surface = "message" | "modal" | "home";

/** Collects what is wrong with blocks, with Slack's pointers. */
export interface Complaints {
  readonly all: string[];
  add(problem: string, pointer: string): void;
}

export function complaints(): Complaints {
  const all: string[] = [];
  return { all, add: (problem, pointer) => all.push(`${problem} [json-pointer:${pointer}]`) };
}

/** Elements that hold a value, and so may stand in an input block. */
const inputElements = new Set([
  ...["plain_text_input", "file_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"],
  ...["static_select", "external_select", "users_select", "conversations_select", "channels_select"],
  ...["multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select"],
  ...["multi_channels_select", "radio_buttons", "checkboxes", "datepicker", "timepicker", "datetimepicker"],
]);
/** Elements that only an input block may hold. */
const inputOnly = new Set([
  "plain_text_input",
  "file_input",
  "number_input",
  "email_text_input",
  "url_text_input",
  "rich_text_input",
]);
const buttonLike = new Set(["button", "overflow", "workflow_button", "icon_button", "feedback_buttons"]);

export function checkTextLength(value: unknown, max: number, pointer: string, found: Complaints): void {
  if (value === undefined) return;
  if (typeof value !== "string") found.add("must be a string", pointer);
  else if (value.length > max) found.add(`must be less than ${max + 1} characters`, pointer);
}

export function checkTextObject(
  value: unknown,
  max: number,
  pointer: string,
  found: Complaints,
  plainOnly = false,
): void {
  if (!isJson(value)) {
    found.add("missing required field: text", pointer);
    return;
  }
  const type = stringOf(value.type);
  if (type !== "plain_text" && (plainOnly || type !== "mrkdwn")) {
    found.add(`unsupported type: ${type}`, `${pointer}/type`);
    return;
  }
  if (typeof value.text !== "string" || value.text === "") {
    found.add("must be more than 0 characters", `${pointer}/text`);
    return;
  }
  checkTextLength(value.text, max, `${pointer}/text`, found);
}

/** Limits: https://docs.slack.dev/reference/block-kit/block-elements */
export function checkElement(
  element: Json,
  parent: "input" | "section" | "actions",
  surface: Surface,
  pointer: string,
  found: Complaints,
): void {
  const type = stringOf(element.type);
  const known = inputElements.has(type) || buttonLike.has(type) || (type === "image" && parent === "section");
  const fits = parent === "input" ? inputElements.has(type) : !inputOnly.has(type);
  if (!known || !fits) {
    found.add(`unsupported type: ${type}`, `${pointer}/type`);
    return;
  }
  checkTextLength(element.action_id, 255, `${pointer}/action_id`, found);
  if (element.placeholder !== undefined)
    checkTextObject(element.placeholder, 150, `${pointer}/placeholder`, found, true);
  if (element.confirm !== undefined) checkConfirm(jsonOf(element.confirm), `${pointer}/confirm`, found);
  if (type === "button") checkButton(element, pointer, found);
  if (type === "plain_text_input") checkTextInput(element, pointer, found);
  if (type === "number_input" && typeof element.is_decimal_allowed !== "boolean")
    found.add("missing required field: is_decimal_allowed", pointer);
  if (type === "file_input") checkFileInput(element, surface, pointer, found);
  if (type === "image") checkImage(element, pointer, found);
  const optionsMax = type === "overflow" ? 5 : type === "radio_buttons" || type === "checkboxes" ? 10 : 100;
  if (["overflow", "radio_buttons", "checkboxes", "static_select", "multi_static_select"].includes(type))
    checkOptions(element, optionsMax, pointer, found);
}

function checkButton(button: Json, pointer: string, found: Complaints): void {
  checkTextObject(button.text, 75, `${pointer}/text`, found, true);
  checkTextLength(button.value, 2000, `${pointer}/value`, found);
  checkTextLength(button.url, 3000, `${pointer}/url`, found);
  checkTextLength(button.accessibility_label, 75, `${pointer}/accessibility_label`, found);
  const style = button.style;
  if (style !== undefined && style !== "primary" && style !== "danger")
    found.add("value is not a valid option: primary, danger", `${pointer}/style`);
}

function checkTextInput(input: Json, pointer: string, found: Complaints): void {
  const max = input.max_length ?? 3000;
  if (typeof max !== "number" || max < 1 || max > 3000) {
    found.add("must be between 1 and 3000", `${pointer}/max_length`);
    return;
  }
  checkTextLength(input.initial_value, max, `${pointer}/initial_value`, found);
}

function checkFileInput(input: Json, surface: Surface, pointer: string, found: Complaints): void {
  if (surface !== "modal") found.add("unsupported type: file_input", `${pointer}/type`);
  const max = input.max_files ?? 10;
  if (typeof max !== "number" || max < 1 || max > 10) found.add("must be between 1 and 10", `${pointer}/max_files`);
}

export function checkImage(image: Json, pointer: string, found: Complaints): void {
  if (stringOf(image.alt_text) === "") found.add("missing required field: alt_text", pointer);
  checkTextLength(image.alt_text, 2000, `${pointer}/alt_text`, found);
  checkTextLength(image.image_url, 3000, `${pointer}/image_url`, found);
  if (image.image_url === undefined && image.slack_file === undefined)
    found.add("must provide either image_url or slack_file", pointer);
  if (image.title !== undefined) checkTextObject(image.title, 2000, `${pointer}/title`, found, true);
}

function checkOptions(element: Json, max: number, pointer: string, found: Complaints): void {
  const groups = listOf(element.option_groups);
  const options = groups.length === 0 ? listOf(element.options) : groups.flatMap((group) => listOf(group.options));
  if (options.length === 0) {
    found.add("no fewer than 1 items allowed", `${pointer}/options`);
    return;
  }
  if (options.length > max) {
    found.add(`no more than ${max} items allowed`, `${pointer}/options`);
    return;
  }
  for (const [index, option] of options.entries()) checkOption(option, `${pointer}/options/${index}`, found);
  for (const initial of [
    ...listOf(element.initial_options),
    ...(isJson(element.initial_option) ? [element.initial_option] : []),
  ])
    if (!options.some((option) => JSON.stringify(option) === JSON.stringify(initial)))
      found.add("initial option must match one of the options", `${pointer}/initial_option`);
}

function checkOption(option: Json, pointer: string, found: Complaints): void {
  checkTextObject(option.text, 75, `${pointer}/text`, found);
  if (stringOf(option.value) === "") found.add("missing required field: value", pointer);
  checkTextLength(option.value, 150, `${pointer}/value`, found);
  if (option.description !== undefined) checkTextObject(option.description, 75, `${pointer}/description`, found);
}

function checkConfirm(confirm: Json, pointer: string, found: Complaints): void {
  checkTextObject(confirm.title, 100, `${pointer}/title`, found, true);
  checkTextObject(confirm.text, 300, `${pointer}/text`, found);
  checkTextObject(confirm.confirm, 30, `${pointer}/confirm`, found, true);
  checkTextObject(confirm.deny, 30, `${pointer}/deny`, found, true);
}
