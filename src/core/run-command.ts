import { hasRight } from "./access.ts";
import { defaultsFor } from "./allowed.ts";
import type { Answer } from "./answer.ts";
import type { Chance } from "./clock.ts";
import type { Command, Defaults, ImageRequest, Surroundings } from "./command.ts";
import { commandContext } from "./context.ts";
import { AppError } from "./errors.ts";
import type { Invocation } from "./invocation.ts";
import type { LimitPolicy } from "./limits.ts";
import { say } from "./message.ts";
import type { ImageModel } from "./model.ts";
import type { Queue } from "./queue.ts";
import type { Transaction } from "./records.ts";
import { refusal } from "./refusal.ts";
import { checkValues } from "./values.ts";

export interface CommandParts {
  readonly commands: readonly Command[];
  readonly defaults: Defaults;
  readonly model: ImageModel;
  readonly queue: Queue;
  readonly chance: Chance;
  readonly limits: LimitPolicy;
}

/** What checks need to know beside the values, before it is known who asks. */
export function surroundings({ chance, model, defaults }: CommandParts): Surroundings {
  const today = new Date(chance.now()).toISOString().slice(0, 10);
  return { models: model.models(), defaults, today };
}

/** Runs a command for somebody, inside a transaction; wrong values are an answer too. Rejects with an AppError when it is not for them. */
export async function runCommand(
  parts: CommandParts,
  transaction: Transaction,
  invocation: Invocation,
): Promise<{ readonly asked: Answer | ImageRequest; readonly around: Surroundings }> {
  const { commands, queue, chance, limits } = parts;
  const command = commands.find(({ name }) => name === invocation.command);
  if (!command) throw new AppError("invalid", say("command.unknown", { command: invocation.command }));
  if (!hasRight(invocation.actor, command.mayUse)) {
    throw new AppError("forbidden", say("command.forbidden", { command: command.name }));
  }
  const operator = surroundings(parts);
  const around = { ...operator, defaults: await defaultsFor(transaction, invocation, operator.defaults) };
  const { values, problems } = checkValues(command, invocation.values, around);
  if (problems.length > 0) {
    const reasons = problems.map(({ text }) => text);
    return { asked: refusal(invocation, command, reasons, "invalid"), around };
  }
  const context = commandContext(transaction, invocation, { ...around, commands, queue, chance, limits });
  return { asked: await command.run(values as never, context), around };
}
