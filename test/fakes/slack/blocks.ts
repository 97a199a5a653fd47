import {
  type Complaints,
  checkElement,
  checkImage,
  checkTextLength,
  checkTextObject,
  type Surface,
} from "./block-elements.ts";
import { isJson, type Json, jsonOf, listOf, stringOf } from "./json.ts";

const everywhere = ["actions", "context", "divider", "header", "image", "rich_text", "section", "video"];
const allowed: Readonly<Record<Surface, ReadonlySet<string>>> = {
  message: new Set([
    ...everywhere,
    ...[
      "card",
      "carousel",
      "container",
      "context_actions",
      "data_table",
      "file",
      "markdown",
      "plan",
      "table",
      "task_card",
      "input",
    ],
  ]),
  modal: new Set([...everywhere, "alert", "input"]),
  home: new Set([...everywhere, "input"]),
};

/** https://docs.slack.dev/reference/block-kit/blocks */
const maxBlocks: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

/** What Slack would say against these blocks. The whole schema is the conformance run's business. */
export function checkBlocks(blocks: readonly unknown[], surface: Surface, found: Complaints, root = "/blocks"): void {
  if (blocks.length > maxBlocks[surface]) found.add(`no more than ${maxBlocks[surface]} items allowed`, root);
  const ids = new Set<string>();
  const actionIds = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const pointer = `${root}/${index}`;
    if (!isJson(block)) {
      found.add("must be an object", pointer);
      continue;
    }
    const id = stringOf(block.block_id);
    checkTextLength(block.block_id, 255, `${pointer}/block_id`, found);
    if (id !== "" && ids.has(id)) found.add(`\`block_id\` already exists: ${id}`, `${pointer}/block_id`);
    ids.add(id);
    checkBlock(block, surface, pointer, found);
    for (const element of elementsOf(block)) {
      const actionId = stringOf(element.action_id);
      const key = `${id === "" ? index : id}/${actionId}`;
      if (actionId !== "" && actionIds.has(key)) found.add(`\`action_id\` already exists: ${actionId}`, pointer);
      actionIds.add(key);
    }
  }
}

function checkBlock(block: Json, surface: Surface, pointer: string, found: Complaints): void {
  const type = stringOf(block.type);
  if (!allowed[surface].has(type)) {
    found.add(`unsupported type: ${type}`, `${pointer}/type`);
    return;
  }
  const items = (max: number): readonly Json[] => {
    const elements = listOf(block.elements);
    if (elements.length === 0) found.add("no fewer than 1 items allowed", `${pointer}/elements`);
    if (elements.length > max) found.add(`no more than ${max} items allowed`, `${pointer}/elements`);
    return elements;
  };
  switch (type) {
    case "section":
      checkSection(block, surface, pointer, found);
      return;
    case "header":
      checkTextObject(block.text, 150, `${pointer}/text`, found, true);
      return;
    case "alert":
      checkTextObject(block.text, 200, `${pointer}/text`, found);
      return;
    case "image":
      checkImage(block, pointer, found);
      return;
    case "markdown":
      checkTextLength(block.text, 12_000, `${pointer}/text`, found);
      return;
    case "actions":
      for (const [index, element] of items(25).entries())
        checkElement(element, "actions", surface, `${pointer}/elements/${index}`, found);
      return;
    case "context_actions":
      items(5);
      return;
    case "context":
      for (const [index, element] of items(10).entries()) {
        const place = `${pointer}/elements/${index}`;
        if (element.type === "image") checkImage(element, place, found);
        else checkTextObject(element, 3000, place, found);
      }
      return;
    case "input":
      checkTextObject(block.label, 2000, `${pointer}/label`, found, true);
      if (block.hint !== undefined) checkTextObject(block.hint, 2000, `${pointer}/hint`, found, true);
      checkElement(jsonOf(block.element), "input", surface, `${pointer}/element`, found);
      return;
    case "card":
      checkCard(block, surface, pointer, found);
      return;
    case "carousel": {
      const cards = items(10);
      for (const [index, card] of cards.entries()) checkCard(card, surface, `${pointer}/elements/${index}`, found);
      return;
    }
    case "container":
      checkBlocks(listOf(block.child_blocks), surface, found, `${pointer}/child_blocks`);
      return;
  }
}

function checkCard(card: Json, surface: Surface, pointer: string, found: Complaints): void {
  for (const [name, max] of [
    ["title", 150],
    ["subtitle", 150],
    ["body", 200],
  ] as const)
    if (card[name] !== undefined) checkTextObject(card[name], max, `${pointer}/${name}`, found);
  if (isJson(card.hero_image)) checkImage(card.hero_image, `${pointer}/hero_image`, found);
  for (const [index, element] of listOf(card.actions).entries())
    checkElement(element, "actions", surface, `${pointer}/actions/${index}`, found);
}

function checkSection(block: Json, surface: Surface, pointer: string, found: Complaints): void {
  const fields = listOf(block.fields);
  if (block.text === undefined && fields.length === 0) found.add("missing required field: text or fields", pointer);
  if (block.text !== undefined) checkTextObject(block.text, 3000, `${pointer}/text`, found);
  if (fields.length > 10) found.add("no more than 10 items allowed", `${pointer}/fields`);
  for (const [index, field] of fields.entries()) checkTextObject(field, 2000, `${pointer}/fields/${index}`, found);
  if (isJson(block.accessory)) checkElement(block.accessory, "section", surface, `${pointer}/accessory`, found);
}

/** Every element of a block that a person can use, cards' included. */
export function elementsOf(block: Json): readonly Json[] {
  const nested = [...listOf(block.child_blocks), ...(block.type === "carousel" ? listOf(block.elements) : [])];
  return [
    ...(["actions", "context_actions"].includes(stringOf(block.type)) ? listOf(block.elements) : []),
    ...(block.type === "card" ? listOf(block.actions) : []),
    ...(isJson(block.element) ? [block.element] : []),
    ...(isJson(block.accessory) ? [block.accessory] : []),
    ...nested.flatMap(elementsOf),
  ];
}

/** Every `slack_file` in the blocks, wherever it stands. */
export function slackFilesIn(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(slackFilesIn);
  if (!isJson(value)) return [];
  const own = isJson(value.slack_file) ? [value.slack_file] : [];
  return [...own, ...Object.values(value).flatMap(slackFilesIn)];
}

/** How many characters of text stand in the blocks, in all. */
export function charactersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + charactersIn(each), 0);
  if (!isJson(value)) return 0;
  const own = typeof value.text === "string" ? value.text.length : 0;
  return (
    own +
    Object.values(value).reduce((sum: number, each) => sum + (typeof each === "object" ? charactersIn(each) : 0), 0)
  );
}

/** With the ids that Slack gives to blocks and actions that have none. */
export function withIds(blocks: readonly Json[], newId: () => string): readonly Json[] {
  const named = (element: unknown): unknown =>
    isJson(element) &&
    element.action_id === undefined &&
    !["mrkdwn", "plain_text", "image"].includes(stringOf(element.type))
      ? { ...element, action_id: newId() }
      : element;
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? newId(),
    ...(block.type === "actions" ? { elements: listOf(block.elements).map(named) } : {}),
    ...(isJson(block.element) ? { element: named(block.element) } : {}),
    ...(isJson(block.accessory) ? { accessory: named(block.accessory) } : {}),
  }));
}
