import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("24 askings, five harmed processes, a provider with faults: nothing lost, nothing charged twice, nothing over budget", async () => {
  const main = resolve("bench/chaos/main.ts");
  // It ends with 1, and says why, when anything is not as it should be.
  const { stdout } = await run(process.execPath, [main, "--jobs", "24", "--kills", "5", "--seed", "7", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    lost: [],
    chargedTwice: [],
    deliveredTwice: [],
    misbooked: [],
    reservedMicros: 0,
    openRows: 0,
    uncoveredMicros: 0,
  });
}, 60_000);
