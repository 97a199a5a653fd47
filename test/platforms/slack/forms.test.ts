import type { types, ViewOutput } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import { commands } from "#commands/index.ts";
import type { RawValues } from "#core/invocation.ts";
import { say } from "#core/message.ts";
import { checkValues } from "#core/values.ts";
import type { OfferedPicture } from "#src/platforms/slack/form-parts.ts";
import {
  chosenDraft,
  fieldErrors,
  formNotes,
  readChannel,
  readForm,
  readState,
  withDraft,
} from "#src/platforms/slack/form-values.ts";
import { form } from "#src/platforms/slack/forms.ts";
import { complaints } from "#test/fakes/slack/block-elements.ts";
import { checkBlocks } from "#test/fakes/slack/blocks.ts";
import { around, commandNamed, defaults, file } from "./samples.ts";

const four: readonly OfferedPicture[] = [1, 2, 3, 4].map((position) => ({
  value: { result: `k3f9qax2m4-${position}` },
  label: say("choose.picture", { position }),
}));

interface Around {
  readonly pictures?: readonly OfferedPicture[];
  readonly asksChannel?: boolean;
  readonly locale?: string;
}

function opened(
  command: string,
  values: RawValues,
  { pictures = [], asksChannel = false, locale = "en" }: Around = {},
) {
  const asked = { draft: "d1", audience: "public", values, pictures, asksChannel } as const;
  const view = form(commandNamed(command), asked, locale, around);
  expect(complaintsAbout(view)).toEqual([]);
  return view;
}

function complaintsAbout(view: types.ModalView): readonly string[] {
  const found = complaints();
  checkBlocks(JSON.parse(JSON.stringify(view.blocks)), "modal", found, "/view/blocks");
  return found.all;
}

function inputs({ blocks }: types.ModalView): readonly types.InputBlock[] {
  return blocks.flatMap((block) => (block.type === "input" && "element" in block ? [block as types.InputBlock] : []));
}

function labels(view: types.ModalView): readonly string[] {
  return view.blocks.map((block) => {
    if (block.type === "header" && "text" in block && typeof block.text === "object") return `[${block.text.text}]`;
    return block.type === "input" && "label" in block && typeof block.label === "object"
      ? block.label.text
      : block.type;
  });
}

function elements(view: types.ModalView): Record<string, types.InputBlockElement> {
  return Object.fromEntries(inputs(view).map(({ block_id = "", element }) => [block_id, element]));
}

type Part = ViewOutput["state"]["values"][string][string];

/** The form as Slack sends it back, with these values in it. */
function filled(view: types.ModalView, values: Readonly<Record<string, Omit<Part, "type">>>) {
  const parts = inputs(view).map(({ block_id = "", element }) => [
    block_id,
    { [block_id]: { type: element.type, ...values[block_id] } },
  ]);
  return {
    blocks: view.blocks,
    state: { values: Object.fromEntries(parts) },
    private_metadata: view.private_metadata ?? "",
  };
}

function chosen(value: string) {
  return { selected_option: { text: { type: "plain_text" as const, text: value }, value } };
}

