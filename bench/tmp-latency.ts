import { setTimeout as pause } from "node:timers/promises";
import { startProvider } from "./discord/processes.ts";
import { bareJob } from "./slack/bare-sockets.ts";
import { openStage } from "./slack/processes.ts";

const provider = await startProvider();
const bot = process.argv[2] as "plain" | "limner" | "bare";
const stage = await openStage(bot === "bare" ? null : bot, provider.baseUrl);
for (let i = 0; i < 12; i++) {
  const arrived = stage.hears("arrived");
  const sent = provider.hears("sent");
  provider.hold(1, 800);
  const bare = bot === "bare" ? bareJob(provider.baseUrl, stage.address) : stage.tell({ kind: "ask" });
  const s = (await sent).atMs;
  console.log("sent", s);
  console.log("latency", (await arrived).atMs - s);
  await bare;
  await pause(900);
}
await stage.close();
await provider.close();
