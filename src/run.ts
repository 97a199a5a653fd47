import { userInfo } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import pino from "pino";
import { commands } from "#commands/index.ts";
import type { Command } from "#core/command.ts";
import { asAppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { words } from "#core/words.ts";
import { type Config, ConfigError, readConfig, readShell, type Shell } from "./config.ts";
import { configuredModel } from "./image-model.ts";
import { coreLog, openLog } from "./log.ts";
import { asksForHelp } from "./platforms/terminal/arguments.ts";
import { exitCodeOfError, exitCodes } from "./platforms/terminal/exit-codes.ts";
import { printable } from "./platforms/terminal/printable.ts";
import type { Streams } from "./platforms/terminal/screen-output.ts";
import { terminal } from "./platforms/terminal/terminal.ts";
import { overview, usage } from "./platforms/terminal/usage.ts";

/** What a command line finds around it. */
export interface Surroundings {
  /** What the shell has set; left out, what this process was started with. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly streams: Streams;
  /** Calls the listener at every Ctrl-C and the like, and returns how to stop that. */
  onInterrupt(listener: () => void): () => void;
  /** Ends the process at once. */
  leave(exitCode: number): void;
}

/** Ctrl-C, a request to end, a window that is closed: each leaves what is being painted to be settled first. */
const interrupts = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const thisProcess: Surroundings = {
  // Opened when a command reads it: the service never does.
  get input() {
    return process.stdin;
  },
  get streams() {
    return { out: process.stdout, note: process.stderr };
  },
  onInterrupt(listener) {
    for (const signal of interrupts) process.on(signal, listener);
    return () => {
      for (const signal of interrupts) process.off(signal, listener);
    };
  },
  leave: (exitCode) => process.exit(exitCode),
};

/** Runs what was typed after the script's name, or the service when nothing was; resolves with the exit code and never rejects. */
export function run(argv: readonly string[], around: Surroundings = thisProcess): Promise<number> {
  const shell = readShell(around.environment);
  return chooseAndRun(argv, around, shell).catch((error: unknown) => explain(error, around.streams.note, shell.locale));
}

async function chooseAndRun([name, ...argv]: readonly string[], around: Surroundings, shell: Shell): Promise<number> {
  const config = readConfig(around.environment);
  if (name === undefined) return start(config, shell.locale);
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return runCommand(config, command, argv, around, shell);
  const { out, note } = around.streams;
  const known = ["help", "--help", "-h"].includes(name);
  const stream = known ? out : note;
  if (!known) stream.write(`${printable(words(say("help.unknown-command", { command: name }), shell.locale))}\n\n`);
  stream.write(`${overview(commands, howToStart, shell.locale)}\n`);
  return known ? exitCodes.done : exitCodes.invalid;
}

/** One command from the terminal. */
async function runCommand(
  config: Config,
  command: Command,
  argv: readonly string[],
  around: Surroundings,
  shell: Shell,
): Promise<number> {
  const { streams } = around;
  if (asksForHelp(argv)) {
    // Without opening anything: help must work where nothing else does.
    const today = new Date().toISOString().slice(0, 10);
    const models = configuredModel(config, null).models();
    const columns = streams.out.columns || 80;
    const page = usage(command, howToStart(command.name), { models, today }, shell.locale, columns);
    streams.out.write(`${page}\n`);
    return exitCodes.done;
  }
  // Loaded when something is opened: stores and what reads pictures take longer than all that help needs.
  const { makeDataFolder, openLimner } = await import("./limner.ts");
  await makeDataFolder(config.DATA_DIR);
  // A log on the screen would write across the progress bar; a file keeps what a bug report needs.
  const destination = pino.destination({ dest: join(config.DATA_DIR, "terminal.log"), sync: true });
  const log = coreLog(openLog({ level: config.LOG_LEVEL, secrets: secretsOf(config), destination }));
  const opened: { terminal: ReturnType<typeof terminal> | null } = { terminal: null };
  const { input, onInterrupt, leave } = around;
  const { folder, locale } = shell;
  const limner = await openLimner(config, log, ({ images, tools }) => {
    const person = personName();
    const typed = { command, argv, folder, person, locale, screen: shell };
    opened.terminal = terminal({ ...typed, input, streams, images, tools, onInterrupt, leave });
    return [opened.terminal];
  });
  for (const platform of limner.platforms) await platform.start(limner.studio);
  await limner.stop();
  return opened.terminal?.exitCode() ?? exitCodes.failed;
}

/** The service: every chat platform that is set up. */
async function start(config: Config, locale: string): Promise<number> {
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
    locale,
  });
  // All is closed and written; a connection to somebody who hangs is nothing to wait for.
  setTimeout(() => process.exit(exitCode), 2_000).unref();
  return exitCode;
}

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

function explain(error: unknown, note: NodeJS.WritableStream, locale: string): number {
  if (error instanceof ConfigError) {
    note.write(
      `These settings are not right:\n${error.message.replace(/^/gm, "  ")}\nCorrect them in .env or in the environment.\n`,
    );
    return exitCodes.invalid;
  }
  const failure = asAppError(error);
  note.write(
    `${printable(words(failure.text, locale))}\n${failure.code === "bug" ? `${printable(failure.message)}\n` : ""}`,
  );
  return exitCodeOfError(failure.code);
}