describe("a form", () => {
  test("asks for everything that a command can be told, what is needed first", () => {
    const view = opened("edit", { prompt: "make it winter" });
    expect(labels(view)).toEqual([
      ...["Image", "Prompt", "Mask", "References", "Size", "Count"],
      ...["divider", "[More]", "Quality", "Private", "Model", "Format", "Compression", "Background", "Moderation"],
    ]);
    expect([view.title.text, view.submit?.text, view.close?.text]).toEqual(["Edit image", "Send", "Cancel"]);
    expect(elements(view)).toMatchObject({
      image: { type: "file_input", max_files: 1, filetypes: expect.arrayContaining(["png", "heic"]) },
      prompt: { type: "plain_text_input", multiline: true, max_length: 3000, initial_value: "make it winter" },
      mask: { type: "file_input", max_files: 1 },
      references: { type: "file_input", max_files: 10 },
      count: { type: "number_input", is_decimal_allowed: false, min_value: "1", max_value: "10" },
      quality: { type: "static_select" },
      private: { type: "checkboxes", options: [{ text: { text: "Show the result to you alone" } }] },
    });
    expect(inputs(view).filter(({ optional }) => optional !== true)).toMatchObject([
      { block_id: "image" },
      { block_id: "prompt" },
    ]);
  });

  test("does not ask again for a picture that is known, and says what the draft alone knows", () => {
    const view = opened("edit", { image: { result: "k3f9qax2m4-1" }, prompt: "x".repeat(3001) });
    expect(labels(view)).not.toContain("Image");
    expect(labels(view)).not.toContain("Prompt");
    const state = { draft: "d1", command: "edit", audience: "public", filled: ["image", "prompt"] };
    expect(readState({ private_metadata: view.private_metadata ?? "" })).toEqual(state);
  });

  test("holds what was typed already, also what no list has", () => {
    const view = opened("imagine", { size: "1536x864", quality: "HIGH", count: "3", private: true, model: "mine" });
    expect(elements(view)).toMatchObject({
      size: { initial_option: { value: "1536x864" } },
      quality: { initial_option: { value: "high" } },
      count: { initial_value: "3" },
      private: { initial_options: [{ value: "yes" }] },
      model: { initial_option: { value: "mine" } },
    });
    expect(elements(opened("imagine", { count: "99" })).count).not.toHaveProperty("initial_value");
  });

  test("asks which of several pictures is meant, the first one standing there", () => {
    const view = opened("vary", {}, { pictures: four });
    expect(labels(view)).toEqual(["Which picture", "Strength", "Count", "Private"]);
    expect(elements(view).subject).toMatchObject({
      type: "radio_buttons",
      initial_option: { value: "k3f9qax2m4-1", text: { text: "Picture 1" } },
      options: [{}, {}, {}, { value: "k3f9qax2m4-4" }],
    });
    expect(labels(opened("edit", {}, { pictures: four })).slice(0, 2)).toEqual(["Which picture", "Prompt"]);
  });

  test("tells several attached pictures by drafts that know them; without, one can be uploaded", () => {
    const attached = ["one.png", "two.png"].map((name) => ({
      value: { attached: "slack", reference: "F1", name, bytes: 1 },
      label: { literal: name },
    }));
    const drafted = attached.map((picture, index) => ({ ...picture, draft: `d${index + 2}` }));
    const view = opened("edit", {}, { pictures: drafted });
    expect(elements(view).image).toMatchObject({
      options: [{ value: "draft:d2", text: { text: "one.png" } }, { value: "draft:d3" }],
    });
    const back = filled(view, { image: chosen("draft:d3"), prompt: { value: "make it winter" } });
    expect([chosenDraft(back), readForm(back)]).toEqual(["d3", { prompt: "make it winter", private: false }]);
    expect(readState(back)?.filled).toEqual(["image"]);
    const { problems } = checkValues(commandNamed("edit"), readForm(back), { ...around, defaults });
    expect(fieldErrors(back, problems, ["image"], "en")).toBeNull();
    expect(elements(opened("edit", {}, { pictures: attached })).image?.type).toBe("file_input");
  });

  test("asks where the result belongs when it was opened from nowhere", () => {
    const view = opened("imagine", {}, { asksChannel: true });
    expect(view.title.text).toBe("Create image");
    expect(elements(view).channel_to_post).toMatchObject({
      type: "conversations_select",
      default_to_current_conversation: true,
    });
    const back = filled(view, { channel_to_post: { selected_conversation: "C0GENERAL" }, prompt: { value: "a fox" } });
    expect(readChannel(back)).toBe("C0GENERAL");
    expect(readForm(back)).toEqual({ prompt: "a fox", private: false });
    expect(readChannel(filled(opened("imagine", {}), {}))).toBeNull();
  });

  test("is one that Slack takes, of every command and in every language", () => {
    for (const { name } of commands)
      for (const locale of ["en", "de"])
        for (const pictures of [[], four]) {
          const view = opened(name, {}, { pictures, asksChannel: true, locale });
          for (const text of [view.title, view.submit, view.close]) expect(text?.text.length).toBeLessThanOrEqual(24);
          expect(view.private_metadata?.length).toBeLessThanOrEqual(3000);
          expect(JSON.stringify(view).length).toBeLessThan(250_000);
        }
  });

  test("speaks German", () => {
    const view = opened("vary", {}, { pictures: four, locale: "de" });
    expect(view.title.text).toBe("Bild variieren");
    expect(labels(view)[0]).toBe("Welches Bild");
    expect(JSON.stringify(elements(view).strength)).toContain("wenig");
  });
});

