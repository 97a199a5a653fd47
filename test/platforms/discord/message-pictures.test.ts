import type { APIMessage } from "discord.js";
import { expect, test } from "vitest";
import { picturesIn, resultIn } from "#src/platforms/discord/message-pictures.ts";
import { application, attachment, message } from "./samples.ts";

function names(from: APIMessage) {
  return picturesIn(from, application).map(({ value }) => ("attached" in value ? value.name : value));
}

function gallery(files: readonly string[], more: { readonly spoiler?: boolean } = {}) {
  return {
    type: 12 as const,
    id: 3,
    items: files.map((file, index) => ({
      media: {
        ...{ id: `90${index}`, attachment_id: `90${index}`, width: 1024, height: 1024, content_type: "image/png" },
        url: `https://cdn.discordapp.com/attachments/55/90${index}/${file}?ex=1`,
        proxy_url: `https://media.discordapp.net/attachments/55/90${index}/${file}?ex=1`,
      },
      description: "a red fox",
      ...more,
    })),
  };
}

function button(custom_id: string) {
  return { type: 2 as const, style: 2 as const, custom_id, label: "Do" };
}

test("pictures among the attachments are found by type, or by name where there is none", () => {
  const { content_type: _, ...untyped } = attachment("83", "fox.WEBP");
  const { content_type: __, ...nothing } = attachment("84", "fox");
  const from = message({
    attachments: [
      attachment("81", "fox.png"),
      attachment("82", "film.mp4", { content_type: "video/mp4" }),
      untyped,
      nothing,
    ],
  });
  expect(names(from)).toEqual(["fox.png", "fox.WEBP"]);
});

test("a picture behind a link is opened through Discord's proxy, never at the stranger's", () => {
  const proxy_url = "https://images-ext-1.discordapp.net/external/abc/https/example.com/cat.jpg";
  const from = message({
    embeds: [
      { type: "image", thumbnail: { url: "https://example.com/cat.jpg", proxy_url } },
      { image: { url: "https://example.com/unproxied.jpg" } },
    ] as APIMessage["embeds"],
  });
  expect(picturesIn(from, application)).toEqual([
    {
      value: { attached: "discord", reference: proxy_url, name: "cat.jpg", bytes: null },
      label: { literal: "cat.jpg" },
    },
  ]);
});

test("the gallery of another bot is read wherever it stands, and its covers stay on", () => {
  const from = message({
    flags: 1 << 15,
    components: [
      {
        type: 17,
        id: 1,
        components: [
          { type: 10, id: 2, content: "two pictures" },
          gallery(["first.png", "second.png"], { spoiler: true }),
          {
            type: 9,
            id: 6,
            components: [{ type: 10, id: 7, content: "beside it" }],
            accessory: {
              type: 11,
              id: 8,
              media: {
                url: "https://example.com/small.png",
                proxy_url: "https://images-ext-2.discordapp.net/external/x/https/example.com/small.png",
                content_type: "image/png",
              },
            },
          },
          {
            type: 13,
            id: 9,
            file: { url: "https://cdn.discordapp.com/attachments/55/99/plan.png?ex=1", attachment_id: "99" },
            name: "plan.png",
            size: 4321,
          },
          {
            type: 13,
            id: 10,
            file: { url: "https://cdn.discordapp.com/attachments/55/98/list.csv?ex=1", attachment_id: "98" },
            name: "list.csv",
            size: 4321,
          },
        ],
      },
    ],
  });
  const pictures = picturesIn(from, application);
  expect(names(from)).toEqual(["first.png", "second.png", "small.png", "plan.png"]);
  expect(pictures[0]?.value).toMatchObject({
    reference: "https://cdn.discordapp.com/attachments/55/900/first.png?ex=1",
    spoiler: true,
  });
  expect(pictures[2]?.value).toMatchObject({ reference: expect.stringContaining("images-ext-2.discordapp.net") });
  expect(pictures[3]?.value).toMatchObject({ bytes: 4321 });
});

