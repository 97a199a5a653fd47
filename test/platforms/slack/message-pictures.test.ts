import { expect, test } from "vitest";
import { words } from "#core/words.ts";
import { choiceAction, commandAction } from "#src/platforms/slack/action-ids.ts";
import type { SlackMessage } from "#src/platforms/slack/message-files.ts";
import { picturesIn, resultIn } from "#src/platforms/slack/message-pictures.ts";
import { bot, file } from "./samples.ts";

function seen(message: SlackMessage) {
  const { pictures, ignored, notes } = picturesIn(message, bot);
  return {
    pictures: pictures.map(({ value }) => ("attached" in value ? value.name : value)),
    labels: pictures.map(({ label }) => words(label, "en")),
    ignored: ignored.map((reason) => words(reason, "en")),
    notes: notes.map((note) => words(note, "en")),
  };
}

function result(id: string, position: number, more: object = {}) {
  return file(id, `a-red-fox-k3f9qax2m4-${position}.png`, { user: bot, ...more });
}

test("pictures are found by type, or by name where there is none, and keep their file's id", () => {
  const { mimetype: _, filetype: __, ...untyped } = file("F0WEBP0001", "fox.WEBP");
  const message = { files: [file("F0FOX00001", "fox.png"), untyped] };
  expect(picturesIn(message, bot).pictures).toEqual([
    {
      value: { attached: "slack", reference: "F0FOX00001", name: "fox.png", bytes: 120_000 },
      label: { literal: "fox.png" },
    },
    {
      value: { attached: "slack", reference: "F0WEBP0001", name: "fox.WEBP", bytes: 120_000 },
      label: { literal: "fox.WEBP" },
    },
  ]);
});

test("whatever is left out is told, with the reason", () => {
  const message = {
    files: [
      file("F0PLAN0001", "plan.pdf", { mimetype: "application/pdf" }),
      file("F0DRIVE001", "drive.png", {
        mode: "external",
        is_external: true,
        url_private: "https://example.com/x.png",
      }),
      { id: "F0GONE0001", mode: "tombstone" },
      file("F0OLD00001", "old.png", { mode: "hidden_by_limit" }),
      file("F0HUGE0001", "huge.png", { size: 60_000_000 }),
      file("F0SECRET01", "secret.png", { file_access: "access_denied" }),
    ],
    attachments: [{ title: "A cat", from_url: "https://example.com/cat", image_url: "https://example.com/cat.jpg" }],
  };
  const { pictures, ignored } = seen(message);
  expect(pictures).toEqual([]);
  expect(ignored).toEqual([
    "plan.pdf is not a picture.",
    "drive.png is kept outside Slack, so it cannot be used. Download it and attach it here.",
    "A file of that message was deleted. Please attach it again.",
    "old.png is hidden because this workspace has reached Slack's limit. Please attach it again.",
    "huge.png has 60 MB; at most 50 MB can be used. Please send a smaller copy.",
    "secret.png cannot be opened: it was deleted, or Limner is not in that conversation. Invite Limner there with /invite, or attach the file again. Nothing was charged.",
    "A cat is only shown as the preview of a link, so it cannot be used. Download it and attach it here.",
  ]);
});

test("a file of a connected workspace, of which only the id is known, may be a picture", () => {
  const message = { files: [{ id: "F0CONNECT1", mode: "file_access", file_access: "check_file_info" }] };
  expect(seen(message)).toMatchObject({ pictures: ["image"], labels: ["Picture 1"], ignored: [] });
});

test("pictures of iPhones are used, and it is said how", () => {
  const phone = file("F0PHONE001", "IMG_1.HEIC", { mimetype: "image/heic", filetype: "heic" });
  expect(seen({ files: [phone] })).toMatchObject({
    pictures: ["IMG_1.HEIC"],
    notes: [
      "IMG_1.HEIC is HEIC, which image models do not take. Slack's own preview of it is used, at most 1024 pixels wide.",
    ],
  });
});

