import { createInterface } from "node:readline/promises";
import type { Readable } from "node:stream";
import type { Command } from "#core/command.ts";
import { describe } from "#core/words.ts";
import type { TypedArguments } from "./arguments.ts";

/** The terminal's form: asks, one after the other, for required values that were not typed. Rejects when the person leaves. */
export async function askForMissing(
  command: Command,
  values: TypedArguments["values"],
  input: Readable,
  output: NodeJS.WritableStream,
  locale: string,
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
  for (const [name, { kind }] of missing) {
    const question = `${describe(command, name, locale)}: `;
    const answer = (await Promise.race([questions.question(question), left])).trim();
    if (answer !== "") asked[name] = kind === "images" ? answer.split(/\s+/) : answer;
  }
  questions.close();
  return asked;
}

/** The person closed the form. */
export class PersonLeft extends Error {
  override readonly name = "PersonLeft";
}

/** Far more than any text option takes, so that input without an end is refused like any other that is too long. */
const maxDashBytes = 1_000_000;

/** A prompt of `-` is what stands on standard input, up to a million bytes. */
export async function readDash(
  { options }: Command,
  values: TypedArguments["values"],
  input: Readable,
): Promise<TypedArguments["values"]> {
  const dashes = Object.entries(values).filter(([name, value]) => value === "-" && options[name]?.kind === "text");
  if (dashes.length === 0) return values;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes > maxDashBytes) break;
  }
  const read = new TextDecoder().decode(Buffer.concat(chunks));
  return { ...values, ...Object.fromEntries(dashes.map(([name]) => [name, read])) };
}
