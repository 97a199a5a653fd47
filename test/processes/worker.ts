import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { Timing } from "#core/timing.ts";
import { readConfig } from "#src/config.ts";
import { openLimner } from "#src/limner.ts";
import { type DeskPlatform, deskPlatform } from "./desk-platform.ts";

/*
 * A process of the service, whole, that tests may kill: it answers at the desk, and stops in peace on SIGTERM.
 * Arguments: address of the chat service, timing as JSON. Configuration comes from the environment, as ever.
 */
const [chatUrl = "", timing = ""] = process.argv.slice(2);
const config = readConfig();
const logFile = join(config.DATA_DIR, `worker-${process.pid}.log`);

function log(message: string, details: Readonly<Record<string, unknown>>): void {
  const { error, ...rest } = details;
  const line = { at: Date.now(), message, ...rest, error: error instanceof Error ? error.stack : error };
  try {
    appendFileSync(logFile, `${JSON.stringify(line)}\n`);
  } catch {
    // The disk may be full on purpose.
  }
}

const desks: DeskPlatform[] = [];
const limner = await openLimner(
  config,
  log,
  () => {
    desks.push(deskPlatform(chatUrl));
    return desks;
  },
  JSON.parse(timing) as Timing,
);
for (const desk of desks) await desk.start(limner.studio);

// Whoever started it is gone.
process.once("disconnect", () => process.exit(1));
process.once("SIGTERM", () => {
  limner
    .stop()
    .then(() => process.exit(0))
    .catch((error: unknown) => {
      log("stop failed", { error });
      process.exit(1);
    });
});
process.send?.({ port: desks[0]?.port() ?? 0, owner: limner.owner });
