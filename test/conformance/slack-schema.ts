import { Ajv } from "ajv";
import { formats } from "./formats.ts";
import { isJson, type Json, listOf } from "./json.ts";
import { type Problem, problemsOf } from "./problems.ts";

/** How a value is not what the schema says; empty where it is. */
export type Check = (value: unknown) => readonly Problem[];

/** What stands in Slack's schemas beside JSON Schema. */
const annotations = ["_note", "regex"];
const base = "slack.json";

/**
 * Reads a JSON Schema that was made from Slack's own types or published by Slack: draft 7, objects closed. Sizes that its
 * descriptions say in words count as rules, and a block must be one of the known ones.
 */
export function slackSchema(published: unknown): Check {
  const rules = new Ajv({
    ...{ allErrors: true, verbose: true, formats, allowUnionTypes: true },
    ...{ strictTypes: false, strictRequired: false, validateSchema: false },
  });
  rules.addVocabulary(annotations);
  rules.addSchema(anySchema(prepared(published)), base);
  return (value) => problemsOf(rules, { $ref: base }, value);
}

function anySchema(value: unknown): Json {
  if (!isJson(value)) throw new Error("The schema is no object.");
  return value;
}

/** The schema with references that hold outside it too, and with rules for what descriptions say. */
function prepared(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((branch) => !isAnyBlock(branch)).map(prepared);
  if (!isJson(value)) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] =>
    name === "$ref" && typeof member === "string" ? [name, base + member] : [name, prepared(member)],
  );
  const { description } = value;
  return typeof description === "string"
    ? sized(Object.fromEntries(members), description)
    : Object.fromEntries(members);
}

/** In a union of all known blocks it would let pass any other, and any of them without what it needs. */
function isAnyBlock(branch: unknown): boolean {
  return isJson(branch) && branch.$ref === "#/definitions/Block";
}

/** "Maximum length for this field is 255 characters", "A maximum of 10 options are allowed", "Maximum value is 3000". */
function sized(schema: Json, description: string): Json {
  const [, characters] = /(?:max|limit)[^.]*?([\d,]+)\s+characters/i.exec(description) ?? [];
  const [, fewest] = /minimum length[^.]*?\s(?:is|of)\s+`?(\d+)/i.exec(description) ?? [];
  const [, most] = /(?:max|up to)[^.\d]*?`?(\d+)/i.exec(description) ?? [];
  const [, highest] = /maximum\s+(?:value\s+is|of)\s+`?(\d+)/i.exec(description) ?? [];
  const limits = {
    ...(characters === undefined ? {} : { maxLength: Number(characters.replaceAll(",", "")) }),
    ...(fewest === undefined ? {} : { minLength: Number(fewest) }),
  };
  if (schema.type === "string") return { ...limits, ...schema };
  if (schema.type === "array") return most === undefined ? schema : { maxItems: Number(most), ...schema };
  if (schema.type === "number") return highest === undefined ? schema : { maximum: Number(highest), ...schema };
  const isTextObject = listOf(schema.anyOf).length > 0 || typeof schema.$ref === "string";
  if (!isTextObject || Object.keys(limits).length === 0) return schema;
  const { description: _, ...inner } = schema;
  return { allOf: [inner, { properties: { text: limits } }] };
}
