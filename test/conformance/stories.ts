import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startVitest, type TestModule } from "vitest/node";

/** What the fakes received and answered while stories were told. */
export interface Told {
  /** Tests that failed, each with the first line of why. */
  readonly failed: readonly string[];
  /** By the fake's name, in no order. */
  readonly exchanges: ReadonlyMap<string, readonly unknown[]>;
}

/** These decide for their whole process which files sharp may read, as vitest.config.ts has it. */
const ownProcess = "test/local-images-api/";

/** Runs these tests with every exchange recorded. The fakes write nothing unless a story is told here. */
export async function tellStories(include: readonly string[]): Promise<Told> {
  const exchangesFolder = await mkdtemp(join(tmpdir(), "limner-conformance-"));
  try {
    const { shared = [], alone = [] } = Object.groupBy(include, (path) =>
      path.startsWith(ownProcess) ? "alone" : "shared",
    );
    const common = {
      ...{ testTimeout: 30_000, hookTimeout: 30_000 },
      ...{ setupFiles: [join(import.meta.dirname, "record.ts")], provide: { exchangesFolder } },
    };
    // Without the project's own settings: its projects name their tests themselves, and take no setup file from here.
    const vitest = await startVitest("test", [], {
      ...{ config: false, watch: false, reporters: [], maxWorkers: 2 },
      projects: [
        { test: { ...common, name: "shared", include: shared, isolate: false } },
        { test: { ...common, name: "alone", include: alone } },
      ].filter(({ test }) => test.include.length > 0),
    });
    const failed = vitest.state.getTestModules().flatMap(failuresOf);
    await vitest.close();
    return { failed, exchanges: await readExchanges(exchangesFolder) };
  } finally {
    await rm(exchangesFolder, { recursive: true });
  }
}

function failuresOf(file: TestModule): readonly string[] {
  const why = (errors: readonly { readonly message: string }[] = []) => errors[0]?.message.split("\n")[0] ?? "";
  const tests = [...file.children.allTests("failed")];
  if (tests.length === 0 && !file.ok()) return [`${file.relativeModuleId}: ${why(file.errors())}`];
  return tests.map((test) => `${file.relativeModuleId}: ${test.fullName}: ${why(test.result().errors)}`);
}

async function readExchanges(folder: string): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const byName = new Map<string, unknown[]>();
  for (const file of await readdir(folder)) {
    const name = file.slice(0, file.lastIndexOf("-"));
    const lines = (await readFile(join(folder, file), "utf8")).trimEnd().split("\n");
    byName.set(name, [...(byName.get(name) ?? []), ...lines.map((line): unknown => JSON.parse(line))]);
  }
  return byName;
}
