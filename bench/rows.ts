import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { history } from "#commands/history.ts";
import { usage } from "#commands/usage.ts";
import { hold, nothing, settleHolds } from "#core/budget.ts";
import { realChance } from "#core/clock.ts";
import type { Context } from "#core/command.ts";
import { commandContext } from "#core/context.ts";
import type { Actor, Place } from "#core/people.ts";
import type { Records } from "#core/records.ts";
import type { Job, Picture } from "#core/rows.ts";
import { inProcessQueue } from "#src/stores/queues/in-process-queue.ts";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";

// What a long history costs: the same four things with 1,000 and with 1,000,000 past jobs, in turn, in one run.

const rounds = 300;
const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 20, 12);
const policy = { timeZone: "UTC", dailyMicros: 10_000_000, monthlyMicros: 100_000_000 };
const place: Place = { platform: "bench", workspace: "house", channel: "hall", thread: null };

function person(id: number): Actor {
  return { platform: "bench", workspace: "house", id: `p${id}`, name: "", right: "anyone", roles: [], locale: "en" };
}

function jobOf(id: string, actor: Actor, createdAt: number): Job {
  return {
    id,
    command: "imagine",
    actor,
    place,
    replyTo: { platform: "bench", session: null, audience: "public", locale: "en", data: { channel: "hall" } },
    request: {
      ...{
        prompt: "a lighthouse at dusk, with a small boat and two gulls",
        instruction: null,
        count: 1,
        images: [],
        mask: null,
        notes: [],
      },
      ...{
        model: "gpt-image-2",
        size: { width: 1024, height: 1024 },
        quality: "medium",
        format: "png",
        compression: null,
      },
      ...{ background: "auto", moderation: "auto", partialImages: 1, spoiler: false },
    },
    ...{ parentJobId: null, retryOfJobId: null, budget: [], createdAt, cancelRequestedAt: null, handedOverAt: null },
  };
}

function pictureOf(job: Job): Picture {
  return {
    ...{ id: `${job.id}-1`, jobId: job.id, position: 1, state: "waiting", attempt: 0, owner: null, leaseUntil: null },
    ...{
      reservedMicros: 60_000,
      charged: null,
      costMicros: null,
      costSource: null,
      failure: null,
      paintedImageId: null,
    },
    ...{ imageId: null, notes: [], requestId: null, usage: null, startedAt: null, settledAt: null },
  };
}

/** A database with so many jobs of the last three years, spread over twenty people: one real job, copied by SQL. */
async function filled(folder: string, jobs: number): Promise<Records> {
  const path = join(folder, `${jobs}.db`);
  const records = await openSqliteRecords({ path, log: () => {} });
  const job = { ...jobOf("template", person(0), now - 3 * 365 * dayMs), handedOverAt: now };
  await records.transaction(async (transaction) => {
    const picture = pictureOf(job);
    await transaction.jobs.insert(job);
    await transaction.pictures.insert([picture]);
    await transaction.pictures.claim(picture.id, { owner: "bench", leaseUntil: now }, now);
    const failure = { code: "provider", text: { code: "bug", parameters: {} }, charged: "yes" } as const;
    const settlement = { state: "failed", failure, costMicros: 52_680, requestId: "req_1" } as const;
    await transaction.pictures.settle(picture.id, 1, settlement, job.createdAt);
    const booked = {
      pictureId: picture.id,
      attempt: 1,
      actor: job.actor,
      place,
      costMicros: 52_680,
      personMicros: 52_680,
    };
    await transaction.ledger.book({ ...booked, source: "usage", priceVersion: "bench", bookedAt: job.createdAt });
  });
  const database = new DatabaseSync(path);
  const spread = Math.floor((3 * 365 * dayMs) / jobs);
  const at = `created_at + n * ${spread}`;
  copy(database, "jobs", jobs, { id: "'j' || n", actor_id: "'p' || (n % 20)", created_at: at });
  const settled = at.replace("created_at", "settled_at");
  copy(database, "pictures", jobs, { id: "'j' || n || '-1'", job_id: "'j' || n", settled_at: settled });
  const booked = at.replace("created_at", "booked_at");
  copy(database, "ledger", jobs, { picture_id: "'j' || n || '-1'", actor_id: "'p' || (n % 20)", booked_at: booked });
  database.exec("analyze");
  database.close();
  return records;
}

