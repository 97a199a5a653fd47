import type { Message, Text } from "./message.ts";

/** Parameters that are moments, by their names in the catalogue. */
const momentNames: ReadonlySet<string> = new Set(["at", "until"]);

/** The same sentence with its moments in a platform's own words, such as a timestamp that every client shows in its time zone. */
export function withMoments(text: Text, shown: (at: number) => string): Text {
  if ("literal" in text) return text;
  const parameters = Object.entries(text.parameters).map(([name, value]): [string, Message["parameters"][string]] => {
    if (typeof value === "number" && momentNames.has(name)) return [name, shown(value)];
    if (typeof value !== "object") return [name, value];
    const inside = withMoments(value, shown);
    return [name, "literal" in inside ? inside.literal : inside];
  });
  return { ...text, parameters: Object.fromEntries(parameters) };
}
