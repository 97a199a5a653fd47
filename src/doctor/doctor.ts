import { parseArgs } from "node:util";
import { type Config, ConfigError, loadEnvironmentFile, namesSet, readConfig } from "#src/config.ts";
import { bystanders } from "./bystanders.ts";
import { wrongSettings } from "./checks/configuration.ts";
import { examine } from "./examine.ts";
import { openReport } from "./report.ts";

const help = `Looks whether Limner can work here, and what to do where it cannot.

  npm run doctor -- [--paint] [--json]

  --paint  also paints one small picture, which costs less than a cent: the only full proof
  --json   one JSON array of {name, state, says, fix}; state is ok, warning, failed or not-proved

Ends with 0 when nothing failed, with 1 otherwise.
`;

function readArguments(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      paint: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return values;
}

/** The settings, or everything that is wrong with them. */
function readSettings(): Config | ConfigError {
  try {
    loadEnvironmentFile();
    return readConfig();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    return new ConfigError(`.env cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Examines this machine as the command line says and prints what it finds; resolves with the exit code and never rejects. */
export async function doctor(argv: readonly string[]): Promise<number> {
  try {
    return await examineAndReport(argv);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${help}`);
    return 1;
  }
}

async function examineAndReport(argv: readonly string[]): Promise<number> {
  const { paint, json, help: asksForHelp } = readArguments(argv);
  if (asksForHelp) {
    process.stdout.write(help);
    return 0;
  }
  const config = readSettings();
  const write = (text: string) => void process.stdout.write(text);
  if (config instanceof ConfigError) {
    const report = openReport({ json, secrets: [], write });
    report.add(wrongSettings(config));
    return report.end();
  }
  const report = openReport({ json, secrets: [config.OPENAI_API_KEY, config.SECRET_KEY], write });
  const enough = new AbortController();
  process.once("SIGINT", () => enough.abort());
  const context = { config, paint, alsoSet: namesSet(Object.keys(bystanders)), now: Date.now, signal: enough.signal };
  for await (const findings of examine(context)) {
    report.add(findings);
    if (enough.signal.aborted) break;
  }
  return report.end();
}
