import { Ajv2020 } from "ajv/dist/2020.js";
import type { Findings } from "./conformance.ts";
import { formats } from "./formats.ts";
import { isJson, type Json, jsonOf, listOf, within } from "./json.ts";
import { type Problem, problemsOf } from "./problems.ts";

/** One request and its answer, as a fake saw it. */
export interface Exchanged {
  readonly method: string;
  /** Without the part that the spec's `servers` name. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  /** JSON, or what stands for it in a form; null without a body. */
  readonly body: unknown;
  /** The form fields of the files. */
  readonly files: readonly string[];
  readonly status: number;
  readonly answerType: string;
  /** JSON; several of an event stream, none without a body. */
  readonly answers: readonly unknown[];
}

/** A property of which a service says more than its published spec. */
export interface Exception {
  /** Names of `components.schemas`. */
  readonly schemas: readonly string[];
  readonly property: string;
  /** What it may be, besides what the spec says. */
  readonly is: Json;
  readonly reason: string;
}

export interface Violation extends Pick<Problem, "path" | "value" | "expected"> {
  readonly part: "request" | "query" | "path" | "answer";
}

export interface Checked {
  /** Method and path as the spec writes it; null for what the spec does not know. */
  readonly route: string | null;
  /** False where the spec says nothing of such an answer: 5xx. */
  readonly isAnswerKnown: boolean;
  readonly violations: readonly Violation[];
}

export interface OpenApi {
  check(exchanged: Exchanged): Checked;
  /** Each exception with how often the spec alone would have refused it. */
  seen(): Findings["exceptions"];
}

/** What OpenAPI and the services' own tools write into schemas beside JSON Schema. */
const annotations = ["x-discord-union", "x-oaiMeta", "x-stainless-const", "example", "discriminator", "components"];
const base = "openapi.json";

/**
 * Reads an OpenAPI 3.1 document whose objects are closed from here on: a property that it does not name is a violation.
 * `errorSchema` is a name of `components.schemas` that stands for all errors of which the routes say nothing.
 */
export function openApi(
  published: unknown,
  exceptions: readonly Exception[],
  errorSchema: string | null = null,
): OpenApi {
  const counts = new Map<Exception, number>();
  const document = jsonOf(prepared(published, exceptions));
  const rules = new Ajv2020({
    ...{ allErrors: true, verbose: true, formats, allowUnionTypes: true },
    ...{ strictTypes: false, strictRequired: false, validateSchema: false },
  });
  rules.addVocabulary(annotations);
  rules.addKeyword({
    keyword: "x-exception",
    validate(index: number) {
      const found = exceptions[index];
      if (found) counts.set(found, (counts.get(found) ?? 0) + 1);
      return true;
    },
  });
  rules.addSchema({ components: document.components }, base);

  const operations = Object.entries(jsonOf(document.paths)).flatMap(([template, path]) =>
    methods(path).map((method) => ({
      ...{ route: `${method.toUpperCase()} ${template}`, method: method.toUpperCase(), pattern: patternOf(template) },
      operation: jsonOf(within(path, method)),
      parameters: [...listOf(within(path, "parameters")), ...listOf(within(path, method, "parameters"))].filter(isJson),
    })),
  );
  // `/messages/@original` before `/messages/{message_id}`.
  operations.sort((one, other) => one.route.split("{").length - other.route.split("{").length);

  const problems = (schema: unknown, value: unknown) =>
    isJson(schema) ? problemsOf(rules, schema, value) : [wrong(value, "nothing")];
  const dereferenced = (value: unknown): unknown => {
    const reference = within(value, "$ref");
    return typeof reference === "string" ? within(document, ...reference.slice(`${base}#/`.length).split("/")) : value;
  };

  function checkParameters(parameters: readonly Json[], exchanged: Exchanged, ids: Readonly<Record<string, string>>) {
    const parts = { query: exchanged.query, path: ids };
    return (["query", "path"] as const).flatMap((part): readonly Violation[] =>
      Object.entries(parts[part]).flatMap(([name, text]) => {
        if (text.startsWith(":")) return [];
        const known = parameters.find((parameter) => parameter.in === part && parameter.name === name);
        const found = known ? problems(known.schema, typed(dereferenced(known.schema), text)) : null;
        return (found ?? [wrong(text, "no such parameter")]).map((problem) => ({
          ...{ ...problem, part },
          path: `$.${name}${problem.path.slice(1)}`,
        }));
      }),
    );
  }

  function checkRequest(operation: Json, { contentType, body, files }: Exchanged): readonly Problem[] {
    const contents = within(operation, "requestBody", "content");
    if (contentType === null) {
      const isMissing = within(operation, "requestBody", "required") === true;
      return isMissing ? [wrong(null, "a body")] : [];
    }
    const mediaType = contentType.replace(/;.*/, "").trim();
    const content = within(contents, mediaType);
    if (content === undefined) {
      const types = Object.keys(jsonOf(contents)).join(", ");
      return [wrong(mediaType, types === "" ? "no body" : `a body of ${types}`)];
    }
    if (mediaType !== "multipart/form-data") return problems(within(content, "schema"), body);
    // Files lie beside `payload_json`, so each schema speaks of both.
    const withFiles = { ...jsonOf(body), ...Object.fromEntries(files.map((field) => [field, "bytes"])) };
    return problems(within(content, "schema"), withFiles);
  }

  function checkAnswers(operation: Json, { status, answerType, answers }: Exchanged): readonly Problem[] | null {
    const known = jsonOf(operation.responses);
    const described = dereferenced(known[String(status)] ?? known[`${String(status)[0]}XX`] ?? known.default);
    if (described === undefined && status >= 400) {
      const schema = errorSchema === null ? null : { $ref: `${base}#/components/schemas/${errorSchema}` };
      return schema && answers.flatMap((answer) => problems(schema, answer));
    }
    if (described === undefined) return [wrong(status, `status ${Object.keys(known).join(", ")}`)];
    const content = within(described, "content", answerType, "schema");
    if (content !== undefined && answers.length === 0) return [wrong(null, `an answer of ${answerType}`)];
    return answers.flatMap((answer) => problems(content, answer));
  }

  return {
    check(exchanged) {
      for (const { route, method, pattern, operation, parameters } of operations) {
        const found = method === exchanged.method ? pattern.exec(exchanged.path) : null;
        if (!found) continue;
        const request = checkRequest(operation, exchanged);
        const answer = checkAnswers(operation, exchanged);
        const violations = [
          ...checkParameters(parameters, exchanged, found.groups ?? {}),
          ...request.map((problem) => ({ ...problem, part: "request" as const })),
          ...(answer ?? []).map((problem) => ({ ...problem, part: "answer" as const })),
        ];
        return { route, isAnswerKnown: answer !== null, violations };
      }
      return { route: null, isAnswerKnown: false, violations: [] };
    },
    seen: () =>
      exceptions.map((exception) => ({
        name: `${exception.property} of ${exception.schemas.join(", ")}`,
        reason: exception.reason,
        seen: counts.get(exception) ?? 0,
      })),
  };
}

