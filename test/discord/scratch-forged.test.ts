import { test } from "vitest";
import { onDiscord } from "./studio-on-discord.ts";
import { forger, outcome, sleep, unhandled } from "./scratch-kit.ts";
import { quarteredPng } from "#test/images.ts";

test("forged", { timeout: 120_000 }, async () => {
  const s = await onDiscord();
  const { discord, channel, ada, bob } = s;
  const f = await forger(discord);
  const say = (name: string, out: unknown) => console.log(`### ${name}: ${out}`);
  const a = await ada.in(channel).runs("/imagine", { prompt: "a red fox", private: true });
  await a.pictures();
  const job = /v1:again:([0-9a-z]+)/.exec(JSON.stringify(a.messages().map((m) => m.json())))?.[1] ?? "?";
  const pub = await bob.in(channel).runs("/imagine", { prompt: "a blue whale" });
  await pub.pictures();
  say("job", job + " " + JSON.stringify(pub.messages().map((m) => m.buttons())));
  const imagine = () => ada.in(channel).runs("/imagine", { prompt: "x fox" });
  const press = () => bob.in(channel).presses("📋 Info");
  const variants: [string, () => Promise<any>, (j: any) => void][] = [
    ["no member", imagine, (j) => delete j.member],
    ["no member.user", imagine, (j) => delete j.member.user],
    ["no member.permissions", imagine, (j) => delete j.member.permissions],
    ["no channel", imagine, (j) => delete j.channel],
    ["no channel and channel_id", imagine, (j) => { delete j.channel; delete j.channel_id; }],
    ["no locale", imagine, (j) => { delete j.locale; delete j.guild_locale; }],
    ["weird locale", imagine, (j) => { j.locale = "xx_!!"; }],
    ["no authorizing owners", imagine, (j) => delete j.authorizing_integration_owners],
    ["no app_permissions", imagine, (j) => delete j.app_permissions],
    ["no context", imagine, (j) => delete j.context],
    ["no entitlements", imagine, (j) => delete j.entitlements],
    ["no attachment limit", imagine, (j) => delete j.attachment_size_limit],
    ["guild no", imagine, (j) => { delete j.guild; delete j.guild_id; }],
    ["no options", imagine, (j) => delete j.data.options],
    ["options null", imagine, (j) => { j.data.options = null; }],
    ["unknown option", imagine, (j) => { j.data.options.push({ name: "nope", type: 3, value: "x" }); }],
    ["__proto__ option", imagine, (j) => { j.data.options.push({ name: "__proto__", type: 3, value: "x" }, { name: "constructor", type: 3, value: "y" }, { name: "toString", type: 3, value: "y" }); }],
    ["prompt number", imagine, (j) => { j.data.options[0].value = 42; }],
    ["prompt object", imagine, (j) => { j.data.options[0].value = { a: 1 }; }],
    ["subcommand", imagine, (j) => { j.data.options = [{ name: "x", type: 1, options: [] }]; }],
    ["attachment w/o resolved", imagine, (j) => { j.data.options.push({ name: "reference", type: 11, value: "123" }, { name: "image", type: 11, value: "123" }); }],
    ["user menu type", imagine, (j) => { j.data.type = 2; }],
    ["entrypoint type", imagine, (j) => { j.data.type = 4; }],
    ["unknown cmd type", imagine, (j) => { j.data.type = 99; }],
    ["unknown interaction type", imagine, (j) => { j.type = 77; }],
    ["unknown command", imagine, (j) => { j.data.name = "nope"; }],
    ["command __proto__", imagine, (j) => { j.data.name = "__proto__"; }],
    ["channel type 5", imagine, (j) => { j.channel.type = 5; }],
    ["channel type 15", imagine, (j) => { j.channel.type = 15; }],
    ["channel type 16", imagine, (j) => { j.channel.type = 16; }],
    ["channel type 99", imagine, (j) => { j.channel.type = 99; }],
    ["thread no parent", imagine, (j) => { j.channel.type = 11; }],
    ["n: string", imagine, (j) => { j.data.options.push({ name: "count", type: 3, value: "lots" }); }],
    ["n: 1e9", imagine, (j) => { j.data.options.push({ name: "count", type: 4, value: 1e9 }); }],
    ["n: NaN", imagine, (j) => { j.data.options.push({ name: "count", type: 4, value: null }); }],
    ["custom id someone's private", press, (j) => { j.data.custom_id = `v1:info:${job}`; }],
    ["remove someone's private", press, (j) => { j.data.custom_id = `v1:remove:${job}`; }],
    ["post someone's private", press, (j) => { j.data.custom_id = `v1:post:${job}-1`; }],
    ["share someone's private", press, (j) => { j.data.custom_id = `v1:share:${job}-1:all`; }],
    ["again someone's private", press, (j) => { j.data.custom_id = `v1:again:${job}`; }],
    ["vary someone's private", press, (j) => { j.data.custom_id = `v1:vary:${job}-1`; }],
    ["upscale someone's private", press, (j) => { j.data.custom_id = `v1:upscale:${job}-1`; }],
    ["original someone's private", press, (j) => { j.data.custom_id = `v1:original:${job}-1`; }],
    ["cancel someone's private", press, (j) => { j.data.custom_id = `v1:cancel:${job}`; }],
    ["edit someone's private", press, (j) => { j.data.custom_id = `v1:edit:${job}-1`; }],
    ["retry someone's private", press, (j) => { j.data.custom_id = `v1:retry:${job}`; }],
    ["v1:settings", press, (j) => { j.data.custom_id = "v1:settings:abc"; }],
    ["v1:forget", press, (j) => { j.data.custom_id = "v1:forget:abc"; }],
    ["v1:forget:all", press, (j) => { j.data.custom_id = "v1:forget:abc:all"; }],
    ["v1:history:all", press, (j) => { j.data.custom_id = "v1:history:2:all"; }],
    ["v1:usage:all", press, (j) => { j.data.custom_id = "v1:usage:abc:all"; }],
    ["v1:help:all", press, (j) => { j.data.custom_id = "v1:help:abc:all"; }],
    ["v1:imagine", press, (j) => { j.data.custom_id = "v1:imagine:abc"; }],
    ["unknown", press, (j) => { j.data.custom_id = "v1:launch:abc"; }],
    ["v9", press, (j) => { j.data.custom_id = "v9:launch:abc"; }],
    ["empty", press, (j) => { j.data.custom_id = ""; }],
    ["no custom id", press, (j) => { delete j.data.custom_id; }],
    ["colons", press, (j) => { j.data.custom_id = ":".repeat(90); }],
    ["long", press, (j) => { j.data.custom_id = `v1:info:${"x".repeat(5000)}`; }],
    ["unicode", press, (j) => { j.data.custom_id = "v1:info:🦊‮\u0000\ud800"; }],
    ["injection", press, (j) => { j.data.custom_id = "v1:info:' or 1=1 --"; }],
    ["mention in id", press, (j) => { j.data.custom_id = "v1:info:@everyone <@&1>:all"; }],
    ["form id as button", press, (j) => { j.data.custom_id = "v1-form:abc:public"; }],
    ["choice w/o values", press, (j) => { j.data.custom_id = "v1-choice:info"; }],
    ["choice forged value", press, (j) => { j.data.custom_id = "v1-choice:info"; j.data.component_type = 3; j.data.values = [`${job}-1`]; }],
    ["choice number", press, (j) => { j.data.custom_id = "v1-choice:info"; j.data.values = [5]; }],
    ["choice values not array", press, (j) => { j.data.custom_id = "v1-choice:info"; j.data.values = "abc"; }],
    ["choice empty", press, (j) => { j.data.custom_id = "v1-choice:info"; j.data.values = []; }],
    ["user select", press, (j) => { j.data.component_type = 5; j.data.values = [ada.id]; }],
    ["no message", press, (j) => { delete j.message; }],
    ["message no components", press, (j) => { delete j.message.components; delete j.message.attachments; delete j.message.embeds; }],
    ["message no author", press, (j) => { delete j.message.author; delete j.message.application_id; }],
    ["unknown components", press, (j) => { j.message.components = [{ type: 99, components: [{ type: 98 }] }, { type: 17 }, { type: 17, components: [{ type: 9 }, { type: 12 }, { type: 1 }, { type: 11 }, { type: 13 }] }, { type: 1 }, { type: 1, components: [{ type: 3, custom_id: "v1-choice:info" }, null] }, null]; }],
  ];
  for (const [name, act, change] of variants) {
    const asking = await f.forged(act, change);
    say(name, await outcome(asking, 1500));
  }
  f.close();
  console.log("TROUBLE", discord.trouble);
  console.log("REFUSALS", discord.refusals);
  console.log("UNHANDLED", unhandled);
  console.log("BOB SEES", channel.transcript({ as: bob }).split("\n").filter((l) => l.includes("red fox")));
  console.log("LOG", s.bot.log().split("\n").filter((l) => !/"level"/.test(l)).map((l) => l.slice(0, 400)).join("\n"));
});
