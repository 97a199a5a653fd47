import { createInterface } from "node:readline/promises";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Command } from "#core/command.ts";
import type { TypedArguments } from "./arguments.ts";

/** The terminal's form: asks, one after the other, for required values that were not typed. Rejects when the person leaves. */
export async function askForMissing(
  command: Command,
  values: TypedArguments["values"],
  input: Readable,
  output: NodeJS.WritableStream,
): Promise<TypedArguments["values"]> {
  const missing = Object.entries(command.options)
    .filter(([name, { required }]) => required && (values[name] === undefined || values[name] === ""))
    .toSorted(([, a], [, b]) => a.rank - b.rank);
  if (missing.length === 0) return values;
  const questions = createInterface({ input, output });
  // Ctrl-C and Ctrl-D close the interface; waiting for an answer then would wait for ever.
  const left = new Promise<never>((_, reject) => questions.once("close", () => reject(new PersonLeft())));
  left.catch(() => {});
  const asked: Record<string, TypedArguments["values"][string]> = { ...values };
  for (const [name, { kind, description }] of missing) {
    const answer = (await Promise.race([questions.question(`${description}: `), left])).trim();
    if (answer !== "") asked[name] = kind === "images" ? answer.split(/\s+/) : answer;
  }
  questions.close();
  return asked;
}

/** The person closed the form. */
export class PersonLeft extends Error {
  override readonly name = "PersonLeft";
}

/** A prompt of `-` is what stands on standard input. */
export async function readDash(values: TypedArguments["values"], input: Readable): Promise<TypedArguments["values"]> {
  const dashes = Object.entries(values).filter(([, value]) => value === "-");
  if (dashes.length === 0) return values;
  const read = await text(input);
  return { ...values, ...Object.fromEntries(dashes.map(([name]) => [name, read])) };
}
