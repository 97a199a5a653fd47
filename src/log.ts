import pino, { type DestinationStream, type Logger } from "pino";
import { AppError, errorTable } from "#core/errors.ts";

/** What looks like a secret of one of the services, wherever it stands in a line. */
const secretShapes = [
  /\bsk-[A-Za-z0-9_-]{8,}/g,
  /\bxox[a-z]-[A-Za-z0-9-]{8,}/g,
  /\bxapp-[A-Za-z0-9-]{8,}/g,
  /\b(?:Bearer|Bot)\s+[A-Za-z0-9._~+/=-]{8,}/g,
  /\b[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}/g,
  /\/webhooks\/\d+\/[A-Za-z0-9_-]{20,}/g,
  /hooks\.slack\.com\/[A-Za-z0-9/_-]+/g,
];

/** Fields that are never written, at any of these depths. */
const secretFields = ["authorization", "apiKey", "token", "password", "secret", "cookie", "prompt"];

/** The log: JSON lines without secrets. `secrets` are the configured ones, removed to the letter; shapes catch the others. */
export function openLog(options: {
  readonly level: string;
  readonly secrets: readonly (string | undefined)[];
  readonly destination?: DestinationStream;
}): Logger {
  const literal = options.secrets.flatMap((secret) => (secret ? [secret] : []));
  const settings = {
    level: options.level,
    base: null,
    redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`, `*.headers.${field}`]) },
    serializers: { error: pino.stdSerializers.errWithCause },
    // Redaction knows paths only: a secret inside a message or a stack is caught here, in the line as it is written.
    hooks: { streamWrite: (line: string) => scrub(line, literal) },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** A line without anything that is, or looks like, a secret. */
export function scrub(line: string, secrets: readonly string[]): string {
  const known = secrets.reduce((text, secret) => text.replaceAll(secret, "[secret]"), line);
  return secretShapes.reduce((text, shape) => text.replace(shape, "[secret]"), known);
}

/** The log as the core writes it: an error's code decides how loud it is. */
export function coreLog(logger: Logger): (message: string, details: Readonly<Record<string, unknown>>) => void {
  return (message, details) => {
    const { error } = details;
    const level = error instanceof AppError ? errorTable[error.code].logLevel : error === undefined ? "info" : "error";
    logger[level](details, message);
  };
}
