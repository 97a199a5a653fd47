import type { Kysely } from "kysely";
import type { RateRows } from "#core/records.ts";
import type { Database } from "./database-types.ts";

const whole = 1_000;
const minuteMs = 60_000;

export function rateRows(database: Kysely<Database>): RateRows {
  async function find(key: string) {
    return database.selectFrom("rates").selectAll().where("key", "=", key).executeTakeFirst();
  }

  async function write(key: string, tokens: number, updatedAt: number, blockedUntil: number): Promise<void> {
    const row = { tokens, updatedAt, blockedUntil };
    await database
      .insertInto("rates")
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
      .execute();
  }

  return {
    async take(key, perMinute, at) {
      const full = perMinute * whole;
      const bucket = (await find(key)) ?? { tokens: full, updatedAt: at, blockedUntil: 0 };
      if (bucket.blockedUntil > at) return bucket.blockedUntil - at;
      // The clocks of two machines differ: time never runs backwards for a bucket.
      const passedMs = Math.max(0, at - bucket.updatedAt);
      const tokens = Math.min(full, bucket.tokens + Math.floor((passedMs * full) / minuteMs));
      if (tokens < whole) return Math.ceil(((whole - tokens) * minuteMs) / full);
      await write(key, tokens - whole, Math.max(at, bucket.updatedAt), bucket.blockedUntil);
      return 0;
    },

    async block(key, until) {
      const bucket = await find(key);
      await write(key, bucket?.tokens ?? 0, bucket?.updatedAt ?? until, Math.max(until, bucket?.blockedUntil ?? 0));
    },
  };
}
