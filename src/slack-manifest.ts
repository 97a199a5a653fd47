import { commands } from "#commands/index.ts";
import { ConfigError, loadEnvironmentFile, readConfig } from "./config.ts";
import { manifest } from "./platforms/slack/manifest.ts";

// npm run slack-manifest -- [minimal|full] [https://…]: the app as api.slack.com takes it under "From a manifest", in JSON.
loadEnvironmentFile();
const [kind = "full", publicUrl = null] = process.argv.slice(2);
try {
  if (kind !== "minimal" && kind !== "full")
    throw new ConfigError(`${kind}: must be minimal (what nothing works without) or full`);
  const { SLACK_IMAGINE_COMMAND, SLACK_EDIT_COMMAND, SLACK_MODE } = readConfig();
  if (SLACK_MODE === "http" && !/^https:\/\/./.test(publicUrl ?? ""))
    throw new ConfigError(
      `SLACK_MODE=http needs the address of the service: npm run slack-manifest -- ${kind} https://…`,
    );
  const made = manifest(commands, {
    imagineCommand: SLACK_IMAGINE_COMMAND,
    editCommand: SLACK_EDIT_COMMAND,
    mode: SLACK_MODE,
    ...{ publicUrl, kind },
  });
  process.stdout.write(`${JSON.stringify(made, null, 2)}\n`);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
