import type { Ajv, AnySchema, ErrorObject } from "ajv";
import { isJson, listOf, within } from "./json.ts";

/** One way in which a value is not what its schema says. */
export interface Problem {
  /** Such as `$.components[0].label`. */
  readonly path: string;
  readonly value: unknown;
  readonly expected: string;
  /** The rule that it breaks, such as `maxLength`. */
  readonly rule: string;
}

type Rules = Pick<Ajv, "compile">;

/**
 * Holds a value against a schema. Of a union's branches only the one that was meant is spoken of: a validator's own list
 * names everything that is wrong with each of them. Needs `allErrors` and `verbose`.
 */
export function problemsOf(rules: Rules, schema: AnySchema, value: unknown): readonly Problem[] {
  const check = rules.compile(schema);
  if (check(value)) return [];
  const errors = check.errors ?? [];
  // A validator speaks of a union after its branches: the last at a place is the outermost there.
  const unions = errors.filter(
    (error, index) =>
      isUnion(error) &&
      !errors.some(
        (other, later) =>
          isUnion(other) && isInside(error, other) && (error.instancePath !== other.instancePath || later > index),
      ),
  );
  const plain = errors.filter((error) => !unions.some((union) => isInside(error, union)) && error.keyword !== "if");
  return [
    ...plain.map(problemOf),
    ...unions.flatMap((union) =>
      unionProblems(rules, union).map((problem) => ({
        ...problem,
        path: pathOf(union.instancePath) + problem.path.slice(1),
      })),
    ),
  ];
}

function isUnion({ keyword }: ErrorObject): boolean {
  return keyword === "oneOf" || keyword === "anyOf";
}

function isInside(inner: ErrorObject, outer: ErrorObject): boolean {
  return inner.instancePath === outer.instancePath || inner.instancePath.startsWith(`${outer.instancePath}/`);
}

function unionProblems(rules: Rules, union: ErrorObject): readonly Problem[] {
  const branches = listOf(union.schema).filter(isJson);
  const constants = branches.map((branch) => branch.const);
  if (constants.every((constant) => constant !== undefined))
    return [{ path: "$", value: union.data, expected: `one of ${constants.map(shown).join(", ")}`, rule: "const" }];
  const ways = branches.map((branch) => problemsOf(rules, branch, union.data));
  const matching = ways.filter((problems) => problems.length === 0).length;
  if (matching > 1)
    return [
      { path: "$", value: union.data, expected: `one of the schemas, not ${matching} of them`, rule: union.keyword },
    ];
  const types = ways.flatMap((problems) => problems.filter(isOfAnotherType).slice(0, 1));
  if (types.length === ways.length) {
    const names = new Set(types.flatMap(({ expected }) => expected.replace("one of ", "").split(", ")));
    return types.slice(0, 1).map((one) => ({ ...one, expected: `one of ${[...names].join(", ")}` }));
  }
  const [meant = []] = ways.toSorted((one, other) => distance(one) - distance(other));
  return meant;
}

function isOfAnotherType({ path, rule }: Problem): boolean {
  return path === "$.type" && rule === "const";
}

/** How far a value is from a branch: one of another type was not meant at all, and the deeper the fault, the more is right. */
function distance(problems: readonly Problem[]): number {
  const isOther = problems.some(({ path, rule }) => path === "$.type" || (path === "$" && rule === "type"));
  const depth = Math.max(...problems.map(({ path }) => path.split(/[.[]/).length));
  return problems.length + (isOther ? 1_000 : 0) - depth / 1_000;
}

function problemOf({ instancePath, keyword: rule, params, data, message = rule }: ErrorObject): Problem {
  const path = pathOf(instancePath);
  const extra = within(params, "additionalProperty") ?? within(params, "unevaluatedProperty");
  if (typeof extra === "string")
    return { path: path + step(extra), value: within(data, extra), expected: "no such property", rule };
  const missing = within(params, "missingProperty");
  const expected = typeof missing === "string" ? `a property "${missing}"` : expectation(rule, params, message);
  return { path, value: data, expected, rule };
}

function expectation(rule: string, params: unknown, message: string): string {
  if (rule === "enum") return `one of ${listOf(within(params, "allowedValues")).map(shown).join(", ")}`;
  if (rule === "const") return shown(within(params, "allowedValue"));
  return message
    .replace("must NOT have more than", "at most")
    .replace("must NOT have fewer than", "at least")
    .replace(/^must (be |have |match )?/, (_, verb?: string) => (verb === "match " ? "matching " : ""));
}

function pathOf(pointer: string): string {
  const names = pointer.split("/").slice(1);
  return `$${names.map((name) => step(name.replaceAll("~1", "/").replaceAll("~0", "~"))).join("")}`;
}

function step(name: string): string {
  if (/^\d+$/.test(name)) return `[${name}]`;
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}
