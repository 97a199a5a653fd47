import { asAppError } from "#core/errors.ts";
import { words } from "#core/words.ts";
import { type Route, sendJson } from "./server.ts";

/** One thing that must be well before work may come. */
export interface Check {
  /** One word. */
  readonly name: string;
  /** Rejects with an AppError that says what is wrong. */
  run(): Promise<void>;
}

export interface HealthOptions {
  readonly version: string;
  /** In milliseconds. */
  uptimeMs(): number;
  readonly checks: readonly Check[];
  /** How long a check may take before it counts as failed, in milliseconds. */
  readonly patienceMs?: number;
}

/** `/healthz`: the process is alive. `/readyz`: it can take work; otherwise 503, and what is not well. */
export function healthRoutes({ version, uptimeMs, checks, patienceMs = 5_000 }: HealthOptions): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/healthz",
      async handle(_request, response) {
        sendJson(response, 200, { status: "alive", version, uptimeSeconds: Math.floor(uptimeMs() / 1000) });
      },
    },
    {
      method: "GET",
      path: "/readyz",
      async handle(_request, response) {
        const found = await Promise.all(checks.map(async (check) => [check.name, await verdict(check, patienceMs)]));
        const ready = found.every(([, said]) => said === "ok");
        sendJson(response, ready ? 200 : 503, { ready, parts: Object.fromEntries(found) });
      },
    },
  ];
}

async function verdict(check: Check, patienceMs: number): Promise<string> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve(`no answer within ${patienceMs / 1000} s`), patienceMs);
  const ran = check.run().then(
    () => "ok",
    (error: unknown) => words(asAppError(error).text, "en"),
  );
  const said = await Promise.race([ran, late.promise]);
  clearTimeout(timer);
  return said;
}
