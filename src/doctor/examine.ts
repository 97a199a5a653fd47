import { checks } from "./checks.ts";
import { type Context, type Finding, failed } from "./finding.ts";

/** Runs every check, one after the other, and yields what each one found. Never throws: a check that does has found a bug. */
export async function* examine(context: Omit<Context, "before">): AsyncGenerator<readonly Finding[]> {
  const before: Finding[] = [];
  for (const check of checks) {
    const findings = await check.run({ ...context, before }).catch((error: unknown) => [broken(check.name, error)]);
    before.push(...findings);
    yield findings;
  }
}

function broken(name: string, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  return failed(name, `could not be looked at: ${reason}`, "this is a bug of Limner: please report it with this line");
}
