/** A JSON object whose members are not known. */
export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function jsonOf(value: unknown): Json {
  return isJson(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What stands at these names, one inside the other. */
export function within(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce((found, name) => jsonOf(found)[name], value);
}
