/** A JSON object whose members are not known. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as it comes out of a wire: a deep copy without anything undefined. */
export function asSent<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value));
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function jsonOf(value: unknown): Json {
  return isJson(value) ? value : {};
}

export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

export function stringOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "bigint" ? String(value) : "";
}

export function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
