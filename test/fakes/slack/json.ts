/** A JSON object whose members are not known. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as it comes out of a wire: a deep copy without anything undefined. */
export function asSent(value: Json): Json {
  return jsonOf(JSON.parse(JSON.stringify(value)));
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
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The value, or undefined where it is not text or is empty. */
export function textIn(value: unknown): string | undefined {
  const text = stringOf(value);
  return text === "" ? undefined : text;
}

/** What stands in the string, or undefined where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