/** What the schemas themselves do not say. */
function wrong(value: unknown, expected: string): Problem {
  return { path: "$", value, expected, rule: "openapi" };
}

function methods(path: unknown): readonly string[] {
  return Object.keys(jsonOf(path)).filter((name) => /^(get|put|post|patch|delete)$/.test(name));
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(/[.@]/g, "\\$&").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
}

/** A parameter is text on the wire, whatever it stands for. */
function typed(schema: unknown, text: string): unknown {
  const type = within(schema, "type");
  if (type === "boolean") return text === "true" || (text === "false" ? false : text);
  return (type === "integer" || type === "number") && text.trim() !== "" ? Number(text) : text;
}

/** The document with newer properties in it, every object closed, and references that hold outside it too. */
function prepared(published: unknown, exceptions: readonly Exception[]): unknown {
  const document = structuredClone(published);
  for (const [index, { schemas, property, is }] of exceptions.entries()) {
    for (const schema of schemas) {
      const properties = within(document, "components", "schemas", schema, "properties");
      if (!isJson(properties)) throw new Error(`The spec has no schema ${schema}: look at its exception again.`);
      const { [property]: known } = properties;
      const counted = { "x-exception": index };
      const widened = { anyOf: [known, is], if: known, else: counted };
      Object.assign(properties, { [property]: known === undefined ? { ...is, ...counted } : widened });
    }
  }
  const ready = jsonOf(closed(document));
  const schemas = jsonOf(within(ready, "components", "schemas"));
  for (const name of Object.keys(schemas)) {
    const { additionalProperties, ...open } = jsonOf(schemas[name]);
    Object.assign(schemas, { [name + asPart]: additionalProperties === false ? open : schemas[name] });
  }
  return ready;
}

/** Of objects that are put together from several, only the whole is closed: the parts would refuse each other. */
const asPart = ".part";

function closed(value: unknown, isPart = false): unknown {
  if (Array.isArray(value)) return value.map((item) => closed(item));
  if (!isJson(value)) return value;
  const parts = listOf(value.allOf);
  const inner = Object.entries(value).map(([name, member]): [string, unknown] => {
    if (name === "$ref" && typeof member === "string") return [name, base + member + (isPart ? asPart : "")];
    if (name === "allOf" && parts.length > 1) return [name, parts.map((part) => closed(part, true))];
    return [name, closed(member)];
  });
  const isObject = "type" in value && isJson(value.properties) && value.additionalProperties === undefined;
  return {
    ...Object.fromEntries(inner),
    ...(isObject && parts.length < 2 && !isPart ? { additionalProperties: false } : {}),
    ...(parts.length > 1 ? { unevaluatedProperties: false } : {}),
  };
}
