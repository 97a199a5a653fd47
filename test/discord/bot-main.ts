import { appendFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import type { Timing } from "#core/timing.ts";
import type { Chat } from "#src/chats.ts";

/*
 * A process of the bot, whole, that tests may kill; stops in peace on SIGTERM.
 * Argument: timing as JSON. Configuration comes from the environment, as ever.
 */
enableCompileCache();
const [{ openChats }, { readConfig }, { openLimner }] = await Promise.all([
  import("#src/chats.ts"),
  import("#src/config.ts"),
  import("#src/limner.ts"),
]);
const config = readConfig();
const logFile = join(config.DATA_DIR, "bot.log");

function log(message: string, details: Readonly<Record<string, unknown>>): void {
  const { error, ...rest } = details;
  const line = { at: Date.now(), message, ...rest, error: error instanceof Error ? error.stack : error };
  appendFileSync(logFile, `${JSON.stringify(line)}\n`);
}

let chats: readonly Chat[] = [];
const limner = await openLimner(
  config,
  log,
  (ground) => {
    chats = openChats(config, log, ground);
    return chats.map(({ platform }) => platform);
  },
  JSON.parse(process.argv[2] ?? "") as Timing,
);
for (const { platform } of chats) await platform.start(limner.studio);

// Whoever started it is gone.
process.once("disconnect", () => process.exit(1));
process.once("SIGTERM", () => {
  void limner.stop().then(() => process.exit(0));
});
process.send?.("ready");
