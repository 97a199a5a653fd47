// Put into test/discord/. Fails today.
import { expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

test("a result that came as a direct message has buttons that work there", async () => {
  const { discord, channel, ada, holdPainting, passes } = await inTrouble();
  const painting = holdPainting();
  await ada.in(channel).runs("/imagine", { prompt: "a red fox", private: true });
  await painting.reached;
  passes(16);
  painting.open();
  await discord.until(() => ada.direct.messages().length > 0);
  const info = await ada.dm().presses("Info");
  await discord.until(() => info.messages().some((message) => !message.text().startsWith("Taking")));
  expect(
    info
      .messages()
      .map((message) => message.text())
      .join(),
  ).not.toContain("There is no result");
  const again = await ada.dm().presses("Again", ada.direct.messages()[0]);
  await again.pictures(1);
});
