import { expect, onTestFinished, test } from "vitest";
import { commands } from "#commands/index.ts";
import { commandsJson } from "#src/platforms/discord/command-json.ts";
import { register } from "#src/platforms/discord/registration.ts";
import { openRest } from "#src/platforms/discord/rest.ts";
import { startFakeDiscord } from "#test/fakes/discord/discord.ts";
import { around } from "./samples.ts";

test("while developing, the commands are those of one server and of no other place", async () => {
  const discord = await startFakeDiscord();
  onTestFinished(() => discord.close());
  const guild = discord.guild();
  const wanted = commandsJson(commands, around);
  const registration = { rest: openRest(discord), application: discord.applicationId, guild: guild.id, wanted };
  const first = await register(registration);
  const second = await register(registration);
  expect([first.changed, second.changed]).toEqual([true, false]);
  expect(discord.commands(guild.id)).toHaveLength(wanted.length);
  expect(discord.commands()).toEqual([]);

  const elsewhere = register({ ...registration, guild: discord.guild({ botIsMember: false }).id });
  await expect(elsewhere).rejects.toMatchObject({ code: "misconfigured", text: { code: "discord.guild" } });
});