function copy(database: DatabaseSync, table: string, times: number, changed: Readonly<Record<string, string>>): void {
  const columns = database
    .prepare(`select name from pragma_table_info('${table}')`)
    .all()
    .map(({ name }) => String(name));
  const values = columns.map((column) => changed[column] ?? column);
  database.exec(`
    insert into ${table} (${columns.join(", ")})
    with recursive counted(n) as (select 1 union all select n + 1 from counted where n < ${times})
    select ${values.join(", ")} from (select * from ${table} limit 1) cross join counted`);
}

/** Runs a command as the studio does. */
function asked(records: Records, round: number, run: (context: Context) => Promise<unknown>): Promise<unknown> {
  const actor = person(round % 20);
  const replyTo = jobOf("", actor, now).replyTo;
  const queue = inProcessQueue({ slots: { paint: 0, deliver: 0, remove: 0 }, log: () => {} });
  const defaults = { model: "gpt-image-2", quality: "medium", size: { width: 1024, height: 1024 } };
  const around = { models: [], defaults, today: "2026-11-20", commands: [], queue, chance: realChance, limits: policy };
  return records.transaction((rows) => run(commandContext(rows, { actor, place, replyTo }, around)));
}

const tasks: Readonly<Record<string, (records: Records, round: number) => Promise<unknown>>> = {
  async enqueue(records, round) {
    const job = jobOf(`new${round}`, person(round % 20), now + round);
    await records.transaction(async (transaction) => {
      await transaction.jobs.openOf(job.actor);
      await transaction.jobs.countOpen();
      const wanted = { count: 1, eachMicros: 100 };
      const { holds } = await hold(transaction, { actor: job.actor, place }, wanted, policy, now);
      await transaction.jobs.insert({ ...job, budget: holds });
      await transaction.pictures.insert([pictureOf(job)]);
    });
  },
  async claim(records, round) {
    await records.transaction(async (transaction) => {
      const claim = { owner: "bench", leaseUntil: now + round };
      const picture = await transaction.pictures.claim(`new${round}-1`, claim, now);
      const job = await transaction.jobs.find(`new${round}`);
      if (!picture || !job) throw new Error("the job that was just queued is gone");
      await settleHolds(transaction, job.budget, { reservedMicros: 100 }, nothing);
      await transaction.jobs.handOver(job.id, now);
    });
  },
  history: (records, round) => asked(records, round, (context) => history.run({ page: 1 }, context)),
  usage: (records, round) =>
    asked(records, round, (context) => usage.run({ by: "me", period: "month", csv: false }, context)),
};

const folder = await mkdtemp(join(tmpdir(), "limner-rows-"));
try {
  const few = await filled(folder, 1_000);
  const many = await filled(folder, 1_000_000);
  console.log(`${rounds} times each, in turn; medians in milliseconds`);
  for (const [name, task] of Object.entries(tasks)) {
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, records] of [few, many].entries()) {
        const startedAt = performance.now();
        await task(records, round);
        times[index]?.push(performance.now() - startedAt);
      }
    }
    const [thousand, million] = times.map(median);
    console.log(
      `${name.padEnd(8)}  1,000 jobs ${(thousand ?? 0).toFixed(3)}  1,000,000 jobs ${(million ?? 0).toFixed(3)}  ratio ${((million ?? 0) / (thousand ?? 1)).toFixed(2)}`,
    );
  }
  await few.close();
  await many.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
