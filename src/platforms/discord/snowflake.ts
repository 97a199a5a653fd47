/** The start of Discord's time: 2015 (Reference, snowflakes). */
const epochMs = 1_420_070_400_000n;

/** When a snowflake was made, in milliseconds since 1970. */
export function madeAt(snowflake: string): number {
  return Number((BigInt(snowflake) >> 22n) + epochMs);
}
