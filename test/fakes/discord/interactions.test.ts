import { type ChatInputCommandInteraction, MessageFlags, Routes } from "discord.js";
import { describe, expect, test } from "vitest";
import { bot, fake, refusalOf } from "./sample-bot.ts";

describe("the clock of an interaction", () => {
  test("refuses a second callback, and one that comes after three seconds", async () => {
    const { discord, channel, ada } = await fake();
    const waiting: ChatInputCommandInteraction[] = [];
    const client = await bot(discord, (interaction) => interaction.isChatInputCommand() && waiting.push(interaction));
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a fox" });
    await discord.until(() => waiting.length === 1);
    const callback = (type: number) =>
      client.rest.post(Routes.interactionCallback(asking.id, asking.token), { body: { type }, auth: false });
    expect(await refusalOf(callback(7))).toBe("400/50035");
    expect(await refusalOf(callback(5))).toBe("none");
    expect(await refusalOf(callback(5))).toBe("400/40060");
    const late = await ada.in(channel).runs("/imagine", { prompt: "too late" });
    discord.passes({ seconds: 4 });
    const lateCallback = client.rest.post(Routes.interactionCallback(late.id, late.token), {
      body: { type: 5 },
      auth: false,
    });
    expect(await refusalOf(lateCallback)).toBe("404/10062");
    await expect(late.acknowledged()).rejects.toThrow("did not respond");
    expect(discord.trouble).toEqual(["ada: /imagine prompt: too late: The application did not respond"]);
    expect(channel.transcript({ as: ada })).toContain("! The application did not respond");
  });

  test("ends a token after fifteen minutes; the bot's own token still edits what is public", async () => {
    const { discord, channel, ada } = await fake();
    const client = await bot(discord, (interaction) => interaction.isChatInputCommand() && interaction.deferReply());
    const rest = (token: string) =>
      client.rest.patch(Routes.webhookMessage(discord.applicationId, token), { body: { content: "x" }, auth: false });
    const old = await ada.in(channel).runs("/imagine", { prompt: "a fox" }, { ageMinutes: 16 });
    await old.acknowledged();
    expect(await refusalOf(rest(old.token))).toBe("401/50027");
    const young = await ada.in(channel).runs("/imagine", { prompt: "a fox" });
    await young.acknowledged();
    expect(discord.trouble).toHaveLength(1);
    expect(await refusalOf(rest("wrong"))).toBe("404/10015");
    const messageId = old.message()?.id ?? "";
    await client.rest.patch(Routes.channelMessage(channel.id, messageId), { body: { content: "late, but here" } });
    expect(old.message()?.text()).toBe("late, but here");
    expect(discord.trouble).toEqual([]);
    discord.ageTokens(16);
    expect(await refusalOf(rest(young.token))).toBe("401/50027");
  });

  test("turns a first follow-up into the answer that was still being thought about", async () => {
    const { discord, channel, ada } = await fake();
    await bot(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.followUp({ content: "not public after all" });
    });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a fox" });
    const message = await asking.shows("not public");
    expect([asking.messages().length, message.isEphemeral]).toEqual([1, true]);
  });
});