describe("a form that comes back", () => {
  test("is read by what its parts are; what was left alone is not in it", () => {
    const fox = file("F0FOX00001", "fox.png");
    const back = filled(opened("edit", {}), {
      image: { files: [fox] as never },
      references: { files: [] },
      prompt: { value: "make it winter" },
      size: chosen("wide"),
      count: { value: "3" },
      quality: { selected_option: null },
      private: { selected_options: [{ text: { type: "plain_text", text: "" }, value: "yes" }] },
    });
    const values = readForm(back);
    expect(values).toEqual({
      image: [{ attached: "slack", reference: "F0FOX00001", name: "fox.png", bytes: 120_000 }],
      ...{ prompt: "make it winter", size: "wide", count: "3", private: true },
    });
    expect(checkValues(commandNamed("edit"), values, { ...around, defaults }).problems).toEqual([]);
    expect(fieldErrors(back, [], [], "en")).toBeNull();
  });

  test("takes away what stood in it and was emptied", () => {
    const view = opened("imagine", { prompt: "a fox", size: "wide", count: 3 });
    expect(readForm(filled(view, { prompt: { value: null } }))).toEqual({
      prompt: "",
      size: "",
      count: "",
      private: false,
    });
  });

  test("says what is wrong under the field where it is", () => {
    const view = opened("edit", { image: { result: "k3f9qax2m4-1" } });
    const back = filled(view, {
      prompt: { value: "make it winter" },
      background: chosen("transparent"),
      format: chosen("jpeg"),
    });
    const { filled: known } = readState(back) ?? { filled: [] };
    const command = commandNamed("edit");
    const alone = checkValues(command, readForm(back), { ...around, defaults }).problems;
    expect(alone.map(({ option }) => option)).toEqual(["image"]);
    expect(fieldErrors(back, alone, known, "en")).toBeNull();
    const together = checkValues(command, withDraft(command, known, readForm(back)), { ...around, defaults }).problems;
    expect(fieldErrors(back, together, known, "en")).toEqual({
      [together[0]?.option ?? ""]: "A transparent background does not fit into jpeg. Use png or webp.",
    });
  });

  test("says under the first field what belongs to none", () => {
    const view = opened("vary", {}, { pictures: four });
    const problems = [
      { option: null, text: say("slack.file-deleted") },
      { option: "count", text: say("value.not-a-number", { option: "count", min: 1, max: 10 }) },
      { option: "count", text: say("mask.without-image") },
    ];
    expect(fieldErrors(filled(view, {}), problems, [], "en")).toEqual({
      subject: "A file of that message was deleted. Please attach it again.",
      count: "count must be a whole number from 1 to 10. A mask needs the picture that it belongs to.",
    });
  });

  test("names files that are no pictures, and tells of iPhone pictures", () => {
    const view = opened("blend", {});
    const pdf = file("F0PLAN0001", "plan.pdf", { mimetype: "application/pdf", filetype: "pdf" });
    const phone = file("F0PHONE001", "IMG_1.HEIC", { mimetype: "image/heic", filetype: "heic" });
    const back = filled(view, { images: { files: [pdf, phone] as never } });
    expect(fieldErrors(back, [], [], "en")).toEqual({ images: "plan.pdf is not a picture." });
    expect(formNotes(back)).toEqual([say("slack.heic", { name: "IMG_1.HEIC" })]);
  });

  test("is nobody's without its state", () => {
    for (const private_metadata of ["", "{}", "[]", "null", '{"draft":"d1"}', "not json"])
      expect(readState({ private_metadata })).toBeNull();
  });
});
