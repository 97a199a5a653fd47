import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import type { Place } from "#core/people.ts";
import type { Channel, Guild } from "#test/fakes/discord/place-types.ts";
import { jobId, journalOf, openScene, resultWith } from "./answering.ts";

test("what is shared is posted for all who are there, and the asking's own answer stays", async () => {
  const scene = await openScene();
  const guild = scene.discord.guild();
  const general = guild.channel("general");
  const ada = scene.discord.user("ada");
  const { asking, address } = await scene.asked(ada.in(general), "private");
  const result = resultWith([await scene.picture(`${jobId}-1`)]);
  const journal = journalOf("shared");
  await scene.speaks.post(placeOf(guild, general), result, journal, address);
  await scene.restarted().post(placeOf(guild, general), result, journal, address);
  expect(general.messages().map((message) => message.pictures().length)).toEqual([1]);
  expect(asking.message()?.text()).toBe("Taking it in…");
});

test("where only the person has the bot, it is posted through their asking", async () => {
  const scene = await openScene();
  const guild = scene.discord.guild({ botIsMember: false });
  const elsewhere = guild.channel("elsewhere");
  const { address } = await scene.asked(scene.discord.user("ada").userInstalls().in(elsewhere), "private");
  const result = resultWith([await scene.picture(`${jobId}-1`)]);
  await scene.speaks.post(placeOf(guild, elsewhere), result, journalOf("shared"), address);
  expect(elsewhere.messages().map((message) => message.pictures().length)).toEqual([1]);
  scene.discord.passes({ minutes: 16 });
  await expect(scene.speaks.post(placeOf(guild, elsewhere), result, journalOf("again"), address)).rejects.toMatchObject(
    { code: "delivery", retryAfterMs: null },
  );
});

test("what may not be posted is said to the person, and what is missing", async () => {
  const scene = await openScene();
  const guild = scene.discord.guild();
  const general = guild.channel("general");
  const ada = scene.discord.user("ada");
  const { address } = await scene.asked(ada.in(general), "private");
  general.denies(PermissionFlagsBits.AttachFiles);
  scene.discord.passes({ minutes: 14.5 });
  const result = resultWith([await scene.picture(`${jobId}-1`)]);
  const posted = scene.speaks.post(placeOf(guild, general), result, journalOf("shared"), address);
  await expect(posted).rejects.toMatchObject({ text: { code: "bring.no-permission" } });
});

test("messages are taken away once, whoever posted them, and what is gone is fine", async () => {
  const scene = await openScene();
  const guild = scene.discord.guild();
  const general = guild.channel("general");
  const ada = scene.discord.user("ada");
  const open = await scene.asked(ada.in(general));
  const result = resultWith([await scene.picture(`${jobId}-1`)]);
  const answered = await scene.speaks.reply(open.address).answer(result, journalOf("first"));
  const posted = await scene.speaks.post(placeOf(guild, general), result, journalOf("second"), open.address);
  const alone = await scene.asked(ada.in(general), "private");
  const private_ = await scene.speaks.reply(alone.address).answer(result, journalOf("third"));
  expect(general.messages({ as: ada })).toHaveLength(3);

  const another = scene.restarted();
  for (const round of [1, 2]) {
    await another.remove(answered, open.address);
    await another.remove(posted, open.address);
    await another.remove(private_, alone.address);
    expect(general.messages({ as: ada }), `round ${round}`).toHaveLength(0);
  }
});

test("what only the interaction could take away counts as gone when that has ended", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const { address } = await scene.asked(scene.discord.user("ada").in(general), "private");
  const said = await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  scene.discord.passes({ minutes: 16 });
  await scene.speaks.remove(said, address);
});

test("taking away is put off while Discord is down, and is no trouble when the bot was thrown out", async () => {
  const scene = await openScene();
  const guild = scene.discord.guild();
  const { address } = await scene.asked(scene.discord.user("ada").in(guild.channel("general")));
  const said = await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  scene.discord.passes({ minutes: 16 });
  scene.discord.fails("DELETE message", { status: 503 });
  await expect(scene.speaks.remove(said, address)).rejects.toMatchObject({ code: "delivery" });
  scene.discord.recovers();
  guild.removesBot();
  await scene.speaks.remove(said, address);
});

test("a closed thread's result comes to its channel, and the thread says so where it can", async () => {
  const scene = await openScene();
  const guild = scene.discord.guild();
  const general = guild.channel("general");
  const thread = general.thread("foxes");
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(thread));
  scene.discord.passes({ minutes: 16 });
  scene.discord.fails("PATCH message", { status: 400, code: 50083, times: 1 });
  scene.discord.fails("POST message", { status: 403, code: 160005, times: 1 });
  await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  expect(general.messages().at(-1)?.text()).toContain("The thread where you asked is closed");
  expect(general.messages().at(-1)?.pictures()).toHaveLength(1);
  expect(asking.message()?.text()).toBe(`The answer is in <#${general.id}>.`);
});

function placeOf(guild: Guild, channel: Channel): Place {
  return { platform: "discord", workspace: guild.id, channel: channel.id, thread: null };
}

test("what everybody sees can be taken away although the way back was forgotten", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const { address } = await scene.asked(scene.discord.user("ada").in(general));
  const said = await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  await scene.speaks.remove(said, { ...address, data: {} });
  expect(general.messages()).toEqual([]);
});
