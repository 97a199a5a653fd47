import { Client, PermissionFlagsBits, Routes } from "discord.js";
import { describe, expect, test } from "vitest";
import { fake, png, refusalOf, restOf } from "./sample-bot.ts";

describe("what is refused", () => {
  test("a wrong token, everywhere", async () => {
    const { discord } = await fake();
    expect(await refusalOf(restOf(discord, "wrong").get(Routes.user()))).toBe("401/0");
    const client = new Client({ intents: [], rest: { api: discord.apiUrl } });
    await expect(client.login("wrong")).rejects.toThrow();
  });

  test("files above the limit of their route, and requests above 25 MiB", async () => {
    const { discord, channel } = await fake();
    const rest = restOf(discord);
    const send = (...sizes: readonly number[]) =>
      rest.post(Routes.channelMessages(channel.id), {
        body: {},
        files: sizes.map((size, index) => ({ name: `${index}.bin`, data: Buffer.alloc(size) })),
      });
    const mebibyte = 1024 * 1024;
    expect(await refusalOf(send(10 * mebibyte))).toBe("none");
    expect(await refusalOf(send(10 * mebibyte + 1))).toBe("413/40005");
    expect(await refusalOf(send(9 * mebibyte, 9 * mebibyte, 9 * mebibyte))).toBe("413/40005");
    const boosted = discord.guild({ premiumTier: 2 }).channel("big");
    const files = [{ name: "a.bin", data: Buffer.alloc(20 * mebibyte) }];
    expect(await refusalOf(rest.post(Routes.channelMessages(boosted.id), { body: {}, files }))).toBe("none");
  });

  test("Components V2 that break a rule, with the errors in a tree", async () => {
    const { discord, channel } = await fake();
    const rest = restOf(discord);
    const text = (content: string) => ({ type: 10, content });
    const button = (id: string) => ({ type: 1, components: [{ type: 2, style: 2, label: "Go", custom_id: id }] });
    const post = (body: object, files: { name: string; data: Buffer }[] = []) =>
      refusalOf(rest.post(Routes.channelMessages(channel.id), { body: { flags: 32_768, ...body }, files }));
    const image = (name: string) => ({ type: 12, items: [{ media: { url: `attachment://${name}` } }] });
    const data = await png();
    expect(await post({ components: [text("a"), image("a.png"), button("x")] }, [{ name: "a.png", data }])).toBe(
      "none",
    );
    const refused = [
      await post({ content: "words", components: [text("a")] }),
      await post({ components: Array.from({ length: 41 }, () => text("a")) }),
      await post({ components: [text("a".repeat(3000)), text("b".repeat(1001))] }),
      await post({ components: [button("same"), button("same")] }),
      await post({ components: [image("missing.png")] }),
      await post({ components: [text("unused")] }, [{ name: "a.png", data }]),
      await post({ flags: 0, components: [text("needs the flag")] }),
      await post({ components: [button("x".repeat(101))] }),
    ];
    expect(new Set(refused)).toEqual(new Set(["400/50035"]));
    expect(await post({ components: [text("あ".repeat(3400))] })).toBe("500");
    expect(discord.exchanges.at(2)?.answer).toMatchObject({
      code: 50035,
      errors: { components: { _errors: [{ code: "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED" }] } },
    });
    discord.refusesComponentsV2();
    expect(await post({ components: [text("a")] })).toBe("400/50035");
  });

  test("what is deleted, forbidden, closed or blocked", async () => {
    const { discord, guild, channel, ada } = await fake();
    const rest = restOf(discord);
    const post = (content: string, body: object = {}) =>
      refusalOf(rest.post(Routes.channelMessages(channel.id), { body: { content, ...body } }));
    guild.blocksWord("forbidden");
    expect(await post("a forbidden word")).toBe("400/200000");
    expect(await post("x", { nonce: "n1", enforce_nonce: true })).toBe("none");
    expect(await post("x", { nonce: "n1", enforce_nonce: true })).toBe("none");
    const [message] = channel.messages();
    expect(channel.messages()).toHaveLength(1);
    const edit = () =>
      refusalOf(rest.patch(Routes.channelMessage(channel.id, message?.id ?? ""), { body: { content: "y" } }));
    expect(await edit()).toBe("none");
    await discord.owner.in(channel).says("hello");
    const moderator = discord.user("mo", { permissions: PermissionFlagsBits.ManageMessages });
    if (message !== undefined) await moderator.in(channel).deletes(message);
    expect(await edit()).toBe("404/10008");
    channel.denies(PermissionFlagsBits.SendMessages);
    expect(await post("x")).toBe("403/50013");
    guild.removesBot();
    expect(await post("x")).toBe("403/50001");
    channel.remove();
    expect(await post("x")).toBe("404/10003");
    ada.userInstalls().closesDms();
    expect(await refusalOf(rest.post(Routes.channelMessages(ada.direct.id), { body: { content: "x" } }))).toBe(
      "403/50007",
    );
  });

  test("links that are forged or too old", async () => {
    const { discord, channel } = await fake();
    const files = [{ name: "fox.png", data: await png() }];
    await restOf(discord).post(Routes.channelMessages(channel.id), { body: {}, files });
    const url = channel.messages()[0]?.pictures()[0]?.url ?? "";
    const status = async (link: string) => (await fetch(link)).status;
    expect([await status(url), await status(url.replace("hm=", "hm=0"))]).toEqual([200, 404]);
    discord.expireLinks();
    expect(await status(url)).toBe(404);
  });
});
