const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  second: 1000,
  seconds: 1000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * How long the provider asks us to wait, in milliseconds: from `retry-after-ms`, from `retry-after` (seconds or a date),
 * else from the only other place where it says so, the text ("Please try again in 1m12.5s."). Null when it says nothing.
 */
export function retryAfterMs(headers: Headers | null, message: string, nowMs: number): number | null {
  const exact = Number.parseFloat(headers?.get("retry-after-ms") ?? "");
  if (exact >= 0) return Math.ceil(exact);
  const header = headers?.get("retry-after") ?? "";
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(header)) return Math.ceil(Number(header) * 1000);
  const date = Date.parse(header);
  if (!Number.isNaN(date)) return Math.max(0, date - nowMs);
  const wait = /try again (?:in|after) ((?:\d+(?:\.\d+)?\s*(?:ms|seconds?|s|m|h)\s*)+)/i.exec(message)?.[1];
  if (!wait) return null;
  const parts = [...wait.matchAll(/(\d+(?:\.\d+)?)\s*(ms|seconds?|s|m|h)/gi)];
  return Math.ceil(
    parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit?.toLowerCase() ?? ""] ?? 0), 0),
  );
}
