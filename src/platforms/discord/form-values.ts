import {
  type APIInteractionDataResolved,
  type APIModalSubmitInteraction,
  ComponentType,
  type ModalSubmitComponent,
} from "discord.js";
import type { RawValue, RawValues } from "#core/invocation.ts";
import { attachedImage } from "./attached-image.ts";

/** Before the id of a draft, where one of several attached pictures is chosen: each has a draft of its own. */
export const draftPrefix = "draft:";

/**
 * What was filled into a form; what was left alone is not in it. An emptied text is empty, for it replaces what the draft
 * has. Pictures come as a list, also where only one was asked for.
 */
export function readForm({ data }: APIModalSubmitInteraction): RawValues {
  const filled = partsOf(data).flatMap((part) => {
    const value = valueIn(part, data.resolved);
    return value === null ? [] : [[part.custom_id, value] as const];
  });
  return Object.fromEntries(filled);
}

/** The draft of the picture that was chosen; null when none had a draft of its own, and then it is the form's. */
export function chosenDraft({ data }: APIModalSubmitInteraction): string | null {
  const chosen = partsOf(data).flatMap((part) => (part.type === ComponentType.StringSelect ? part.values : []));
  return chosen.find((value) => value.startsWith(draftPrefix))?.slice(draftPrefix.length) ?? null;
}

function partsOf({ components }: APIModalSubmitInteraction["data"]): readonly ModalSubmitComponent[] {
  return components.flatMap((part) => (part.type === ComponentType.Label ? [part.component] : []));
}

function valueIn(part: ModalSubmitComponent, resolved: APIInteractionDataResolved | undefined): RawValue | null {
  switch (part.type) {
    case ComponentType.TextInput:
    case ComponentType.Checkbox:
    case ComponentType.RadioGroup:
      return part.value;
    case ComponentType.FileUpload: {
      const attachments = part.values.flatMap((id) => resolved?.attachments?.[id] ?? []);
      return attachments.length === 0 ? null : attachments.map(attachedImage);
    }
    default: {
      const [first] = part.values;
      return first === undefined || first.startsWith(draftPrefix) ? null : first;
    }
  }
}
