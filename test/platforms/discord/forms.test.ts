import type { APIAttachment, APILabelComponent, APIModalInteractionResponseCallbackData } from "discord.js";
import { expect, test } from "vitest";
import { commands } from "#commands/index.ts";
import type { RawValues } from "#core/invocation.ts";
import { say } from "#core/message.ts";
import { missingIn } from "#core/values.ts";
import { readCustomId } from "#src/platforms/discord/custom-ids.ts";
import type { OfferedPicture } from "#src/platforms/discord/form-parts.ts";
import { chosenDraft, readForm } from "#src/platforms/discord/form-values.ts";
import { form } from "#src/platforms/discord/forms.ts";
import { modalForm } from "#test/fakes/discord/modal-form.ts";
import { around, attachment, commandNamed, submitted } from "./samples.ts";

const four: readonly OfferedPicture[] = [1, 2, 3, 4].map((position) => ({
  value: { result: `k3f9qax2m4-${position}` },
  label: say("choose.picture", { position }),
}));

function opened(command: string, values: RawValues, pictures: readonly OfferedPicture[] = [], locale = "en-US") {
  const data = form(commandNamed(command), { draft: "d1", audience: "public", values, pictures }, locale, around);
  if (!data) throw new Error("no form was opened");
  expect(modalForm.safeParse(data).error?.issues ?? []).toEqual([]);
  return data;
}

function parts({ components }: APIModalInteractionResponseCallbackData): readonly APILabelComponent[] {
  return components.flatMap((part) => (part.type === 18 ? [part] : []));
}

function named(data: APIModalInteractionResponseCallbackData) {
  return Object.fromEntries(
    parts(data).map(({ component, ...label }) => [component.custom_id, { ...label, component }]),
  );
}

function labels(data: APIModalInteractionResponseCallbackData) {
  return parts(data).map(({ label }) => label);
}

test("the edit button asks for words first, as its picture is known", () => {
  const data = opened("edit", { image: { result: "k3f9qax2m4-1" } });
  expect(data.title).toBe("Edit image");
  expect(readCustomId(data.custom_id)).toEqual({ kind: "form", draft: "d1", audience: "public" });
  expect(labels(data)).toEqual(["Prompt", "Mask", "References", "Size", "Count"]);
  const { prompt, references, size, count } = named(data);
  expect(prompt?.component).toMatchObject({ type: 4, style: 2, required: true, max_length: 4000 });
  expect(references?.component).toMatchObject({ type: 19, required: false, min_values: 0, max_values: 10 });
  expect(size?.component).toMatchObject({ type: 3, required: false });
  expect(count?.component).toMatchObject({ type: 3, options: { length: 10 } });
});

test("/edit without a picture asks for one to be uploaded, and keeps the words that were typed", () => {
  const data = opened("edit", { prompt: "make it winter" });
  expect(labels(data)).toEqual(["Image", "Prompt", "Mask", "References", "Size"]);
  const { image, prompt } = named(data);
  expect(image?.component).toEqual({
    type: 19,
    custom_id: "image",
    required: true,
    min_values: 1,
    max_values: 1,
    file_types: ["image"],
  });
  expect(prompt?.component).toMatchObject({ value: "make it winter" });
});

test("words that are too long for a form stay in the draft", () => {
  expect(labels(opened("edit", { prompt: "x".repeat(4001) }))).not.toContain("Prompt");
});

test("vary on a result with four pictures asks which one, how different and how many", () => {
  const data = opened("vary", {}, four);
  expect(labels(data)).toEqual(["Which picture", "Strength", "Count", "Private"]);
  const { subject, strength, private: alone } = named(data);
  expect(subject?.component).toMatchObject({
    type: 3,
    required: true,
    options: [
      { value: "k3f9qax2m4-1", label: "Picture 1", default: true },
      { value: "k3f9qax2m4-2", label: "Picture 2" },
      {},
      {},
    ],
  });
  expect(strength?.component).toMatchObject({ type: 21, required: false });
  expect(alone?.component).toEqual({ type: 23, custom_id: "private" });
});

test("edit on a result with four pictures asks which one instead of an upload", () => {
  const data = opened("edit", {}, four);
  expect(labels(data).slice(0, 3)).toEqual(["Which picture", "Prompt", "Mask"]);
  expect(named(data).image?.component.type).toBe(3);
});

