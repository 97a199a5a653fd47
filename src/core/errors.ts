import { type Message, say } from "./message.ts";

export type ErrorCode =
  | "invalid"
  | "blocked"
  | "forbidden"
  | "limited"
  | "busy"
  | "timeout"
  | "cancelled"
  | "unknown"
  | "provider"
  | "delivery"
  | "misconfigured"
  | "bug";

/** Whether the provider bills what failed. */
export type Charged = "no" | "yes" | "unknown";

/** Whether the same paid request may be sent again: only where it provably did not run, or once where the provider itself says that it broke. */
export type Again = "never" | "once" | "later";

/** Who must act on an error, and how loudly the log speaks of it. Total: a new code does not compile without its row. */
export const errorTable: Readonly<
  Record<ErrorCode, { logLevel: "debug" | "info" | "warn" | "error"; actor: "person" | "operator" | "nobody" }>
> = {
  invalid: { logLevel: "debug", actor: "person" },
  blocked: { logLevel: "info", actor: "person" },
  forbidden: { logLevel: "info", actor: "person" },
  limited: { logLevel: "info", actor: "person" },
  busy: { logLevel: "warn", actor: "nobody" },
  timeout: { logLevel: "warn", actor: "nobody" },
  cancelled: { logLevel: "info", actor: "nobody" },
  unknown: { logLevel: "warn", actor: "person" },
  provider: { logLevel: "error", actor: "nobody" },
  delivery: { logLevel: "error", actor: "operator" },
  misconfigured: { logLevel: "error", actor: "operator" },
  bug: { logLevel: "error", actor: "operator" },
};

export interface Failure {
  readonly code: ErrorCode;
  /** What the person reads. */
  readonly text: Message;
  readonly charged: Charged;
}

/** The one error that crosses a port. `message` is for the log, `text` for the person. */
export class AppError extends Error implements Failure {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly text: Message;
  readonly charged: Charged;
  readonly again: Again;
  /** How long the other side asks us to wait, in milliseconds. */
  readonly retryAfterMs: number | null;

  constructor(
    code: ErrorCode,
    text: Message,
    details: { charged?: Charged; again?: Again; retryAfterMs?: number | null; log?: string; cause?: unknown } = {},
  ) {
    super(details.log ?? text.code, { cause: details.cause });
    this.code = code;
    this.text = text;
    this.charged = details.charged ?? "no";
    this.again = details.again ?? "never";
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** Whatever was thrown, as an AppError: what nobody translated is a bug of ours. */
export function asAppError(error: unknown, charged: Charged = "no"): AppError {
  if (error instanceof AppError) return error;
  if (isDiskFull(error)) return new AppError("misconfigured", say("disk.full"), { charged, cause: error });
  const log = error instanceof Error ? error.message : String(error);
  return new AppError("bug", say("bug"), { charged, log, cause: error });
}

/** A full disk says so in several voices: the file system's code, or SQLite's (13 is SQLITE_FULL). */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return code === "ENOSPC" || code === "EDQUOT" || errcode === 13 || isDiskFull(error.cause);
}
