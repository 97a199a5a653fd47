import { parseArgs } from "node:util";
import { makePlan } from "./plan.ts";
import { carryOut } from "./run.ts";
import { table, verdict } from "./table.ts";

const help = `Kills the service while people ask for pictures, and looks at what they got and what was paid.

  npm run chaos -- [--jobs 300] [--kills 30] [--workers 2] [--seed 1] [--faults 0.12] [--lease 1500] [--full-disk]

  --seed       the same seed gives the same plan
  --faults     share of paid requests that go wrong
  --lease      how long a claim lasts without a sign of life, in milliseconds
  --full-disk  on a small disk of its own that runs full twice; needs the right to mount one
  --json       figures as JSON
It ends with 1 when something was lost, charged twice, delivered twice, over budget or left open.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      jobs: { type: "string", default: "300" },
      kills: { type: "string", default: "30" },
      workers: { type: "string", default: "2" },
      seed: { type: "string", default: "1" },
      faults: { type: "string", default: "0.12" },
      lease: { type: "string", default: "1500" },
      "full-disk": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const leaseMs = Number(values.lease);
  const plan = makePlan({ jobs: Number(values.jobs), kills: Number(values.kills), seed: Number(values.seed), leaseMs });
  const disk = values["full-disk"] ? await import("./small-disk.ts").then(({ prepareDisk }) => prepareDisk()) : null;
  try {
    const outcome = await carryOut(plan, {
      workers: Number(values.workers),
      faultShare: Number(values.faults),
      leaseMs,
      dataDir: disk?.path ?? null,
      disturb: disk?.disturb ?? null,
    });
    console.log(values.json ? JSON.stringify(outcome) : table(outcome));
    const faults = verdict(outcome, { fullDisk: disk !== null });
    for (const fault of faults) console.error(`WRONG: ${fault}`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await disk?.remove();
  }
}

process.exitCode = await main();