test("a container that is covered covers all that is in it", () => {
  const from = message({ components: [{ type: 17, spoiler: true, components: [gallery(["fox.png"])] }] });
  expect(picturesIn(from, application)[0]?.value).toMatchObject({ spoiler: true });
});

test("a picture that is shown twice is one picture", () => {
  const fox = attachment("81", "fox.png");
  const from = message({
    attachments: [fox],
    embeds: [{ image: { url: fox.url, proxy_url: fox.proxy_url } }],
  });
  expect(names(from)).toEqual(["fox.png"]);
});

test("what was forwarded counts as well", () => {
  const { attachments, embeds, ...inner } = message({ attachments: [attachment("81", "fox.png")] });
  const from = message({ message_snapshots: [{ message: { ...inner, attachments, embeds } }] });
  expect(names(from)).toEqual(["fox.png"]);
});

test("pictures that are called alike are counted instead", () => {
  const from = message({ attachments: ["81", "82", "83"].map((id) => attachment(id, "image.png")) });
  expect(picturesIn(from, application).map(({ label }) => label)).toEqual(
    [1, 2, 3].map((position) => ({ code: "choose.picture", parameters: { position } })),
  );
});

test("pictures in our own messages are the results themselves", () => {
  const files = ["a-red-fox-k3f9qax2m4-1.png", "SPOILER_a-red-fox-k3f9qax2m4-2.webp", "k3f9qax2m4-10-small.jpeg"];
  const ours = message({ components: [{ type: 17, components: [gallery(files)] }] }, "limner");
  expect(names(ours)).toEqual([{ result: "k3f9qax2m4-1" }, { result: "k3f9qax2m4-2" }, { result: "k3f9qax2m4-10" }]);
  expect(resultIn(ours, application)).toBe("k3f9qax2m4");
  const byWebhook = message({ application_id: application, attachments: [attachment("81", files[0] ?? "")] });
  expect(names(byWebhook)).toEqual([{ result: "k3f9qax2m4-1" }]);
});

test("a file that somebody else names like a result is only a file", () => {
  const theirs = message({ attachments: [attachment("81", "a-red-fox-k3f9qax2m4-1.png")] });
  expect(names(theirs)).toEqual(["a-red-fox-k3f9qax2m4-1.png"]);
  expect(resultIn(theirs, application)).toBeNull();
});

test("a message of ours with one picture is about that picture", () => {
  const file = "a-red-fox-k3f9qax2m4-2-painted.png";
  expect(resultIn(message({ attachments: [attachment("81", file)] }, "limner"), application)).toBe("k3f9qax2m4-2");
});

test("a message of ours without pictures is about what its buttons are about", () => {
  const row = { type: 1 as const, components: [button("v1:retry:k3f9qax2m4"), button("v1:remove:k3f9qax2m4")] };
  const select = {
    type: 1 as const,
    components: [
      {
        type: 3 as const,
        custom_id: "v1-choice:info",
        options: [{ label: "Picture 1", value: "k3f9qax2m4-1" }],
      },
    ],
  };
  expect(resultIn(message({ components: [row] }, "limner"), application)).toBe("k3f9qax2m4");
  expect(resultIn(message({ components: [{ type: 17, components: [row, select] }] }, "limner"), application)).toBe(
    "k3f9qax2m4-1",
  );
});

test("a message of ours about several results is about none in particular", () => {
  const row = { type: 1 as const, components: [button("v1:post:k3f9qax2m4"), button("v1:post:k3f9qax2m5")] };
  expect(resultIn(message({ components: [row] }, "limner"), application)).toBeNull();
  const files = ["a-red-fox-k3f9qax2m4-1.png", "a-hare-k3f9qax2m5-1.png"];
  expect(resultIn(message({ components: [gallery(files)] }, "limner"), application)).toBeNull();
});
