import { bareJob } from "./discord/bare-sockets.ts";
import { compareBursts } from "./discord/bursts.ts";
import { beDiscord } from "./discord/fake-process.ts";
import { compareLatencies } from "./discord/latencies.ts";
import { ourFlags } from "./discord/parts.ts";
import { plainBot } from "./discord/plain-bot.ts";
import { openStage, startProvider } from "./discord/processes.ts";
import { provide } from "./discord/provider.ts";

// How soon a command is acknowledged while 64 pictures arrive at once, and how soon a picture is in the conversation once
// the provider has sent it. Provider, Discord and bot have a process each; Discord holds the stopwatch.

async function compare(burstRounds: number, latencyRounds: number): Promise<void> {
  const provider = await startProvider();
  try {
    console.log(`Pictures of ${(provider.pictureBytes / 1024 / 1024).toFixed(1)} MB, no two the same.`);
    console.log("The plain bot: deferReply, images.generate, Buffer.from, editReply; Node's own defaults.");
    console.log(`Limner: the whole service with its own limits; node ${ourFlags.join(" ")}, as npm start has it.`);
    console.log("Bare sockets: decoded as it comes, written, synced, sent on as multipart; nothing checked or noted.");
    await compareBursts(provider, burstRounds, openStage);
    await compareLatencies(provider, latencyRounds, openStage, ({ address }, folder) =>
      bareJob(provider.baseUrl, address, folder),
    );
  } finally {
    await provider.close();
  }
}

const [role, ...parameters] = process.argv.slice(2);
// Nothing stays behind when the driver is gone.
process.on("disconnect", () => process.exit());
if (role === "provider") await provide();
else if (role === "discord") await beDiscord();
else if (role === "plain") await plainBot(JSON.parse(parameters[0] ?? ""), parameters[1] ?? "");
else if (role === "--quick") await compare(1, 5);
else await compare(5, 25);
