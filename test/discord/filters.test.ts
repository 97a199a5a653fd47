import { describe, expect, test } from "vitest";
import { moderated } from "#src/local-images-api/faults.ts";
import { inTrouble } from "./in-trouble.ts";
import { jobsOf } from "./readable.ts";

describe("AutoMod blocks a word of the prompt", () => {
  test("nothing of it becomes public, the person is told alone which filter it was, and the picture is kept", async () => {
    const { discord, guild, ada, bob, channel, everybodySees, sees, paid } = await inTrouble();
    guild.blocksWord("turnip");
    await ada.in(channel).runs("/imagine", { prompt: "a turnip in a suit" });
    await discord.until(() => sees(ada).includes("AutoMod"));
    await discord.until(() => everybodySees() === "#general");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): AutoMod of this server did not let the message through. The result is made and kept; history has it, and /post with private shows it to you alone."
    `);
    expect(sees(bob)).toBe("#general");
    expect(discord.exchanges.filter(({ route, status }) => route === "POST message" && status === 200)).toEqual([]);
    expect(ada.direct.messages()).toEqual([]);
    expect(paid()).toBe(1);

    const history = await ada.in(channel).runs("/history");
    await history.shows(/1 picture/);
    const asking = await ada.in(channel).runs("/post", { subject: String(jobsOf(discord)[0]), private: true });
    await asking.pictures();
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): AutoMod of this server did not let the message through. The result is made and kept; history has it, and /post with private shows it to you alone.
      ada used /history
      Limner (only you): AutoMod of this server does not let the words through, so they are left out here.
        **JOB1** NOW imagine 1 picture …
        [picture "a-turnip-in-a-suit-JOB1-1-small.png" 256x256 png]
        [📌 Post here]
      ada used /post subject: JOB1 private: true
      Limner (only you): AutoMod of this server does not let the words through, so they are left out here.
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a-turnip-in-a-suit-JOB1-1.png" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(everybodySees()).toBe("#general");
    expect(paid()).toBe(1);
  });

  test("a failure is told alone without the words that the filter refuses", async () => {
    const { discord, guild, ada, channel, everybodySees, sees, paid } = await inTrouble({
      images: { script: () => moderated("input") },
    });
    guild.blocksWord("turnip");
    await ada.in(channel).runs("/imagine", { prompt: "a turnip in a suit" });
    await discord.until(() => sees(ada).includes("Nothing was charged"));
    await discord.until(() => everybodySees() === "#general");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): The image service's safety check declined this. Nothing was charged; say it differently or use another picture.
        -# asked by @ada"
    `);
    expect(paid()).toBe(0);
  });
});