test("a file that stands in the words, in blocks or in a forwarded message counts too, and each once", () => {
  const fox = file("F0FOX00001", "fox.png");
  const message = {
    user: "U0ADA00001",
    files: [fox],
    blocks: [
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "this" },
              { type: "file", file_id: "F0FOX00001" },
              { type: "file", file_id: "F0INLINE01" },
            ],
          },
        ],
      },
      { type: "image", alt_text: "a hat", slack_file: { id: "F0HAT00001" } },
      {
        type: "image",
        alt_text: "a coat",
        slack_file: { url: "https://files.slack.com/files-pri/T0TEAM0001-F0COAT0001/coat.png" },
      },
      {
        type: "image",
        alt_text: "a boat",
        slack_file: { url: "https://team.slack.com/files/U0ADA00001/F0BOAT0001/boat.png" },
      },
      { type: "image", alt_text: "a goat elsewhere", image_url: "https://example.com/goat.png" },
      { type: "file", source: "remote", external_id: "plan-7" },
    ],
    attachments: [
      {
        is_share: true,
        author_id: "U0BOB00001",
        files: [file("F0CAT00001", "cat.png")],
        message_blocks: [{ message: { blocks: [{ type: "image", slack_file: { id: "F0CARD0001" } }] } }],
      },
    ],
  };
  const { pictures, ignored } = picturesIn(message, bot);
  // What is only named by its id has to be theirs who named it.
  expect(pictures.map(({ value }) => ("attached" in value ? value.reference : value))).toEqual([
    ...["F0FOX00001", "F0INLINE01 U0ADA00001", "F0HAT00001 U0ADA00001", "F0COAT0001 U0ADA00001"],
    ...["F0BOAT0001 U0ADA00001", "F0CAT00001", "F0CARD0001 U0BOB00001"],
  ]);
  expect(ignored.map((reason) => reason.parameters.name)).toEqual(["plan-7", "a goat elsewhere"]);
});

test("pictures that are called alike are told apart by their places", () => {
  const message = { files: [file("F1", "image.png"), file("F2", "fox.png"), file("F3", "image.png")] };
  expect(seen(message).labels).toEqual(["Picture 1", "fox.png", "Picture 3"]);
});

test("our own pictures are the results themselves, also where they were forwarded", () => {
  const files = [result("F1", 1), result("F2", 2)];
  expect(seen({ user: bot, files })).toMatchObject({
    pictures: [{ result: "k3f9qax2m4-1" }, { result: "k3f9qax2m4-2" }],
    labels: ["Picture 1", "Picture 2"],
  });
  expect(seen({ user: "U0ADA00001", attachments: [{ files }] }).pictures).toHaveLength(2);
  expect(seen({ user: "U0ADA00001", attachments: [{ files }] }).pictures[0]).toEqual({ result: "k3f9qax2m4-1" });
});

test("a file that somebody else named like ours is theirs", () => {
  const forged = result("F1", 1, { user: "U0EVE00001" });
  expect(seen({ user: bot, files: [forged] }).pictures).toEqual(["a-red-fox-k3f9qax2m4-1.png"]);
  expect(resultIn({ user: "U0EVE00001", files: [forged] }, bot)).toBeNull();
});

test("a message of ours is about the picture or the job that it shows", () => {
  expect(resultIn({ user: bot, files: [result("F1", 2)] }, bot)).toBe("k3f9qax2m4-2");
  expect(resultIn({ user: bot, files: [result("F1", 1), result("F2", 2)] }, bot)).toBe("k3f9qax2m4");
  const other = file("F3", "a-cat-abcdefghij-1.png", { user: bot });
  expect(resultIn({ user: bot, files: [result("F1", 1), other] }, bot)).toBeNull();
});

test("a message of ours that has only buttons is about what they act on", () => {
  const actions = (...elements: object[]) => ({ user: bot, blocks: [{ type: "actions", elements }] });
  const button = { type: "button", action_id: commandAction("again", false), value: "k3f9qax2m4" };
  const menu = {
    type: "static_select",
    action_id: choiceAction("info", false),
    options: [{ value: "k3f9qax2m4-1" }, { value: "k3f9qax2m4-2" }],
  };
  expect(resultIn(actions(button), bot)).toBe("k3f9qax2m4");
  expect(resultIn(actions(button, menu), bot)).toBe("k3f9qax2m4");
  expect(resultIn(actions({ ...button, action_id: "somebody:else" }), bot)).toBeNull();
  expect(resultIn({ ...actions(button), user: "U0ADA00001" }, bot)).toBeNull();
});
