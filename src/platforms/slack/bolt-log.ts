import { type Logger, LogLevel } from "@slack/bolt";

/** Bolt's log in ours: what it warns of and worse. Its bodies may hold anybody's words, so only texts and errors' own codes are taken. */
export function boltLog(log: (message: string, details: Readonly<Record<string, unknown>>) => void): Logger {
  const write =
    (level: string) =>
    (...parts: unknown[]) =>
      log("slack client", {
        level,
        says: parts
          .map(sayable)
          .filter((part) => part !== "")
          .join(" "),
      });
  return {
    debug: () => {},
    info: () => {},
    warn: write("warn"),
    error: write("error"),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

function sayable(part: unknown): string {
  if (typeof part === "string") return part;
  if (!(part instanceof Error)) return "";
  return "code" in part ? `${part.message} (${String(part.code)})` : part.message;
}