test("of several attached pictures each needs a draft that knows it; without, one can be uploaded", () => {
  const attached = ["one.png", "two.png"].map((name) => ({
    value: { attached: "discord", reference: "https://cdn.discordapp.com/x", name, bytes: 1 },
    label: { literal: name },
  }));
  const drafted = attached.map((picture, index) => ({ ...picture, draft: `d${index + 1}` }));
  expect(named(opened("edit", {}, drafted)).image?.component).toMatchObject({
    options: [
      { value: "draft:d1", label: "one.png", default: true },
      { value: "draft:d2", label: "two.png" },
    ],
  });
  expect(named(opened("edit", {}, attached)).image?.component.type).toBe(19);
});

test("blend asks for at least two pictures", () => {
  const data = opened("blend", {});
  expect(labels(data)[0]).toBe("Images");
  expect(named(data).images?.component).toMatchObject({ required: true, min_values: 2, max_values: 10 });
});

test("every form of every command is one that Discord takes, in every language", () => {
  for (const { name } of commands) {
    for (const locale of ["en-US", "de"]) {
      for (const pictures of [[], four]) {
        const asked = { draft: "d1", audience: "private" as const, values: {}, pictures };
        const data = form(commandNamed(name), asked, locale, around);
        if (data) expect(modalForm.safeParse(data).error?.issues ?? []).toEqual([]);
      }
    }
  }
});

test("a command that only needs a result has nothing that a form could ask", () => {
  const asked = { draft: "d1", audience: "public" as const, values: {}, pictures: [] };
  expect(form(commandNamed("remove"), asked, "en-US", around)).toBeNull();
});

test("German forms speak German", () => {
  const data = opened("vary", {}, four, "de");
  expect(labels(data)[0]).toBe("Welches Bild");
  expect(data.title).toContain("Variationen");
  expect(JSON.stringify(named(data).strength)).toContain("wenig");
});

test("what is missing is told by name", () => {
  const edit = commandNamed("edit");
  expect(missingIn(edit, {})).toEqual(["image", "prompt"]);
  expect(missingIn(edit, { prompt: "  ", image: { result: "k3f9qax2m4-1" } })).toEqual(["prompt"]);
  expect(missingIn(commandNamed("blend"), { images: [] })).toEqual(["images"]);
  expect(missingIn(commandNamed("forget"), {})).toEqual([]);
});

test("a form that comes back is read by what its parts are", () => {
  const fox = attachment("81", "SPOILER_fox.png");
  const values = read(
    [
      { type: 4, custom_id: "prompt", value: "" },
      { type: 3, custom_id: "size", values: ["wide"] },
      { type: 3, custom_id: "count", values: [] },
      { type: 21, custom_id: "quality", value: null },
      { type: 21, custom_id: "strength", value: "strong" },
      { type: 23, custom_id: "private", value: true },
      { type: 19, custom_id: "image", values: ["81"] },
      { type: 19, custom_id: "references", values: [] },
      { type: 5, custom_id: "person", values: ["42"] },
    ],
    [fox],
  );
  expect(values).toEqual({
    prompt: "",
    size: "wide",
    strength: "strong",
    private: true,
    image: [{ attached: "discord", reference: fox.url, name: "fox.png", bytes: 120_000, spoiler: true }],
    person: "42",
  });
});

test("a chosen picture of ours is named by its id, an attached one by its draft", () => {
  const ours = submitted([label({ type: 3, custom_id: "subject", values: ["k3f9qax2m4-2"] })]);
  expect([readForm(ours), chosenDraft(ours)]).toEqual([{ subject: "k3f9qax2m4-2" }, null]);
  const theirs = submitted([label({ type: 3, custom_id: "image", values: ["draft:d2"] })]);
  expect([readForm(theirs), chosenDraft(theirs)]).toEqual([{}, "d2"]);
});

type Part = Extract<Parameters<typeof submitted>[0][number], { type: 18 }>;
type PartOf<T> = T extends unknown ? Omit<T, "id"> : never;

function label(component: PartOf<Part["component"]>): Part {
  return { type: 18, id: 1, component: { id: 2, ...component } };
}

function read(components: readonly PartOf<Part["component"]>[], attachments: readonly APIAttachment[] = []) {
  return readForm(submitted(components.map(label), attachments));
}
