import type { Answer } from "#core/answer.ts";
import type { ErrorCode } from "#core/errors.ts";

/** What the process ends with, for scripts. */
export const exitCodes = {
  done: 0,
  /** The image service failed, or what became of the picture is not known. */
  failed: 1,
  /** Something asked for is not possible as it was asked; nothing was paid. */
  invalid: 2,
  /** Some pictures are there, others are not. */
  partial: 3,
  /** Made and kept, but not written where it was asked for. */
  notWritten: 4,
  /** Refused by the safety check, by rights or by a limit. */
  refused: 5,
  /** As a shell says of a process that Ctrl-C ended. */
  cancelled: 130,
} as const;

const byCode: Readonly<Record<ErrorCode, number>> = {
  invalid: exitCodes.invalid,
  misconfigured: exitCodes.invalid,
  blocked: exitCodes.refused,
  forbidden: exitCodes.refused,
  limited: exitCodes.refused,
  delivery: exitCodes.notWritten,
  cancelled: exitCodes.cancelled,
  busy: exitCodes.failed,
  timeout: exitCodes.failed,
  unknown: exitCodes.failed,
  provider: exitCodes.failed,
  bug: exitCodes.failed,
};

export function exitCodeOf({ problem, images }: Answer): number {
  if (problem === null) return exitCodes.done;
  return images.length > 0 ? exitCodes.partial : byCode[problem];
}

export function exitCodeOfError(code: ErrorCode): number {
  return byCode[code];
}
