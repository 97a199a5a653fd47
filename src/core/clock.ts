import { randomBytes } from "node:crypto";

/** What is not the same twice, as parameters: tests give their own. */
export interface Chance {
  /** Milliseconds since 1970. */
  now(): number;
  /** A new job id: 10 characters of Crockford's base 32, 50 random bits, easy to read aloud and to type. */
  jobId(): string;
  /** Any other new id. */
  id(): string;
}

const crockford = "0123456789abcdefghjkmnpqrstvwxyz";

export const realChance: Chance = {
  now: () => Date.now(),
  jobId: () => Array.from(randomBytes(10), (byte) => crockford[byte % 32]).join(""),
  id: () => randomBytes(12).toString("hex"),
};
