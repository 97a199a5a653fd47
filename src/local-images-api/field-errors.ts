import type { z } from "zod";
import type { RefusedRequest } from "./errors.ts";
import { invalidRequest } from "./errors.ts";

type Issue = z.core.$ZodIssue;

const ARTICLES: Record<string, string> = {
  string: "a string",
  number: "an integer",
  int: "an integer",
  boolean: "a boolean",
  array: "an array",
  object: "an object",
};

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") return Number.isInteger(value) ? "an integer" : "a decimal number";
  return ARTICLES[typeof value] ?? "an object";
}

function listed(values: readonly unknown[], conjunction: "and" | "or"): string {
  const quoted = values.map((value) => `'${String(value)}'`);
  const last = quoted.pop() ?? "";
  // Two values take no comma before the conjunction, three or more do.
  if (quoted.length < 2) return [...quoted, last].join(` ${conjunction} `);
  return `${quoted.join(", ")}, ${conjunction} ${last}`;
}

function parameterName(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index > 0 ? "." : ""}${String(part)}`))
    .join("");
}

function sizeOf(value: unknown): number {
  return typeof value === "string" || Array.isArray(value) ? value.length : 0;
}

function tooSmall(name: string, origin: string, minimum: unknown, input: unknown): RefusedRequest {
  if (origin === "string") {
    const rule = "Expected a string with minimum length 1, but got an empty string instead.";
    return invalidRequest(`Invalid '${name}': empty string. ${rule}`, name, "empty_string");
  }
  if (origin === "array") {
    const rule = "Expected an array with minimum length 1, but got an empty array instead.";
    return invalidRequest(`Invalid '${name}': empty array. ${rule}`, name, "empty_array");
  }
  const rule = `Expected a value >= ${minimum}, but got ${input} instead.`;
  return invalidRequest(`Invalid '${name}': integer below minimum value. ${rule}`, name, "integer_below_min_value");
}

function tooBig(name: string, origin: string, maximum: unknown, input: unknown): RefusedRequest {
  if (origin === "string" || origin === "array") {
    const kind = origin === "string" ? "a string" : "an array";
    const rule = `Expected ${kind} with maximum length ${maximum}, but got ${kind} with length ${sizeOf(input)} instead.`;
    return invalidRequest(`Invalid '${name}': ${origin} too long. ${rule}`, name, `${origin}_above_max_length`);
  }
  const rule = `Expected a value <= ${maximum}, but got ${input} instead.`;
  return invalidRequest(`Invalid '${name}': integer above maximum value. ${rule}`, name, "integer_above_max_value");
}

function wrongType(name: string, expected: string, input: unknown, body: "json" | "multipart"): RefusedRequest {
  if (input === undefined) {
    return invalidRequest(`Missing required parameter: '${name}'.`, name, "missing_required_parameter");
  }
  // A form knows only strings, so the live API words a failed conversion differently.
  const got =
    body === "multipart" && expected === "an integer"
      ? "but got a string value that could not be converted into an integer."
      : `but got ${typeOf(input)} instead.`;
  return invalidRequest(`Invalid type for '${name}': expected ${expected}, ${got}`, name, "invalid_type");
}

/** One failed check in the words of the live API (wordings measured against it on 2026-08-30). */
export function fieldError(issue: Issue, body: "json" | "multipart"): RefusedRequest {
  const name = parameterName(issue.path);
  const input = issue.input;
  switch (issue.code) {
    case "invalid_type":
      return wrongType(name, ARTICLES[issue.expected] ?? issue.expected, input, body);
    case "too_small":
      return tooSmall(name, issue.origin, issue.minimum, input);
    case "too_big":
      return tooBig(name, issue.origin, issue.maximum, input);
    case "invalid_value": {
      if (typeof input !== "string") return wrongType(name, `one of ${listed(issue.values, "or")}`, input, body);
      const supported = `Supported values are: ${listed(issue.values, "and")}.`;
      return invalidRequest(`Invalid value: '${input}'. ${supported}`, name, "invalid_value");
    }
    case "unrecognized_keys": {
      const key = parameterName([...issue.path, issue.keys[0] ?? ""]);
      return invalidRequest(`Unknown parameter: '${key}'.`, key, "unknown_parameter");
    }
    default:
      return invalidRequest(`Invalid value for '${name}'.`, name, "invalid_value");
  }
}
