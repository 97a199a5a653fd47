import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

// Tables to read, never tests: a goal that is missed is shown, and only a bench that breaks fails.

const benches = [
  { file: "decode.ts", headline: "From the Images API onto the disk" },
  { file: "rows.ts", headline: "What a long history costs" },
  { file: "discord.ts", headline: "Acknowledging and delivering on Discord" },
  { file: "slack.ts", headline: "Acknowledging and delivering on Slack" },
];

for (const { file, headline } of benches) {
  console.log(`\n${headline}\n${"=".repeat(headline.length)}`);
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  const [code] = await once(child, "exit");
  if (code !== 0) process.exitCode = 1;
}
