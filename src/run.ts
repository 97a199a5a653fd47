import { userInfo } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { commands } from "#commands/index.ts";
import type { Command } from "#core/command.ts";
import { asAppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { words } from "#core/words.ts";
import { type Config, ConfigError, loadEnvironmentFile, readConfig, readShell } from "./config.ts";
import { configuredModel } from "./image-model.ts";
import { makeDataFolder, openLimner } from "./limner.ts";
import { coreLog, openLog } from "./log.ts";
import { asksForHelp } from "./platforms/terminal/arguments.ts";
import { exitCodeOfError, exitCodes } from "./platforms/terminal/exit-codes.ts";
import { printable } from "./platforms/terminal/printable.ts";
import { terminal } from "./platforms/terminal/terminal.ts";
import { overview, usage } from "./platforms/terminal/usage.ts";

loadEnvironmentFile();
const shell = readShell();

/** Runs what was typed after the script's name, or the service when nothing was; resolves with the exit code and never rejects. */
export function run(argv: readonly string[]): Promise<number> {
  return chooseAndRun(argv).catch(explain);
}

async function chooseAndRun([name, ...argv]: readonly string[]): Promise<number> {
  const config = readConfig();
  if (name === undefined) return start(config);
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return runCommand(config, command, argv);
  const known = ["help", "--help", "-h"].includes(name);
  const stream = known ? process.stdout : process.stderr;
  if (!known) stream.write(`${printable(words(say("help.unknown-command", { command: name }), shell.locale))}\n\n`);
  stream.write(`${overview(commands, howToStart, shell.locale)}\n`);
  return known ? exitCodes.done : exitCodes.invalid;
}

/** One command from the terminal. */
async function runCommand(config: Config, command: Command, argv: readonly string[]): Promise<number> {
  const today = new Date().toISOString().slice(0, 10);
  if (asksForHelp(argv)) {
    // Without opening anything: help must work where nothing else does.
    const { columns } = process.stdout;
    const models = configuredModel(config, null).models();
    const page = usage(command, howToStart(command.name), { models, today }, shell.locale, columns || 80);
    process.stdout.write(`${page}\n`);
    return exitCodes.done;
  }
  await makeDataFolder(config.DATA_DIR);
  // A log on the screen would write across the progress bar; a file keeps what a bug report needs.
  const destination = pino.destination({ dest: join(config.DATA_DIR, "terminal.log"), sync: true });
  const log = coreLog(openLog({ level: config.LOG_LEVEL, secrets: secretsOf(config), destination }));
  const opened: { terminal: ReturnType<typeof terminal> | null } = { terminal: null };
  const limner = await openLimner(config, log, ({ images, tools }) => {
    opened.terminal = terminal({
      command,
      argv,
      folder: shell.folder,
      person: personName(),
      locale: shell.locale,
      input: process.stdin,
      streams: { out: process.stdout, note: process.stderr },
      screen: shell,
      images,
      tools,
      onInterrupt(listener) {
        for (const signal of interrupts) process.on(signal, listener);
        return () => {
          for (const signal of interrupts) process.off(signal, listener);
        };
      },
      leave: (exitCode) => process.exit(exitCode),
    });
    return [opened.terminal];
  });
  for (const platform of limner.platforms) await platform.start(limner.studio);
  await limner.stop();
  return opened.terminal?.exitCode() ?? exitCodes.failed;
}

/** The service: every chat platform that is set up. */
async function start(config: Config): Promise<number> {
  // Loaded for the service alone: the chat platforms' own clients take longer than all that a terminal needs.
  const { runService } = await import("./service.ts");
  // The log goes to whatever collects it, as JSON and nothing else; people read the other stream.
  const log = coreLog(openLog({ level: config.LOG_LEVEL, secrets: secretsOf(config) }));
  // A slip in a client's library must not take along what others have paid for. Ours are caught where they happen.
  process.on("unhandledRejection", (error) => log("unhandled rejection", { error }));
  const exitCode = await runService({
    config,
    log,
    note: (text) => process.stderr.write(text),
    onStop(listener) {
      process.on("SIGINT", listener);
      process.on("SIGTERM", listener);
    },
    leave: () => process.exit(exitCodes.failed),
    tryIt: `${howToStart("imagine")} "a lighthouse at dusk"`,
    locale: shell.locale,
  });
  // All is closed and written; a connection to somebody who hangs is nothing to wait for.
  setTimeout(() => process.exit(exitCode), 2_000).unref();
  return exitCode;
}

/** Ctrl-C, a request to end, a window that is closed: each leaves what is being painted to be settled first. */
const interrupts = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The name of whoever types; containers often run as a user that has none. */
function personName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user-${process.getuid?.() ?? 0}`;
  }
}

function howToStart(command: string): string {
  return command === "imagine" || command === "edit" ? `npm run ${command} --` : `npm run limner -- ${command}`;
}

function secretsOf(config: Config): readonly (string | undefined)[] {
  const { OPENAI_API_KEY, SECRET_KEY, DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET } = config;
  return [OPENAI_API_KEY, SECRET_KEY, DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET];
}

function explain(error: unknown): number {
  if (error instanceof ConfigError) {
    process.stderr.write(
      `These settings are not right:\n${error.message.replace(/^/gm, "  ")}\nCorrect them in .env or in the environment.\n`,
    );
    return exitCodes.invalid;
  }
  const failure = asAppError(error);
  process.stderr.write(
    `${printable(words(failure.text, shell.locale))}\n${failure.code === "bug" ? `${printable(failure.message)}\n` : ""}`,
  );
  return exitCodeOfError(failure.code);
}
