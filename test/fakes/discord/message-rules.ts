import type { MessageComponent } from "./component-form.ts";
import { type Embed, flag } from "./message-form.ts";
import { attachmentNamed } from "./message-json.ts";
import { type FormError, invalidForm, refusal } from "./refusal.ts";
import type { AttachmentRow } from "./rows.ts";
import type { World } from "./world.ts";

/** A message as it would be after the request. */
export interface MessageToBe {
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly MessageComponent[];
  readonly attachments: readonly AttachmentRow[];
  readonly flags: number;
}

/** https://docs.discord.com/developers/components/reference#component-object: in all, at any depth. */
const maxComponents = 40;
/** https://github.com/discord/discord-api-docs/pull/8562: characters over all text displays. */
const maxTextCharacters = 4000;
/** https://github.com/discord/discord-api-docs/issues/8554: above it, Discord breaks. */
const maxTextBytes = 10_170;
const bytesPerText = 12;
/** Known, although the stored documentation does not say it. */
const maxFiles = 10;

/** What holds for a whole message, beyond each field's own limits. */
export function checkMessage(world: World, message: MessageToBe): void {
  const isV2 = (message.flags & flag.componentsV2) !== 0;
  if (isV2 && world.refusesV2)
    throw invalidForm([
      { path: ["flags"], code: "MESSAGE_COMPONENTS_V2_UNAVAILABLE", message: "Components V2 cannot be used here" },
    ]);
  if (message.attachments.length > maxFiles)
    throw invalidForm([{ path: ["files"], code: "BASE_TYPE_MAX_LENGTH", message: "Must be 10 or fewer in length." }]);
  const errors = [
    ...(isV2 ? componentsV2Errors(world, message) : legacyErrors(message)),
    ...doubledIds(message.components),
  ];
  for (const { image, thumbnail } of message.embeds)
    for (const media of [image, thumbnail])
      if (
        media?.url.startsWith("attachment://") &&
        attachmentNamed(world, media.url, message.attachments) === undefined
      )
        errors.push(missingFile(["embeds"], media.url));
  if (errors.length > 0) throw invalidForm(errors);
  const isEmpty =
    message.content === "" && message.embeds.length + message.components.length + message.attachments.length === 0;
  if (isEmpty) throw refusal("emptyMessage");
  const texts = textsIn(message.components);
  if (texts.reduce((sum, text) => sum + Buffer.byteLength(text) + bytesPerText, 0) > maxTextBytes)
    throw refusal("internal");
}

function legacyErrors({ components }: MessageToBe): FormError[] {
  const errors: FormError[] = components.flatMap(({ type }, index) =>
    type === 1
      ? []
      : [
          {
            path: ["components", index, "type"],
            code: "UNION_TYPE_CHOICES",
            message: 'Value of field "type" must be one of (1,).',
          },
        ],
  );
  if (components.length > 5)
    errors.push({ path: ["components"], code: "BASE_TYPE_BAD_LENGTH", message: "Must be between 0 and 5 in length." });
  return errors;
}

function componentsV2Errors(world: World, message: MessageToBe): FormError[] {
  const errors: FormError[] = [];
  for (const field of ["content", "embeds"] as const)
    if (message[field].length > 0)
      errors.push({
        path: [field],
        code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      });
  const count = countComponents(message.components);
  if (message.components.length === 0)
    errors.push({ path: ["components"], code: "BASE_TYPE_REQUIRED", message: "This field is required" });
  if (count > maxComponents)
    errors.push({
      path: ["components"],
      code: "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
      message: `The total number of components cannot exceed ${maxComponents}`,
    });
  const characters = textsIn(message.components).reduce((sum, text) => sum + text.length, 0);
  if (characters > maxTextCharacters)
    errors.push({
      path: ["components"],
      code: "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
      message: `The total displayable text size of all components cannot exceed ${maxTextCharacters}`,
    });
  const used = new Set<string>();
  for (const url of mediaIn(message.components)) {
    const row = attachmentNamed(world, url, message.attachments);
    if (row !== undefined) used.add(row.id);
    else if (url.startsWith("attachment://")) errors.push(missingFile(["components"], url));
  }
  for (const { id, name } of message.attachments)
    if (!used.has(id))
      errors.push({
        path: ["attachments"],
        code: "UNUSED_ATTACHMENTS_NOT_ALLOWED",
        message: `All attachments must be referenced by a component: ${name}`,
      });
  return errors;
}

function missingFile(path: FormError["path"], url: string): FormError {
  return {
    path,
    code: "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
    message: `The referenced attachment '${url.slice("attachment://".length)}' was not found`,
  };
}

function doubledIds(components: readonly MessageComponent[]): FormError[] {
  const ids = customIdsIn(components);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [
          {
            path: ["components", index, "custom_id"],
            code: "COMPONENT_CUSTOM_ID_DUPLICATED",
            message: "Component custom id cannot be duplicated",
          },
        ],
  );
}

function countComponents(components: readonly MessageComponent[]): number {
  return components.reduce((sum, component) => {
    if (component.type === 17) return sum + 1 + countComponents(component.components);
    if (component.type === 1) return sum + 1 + component.components.length;
    if (component.type === 9) return sum + 2 + component.components.length;
    return sum + 1;
  }, 0);
}

export function textsIn(components: readonly MessageComponent[]): string[] {
  return components.flatMap((component) => {
    if (component.type === 17) return textsIn(component.components);
    if (component.type === 9) return component.components.map(({ content }) => content);
    return component.type === 10 ? [component.content] : [];
  });
}

function mediaIn(components: readonly MessageComponent[]): string[] {
  return components.flatMap((component) => {
    if (component.type === 17) return mediaIn(component.components);
    if (component.type === 12) return component.items.map(({ media }) => media.url);
    if (component.type === 9) return component.accessory.type === 11 ? [component.accessory.media.url] : [];
    return component.type === 13 ? [component.file.url] : [];
  });
}

function customIdsIn(components: readonly MessageComponent[]): string[] {
  return components.flatMap((component) => {
    if (component.type === 17) return customIdsIn(component.components);
    if (component.type === 1) return component.components.flatMap((item) => item.custom_id ?? []);
    if (component.type === 9 && component.accessory.type === 2) return component.accessory.custom_id ?? [];
    return [];
  });
}
