import { isJson, type Json, listOf, numberOf, stringOf } from "./json.ts";
import { linkTo } from "./links.ts";
import { flag } from "./message-form.ts";
import { messageJson } from "./message-json.ts";
import type { MessageRow } from "./rows.ts";
import type { SeenButton, SeenMessage, SeenPicture } from "./seen-types.ts";
import { picturesIn, textOf } from "./text.ts";
import type { World } from "./world.ts";

export interface SeenSelect {
  readonly customId: string;
  readonly componentId: number;
  readonly isDisabled: boolean;
  readonly type: number;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** A message through a person's eyes. The object follows later edits. */
export function seenMessage(world: World, row: MessageRow): SeenMessage {
  return {
    id: row.id,
    channelId: row.channelId,
    author: world.user(row.authorId).displayName,
    isEphemeral: row.onlyFor !== null,
    get isThinking() {
      return (row.flags & flag.loading) !== 0;
    },
    get isDeleted() {
      return row.isDeleted;
    },
    get isComponentsV2() {
      return (row.flags & flag.componentsV2) !== 0;
    },
    text: () => textOf(row),
    pictures: () => picturesOf(world, row),
    buttons: () => buttonsOf(world, row).map(({ label, emoji }) => label || (emoji ?? "")),
    button: (label) => buttonsOf(world, row).find((each) => isCalled(each, label)) ?? null,
    choices: () => selectsOf(world, row).flatMap(({ options }) => options.map(({ label }) => label)),
    edits: row.edits,
    json: () => messageJson(world, row),
  };
}

export function isCalled({ label, emoji }: SeenButton, name: string): boolean {
  return label === name || emoji === name || `${emoji} ${label}` === name || `${label} ${emoji}` === name;
}

export function buttonsOf(world: World, row: MessageRow): readonly (SeenButton & { readonly componentId: number })[] {
  return componentsOf(world, row)
    .filter(({ type }) => type === 2)
    .map((button) => ({
      label: stringOf(button.label),
      emoji: isJson(button.emoji) ? stringOf(button.emoji.name) : null,
      customId: typeof button.custom_id === "string" ? button.custom_id : null,
      url: typeof button.url === "string" ? button.url : null,
      isDisabled: button.disabled === true,
      componentId: numberOf(button.id),
    }));
}

export function selectsOf(world: World, row: MessageRow): readonly SeenSelect[] {
  return componentsOf(world, row)
    .filter(({ type }) => type === 3)
    .map((select) => ({
      customId: stringOf(select.custom_id),
      componentId: numberOf(select.id),
      isDisabled: select.disabled === true,
      type: 3,
      options: listOf(select.options).map(({ label, value }) => ({
        label: stringOf(label),
        value: stringOf(value),
      })),
    }));
}

/** Every component of a message, at any depth. */
function componentsOf(world: World, row: MessageRow): readonly Json[] {
  const inside = (component: Json): readonly Json[] => [
    component,
    ...listOf(component.components).flatMap(inside),
    ...(isJson(component.accessory) ? [component.accessory] : []),
  ];
  return listOf(messageJson(world, row).components).flatMap(inside);
}

function picturesOf(world: World, row: MessageRow): readonly SeenPicture[] {
  const isComponentsV2 = (row.flags & flag.componentsV2) !== 0;
  // A gallery's items and thumbnails.
  const shown = new Map(
    componentsOf(world, row)
      .flatMap((component) => [component, ...listOf(component.items)])
      .map((item) => [isJson(item.media) ? stringOf(item.media.attachment_id) : "", item]),
  );
  return picturesIn(world, row).map((file) => {
    const item = shown.get(file.id);
    const described = isComponentsV2 ? item?.description : file.description;
    const url = linkTo(world, file);
    return {
      id: file.id,
      name: file.name,
      alt: typeof described === "string" ? described : null,
      isSpoiler: file.isSpoiler || item?.spoiler === true,
      width: file.width,
      height: file.height,
      contentType: file.contentType,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      url,
      async bytes() {
        const response = await fetch(linkTo(world, file));
        if (!response.ok) throw new Error(`The CDN answers ${response.status} for ${file.name}.`);
        return new Uint8Array(await response.arrayBuffer());
      },
    };
  });
}
