import type { ViewOutput } from "@slack/bolt";
import { z } from "zod";
import type { Command, Problem } from "#core/command.ts";
import type { RawValue, RawValues } from "#core/invocation.ts";
import { type Message, say } from "#core/message.ts";
import type { Option } from "#core/option.ts";
import { words } from "#core/words.ts";
import type { FormState } from "./action-ids.ts";
import { attachedImage, isHeic, nameOf, type SlackFile, unusable } from "./attached-image.ts";
import { channelPart, draftPrefix } from "./form-parts.ts";

/** A form that came back, as far as it is read. */
export type FilledForm = Pick<ViewOutput, "blocks" | "state" | "private_metadata">;

type FilledPart = ViewOutput["state"]["values"][string][string];

const formState = z.object({
  draft: z.string(),
  command: z.string(),
  audience: z.enum(["public", "private"]),
  filled: z.array(z.string()),
  opened: z.object({ channel: z.string(), thread: z.string().nullable() }).exactOptional(),
});

/** What the form carried; null when it is none of ours. */
export function readState({ private_metadata }: Pick<FilledForm, "private_metadata">): FormState | null {
  try {
    return formState.parse(JSON.parse(private_metadata));
  } catch {
    return null;
  }
}

/**
 * What was filled into a form; what was left alone is not in it. What stood there and was emptied is empty, for it replaces
 * what the draft has. Pictures come as a list, also where only one was asked for.
 */
export function readForm(form: FilledForm): RawValues {
  const stood = prefilled(form);
  const filled = partsOf(form)
    .filter(({ name, part }) => name !== channelPart && draftIn(part) === null)
    .flatMap(({ name, part }) => {
      const value = valueIn(part) ?? (stood.includes(name) ? "" : null);
      return value === null ? [] : [[name, value] as const];
    });
  return Object.fromEntries(filled);
}

/** Where the result belongs, when the form asked for it. */
export function readChannel(form: FilledForm): string | null {
  return partsOf(form).find(({ name }) => name === channelPart)?.part.selected_conversation ?? null;
}

/** The draft of the picture that was chosen; null when none had a draft of its own, and then it is the form's. */
export function chosenDraft(form: FilledForm): string | null {
  return partsOf(form).flatMap(({ part }) => draftIn(part) ?? [])[0] ?? null;
}

function draftIn({ selected_option }: FilledPart): string | null {
  const value = selected_option?.value ?? "";
  return value.startsWith(draftPrefix) ? value.slice(draftPrefix.length) : null;
}

/** What is to be known of the pictures in a form. */
export function formNotes(form: FilledForm): readonly Message[] {
  return partsOf(form).flatMap(({ part }) =>
    filesIn(part)
      .filter((file) => unusable(file) === null && isHeic(file))
      .map((file) => say("slack.heic", { name: nameOf(file) })),
  );
}

/** The form's values with something in the place of what only the draft knows, so that they can be checked together. */
export function withDraft({ options }: Command, filled: readonly string[], values: RawValues): RawValues {
  const standIns = filled.flatMap((name): readonly (readonly [string, RawValue])[] => {
    const value = values[name] === undefined ? standIn(options[name]) : null;
    return value === null ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(standIns), ...values };
}

function standIn(option: Option | undefined): RawValue | null {
  const image = { stored: "draft" };
  switch (option?.kind) {
    case "image":
      return image;
    case "images":
      return Array.from({ length: option.min ?? 1 }, () => image);
    case "subject":
      return "0000000000";
    case "text":
      return "…";
    default:
      return null;
  }
}

/**
 * What is wrong, under the part where it can be put right, and with files that are no pictures; null when nothing is. What
 * the draft has filled cannot be wrong here.
 */
export function fieldErrors(
  form: FilledForm,
  problems: readonly Problem[],
  filled: readonly string[],
  locale: string,
): Record<string, string> | null {
  const inputs = form.blocks.flatMap(({ type, block_id }) =>
    type === "input" && block_id !== undefined ? [block_id] : [],
  );
  const [first] = inputs;
  const files = partsOf(form).flatMap(({ name, part }) =>
    filesIn(part).flatMap((file) => {
      const text = unusable(file);
      return text ? [{ option: name, text }] : [];
    }),
  );
  const errors: Record<string, string> = {};
  for (const { option, text } of [...files, ...problems]) {
    if (option !== null && filled.includes(option)) continue;
    const at = option !== null && inputs.includes(option) ? option : first;
    if (at === undefined) continue;
    errors[at] = [errors[at], words(text, locale)].filter((sentence) => sentence !== undefined).join(" ");
  }
  return Object.keys(errors).length === 0 ? null : errors;
}

interface NamedPart {
  readonly name: string;
  readonly part: FilledPart;
}

/** Every part is alone in its block, both named by the option. */
function partsOf({ state }: FilledForm): readonly NamedPart[] {
  return Object.values(state.values).flatMap((actions) =>
    Object.entries(actions).map(([name, part]) => ({ name, part })),
  );
}

function valueIn(part: FilledPart): RawValue | null {
  switch (part.type) {
    case "checkboxes":
      return (part.selected_options ?? []).length > 0;
    case "file_input": {
      const files = filesIn(part);
      return files.length === 0 ? null : files.map(attachedImage);
    }
    case "static_select":
    case "radio_buttons":
      return part.selected_option?.value ?? null;
    default:
      return part.value ?? part.selected_user ?? part.selected_conversation ?? null;
  }
}

function filesIn({ files }: FilledPart): readonly (SlackFile & { readonly id: string })[] {
  return files ?? [];
}

/** The parts in which something stood when the form was opened. */
function prefilled({ blocks }: FilledForm): readonly string[] {
  return blocks.flatMap((block) => {
    const element: unknown = "element" in block ? block.element : null;
    const stood =
      typeof element === "object" && element !== null && Object.keys(element).some((key) => key.startsWith("initial_"));
    return stood && block.block_id !== undefined ? [block.block_id] : [];
  });
}
