import { expect, test } from "vitest";
import { story } from "./story.ts";

test("Info tells a long prompt whole, and a longer one as far as there is room, with all the rest", async () => {
  const { ada, channel } = await story();
  const told = async (count: number) => {
    const prompt = Array.from({ length: count }, (_, index) => `word${index}`).join(" ");
    const asking = await ada.in(channel).runs("/imagine", { prompt });
    await asking.pictures();
    const info = await ada.in(channel).presses("Info", asking.message());
    return { prompt, text: (await info.shows("Asked by")).text() };
  };

  const whole = await told(400);
  expect(whole.prompt.length).toBeGreaterThan(3_000);
  expect(whole.text).toContain(`**Prompt** ${whole.prompt}\n`);

  const clipped = await told(500);
  expect(clipped.text).toMatch(/\*\*Prompt\*\* word0 .* word4\d\d .*…\n/);
  expect(clipped.text).toMatch(/\*\*Asked by\*\* ada\n\*\*When\*\* .+\n\*\*[0-9a-z]{10}-1\*\* png, \d+ kB$/);
  expect(clipped.text.length).toBeGreaterThan(3_900);
});
