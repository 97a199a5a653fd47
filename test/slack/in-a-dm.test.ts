import { expect, test } from "vitest";
import { story } from "./story.ts";

test("what is asked for in a conversation of two is for the asker alone, whoever else is there or runs the place", async () => {
  const { ada, bob, carla, reads, sees, shown, slack } = await story({ carlaIsAdmin: true });
  const between = slack.directMessage(ada, bob);
  await ada.in(between).types("/imagine a surprise party");
  const surprise = await shown(1, ada.direct);
  await ada.dm().types("/imagine a red fox");
  await shown(2, ada.direct);
  // With somebody else no app can post, and with the app alone there is nobody to share it with.
  expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
    "@ada @Limner
    Limner: a surprise party
      asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
      [picture "a surprise party" 1024x1024 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
    Limner (only you): On it. The result will come to you as a direct message.
      [Cancel]
    Limner: a red fox
      asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
      [picture "a red fox" 1024x1024 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
  `);

  const id = /-([0-9a-z]{10})-1\.png/.exec(surprise.files()[0]?.name ?? "")?.[1];
  for (const [person, where] of [
    [bob, between],
    [carla, carla.direct],
  ] as const) {
    await person.in(where).types(`/limner post ${id}`);
    expect((await reads(person, id ?? "no id", where)).text()).toContain("There is no");
  }
});
