import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { settings } from "./settings/all.ts";

type Name = keyof typeof settings;
export type Config = { readonly [Key in Name]: z.output<(typeof settings)[Key]["schema"]> };

/** Something in the environment is wrong; the message lists everything that is, one line each. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Takes in `.env` of the current folder where there is one; what the environment says already stays. */
export function loadEnvironmentFile(): void {
  // Node's own flag for this writes a line to people who have no such file.
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** Reads and checks all settings; an empty value counts as not given. Throws a ConfigError with every problem at once. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.keys(settings).map((name) => [name, environment[name]?.trim() || undefined]);
  const schema = z.object(Object.fromEntries(Object.entries(settings).map(([name, { schema }]) => [name, schema])));
  const read = schema.safeParse(Object.fromEntries(given));
  if (!read.success) {
    const lines = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new ConfigError(lines.join("\n"));
  }
  // The schema above was made from the same table that Config is inferred from.
  const config = read.data as Config;
  return { ...config, DATA_DIR: resolve(config.DATA_DIR) };
}

/** Which of these names the environment has; never their values. */
export function namesSet(names: readonly string[], environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  return names.filter((name) => environment[name]?.trim());
}

/** The text of `.env.example`. */
export function envExample(): string {
  const lines = Object.entries(settings).map(([name, { about, example }]) => `# ${about}\n${name}=${example}\n`);
  return `# Copy to .env and fill in what you need; everything has a default.\n\n${lines.join("\n")}`;
}

/** What a terminal tells of itself and its person, as far as it is known. */
export interface Shell {
  /** Where the person stands: npm runs scripts in the project's folder. */
  readonly folder: string;
  readonly locale: string;
  readonly program: string;
  readonly kind: string;
  readonly trueColor: boolean;
  readonly kitty: boolean;
}

/** Reads what the shell says of itself. */
export function readShell(environment: NodeJS.ProcessEnv = process.env): Shell {
  const language = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "en";
  return {
    folder: environment.INIT_CWD ?? process.cwd(),
    locale: language.split(".")[0]?.replace("_", "-") || "en",
    program: environment.TERM_PROGRAM ?? "",
    kind: environment.TERM ?? "",
    trueColor: /truecolor|24bit/.test(environment.COLORTERM ?? ""),
    kitty: environment.KITTY_WINDOW_ID !== undefined,
  };
}
