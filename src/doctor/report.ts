import { scrub } from "#src/log.ts";
import type { Finding, State } from "./finding.ts";

/** Where findings go as they come. */
export interface Report {
  add(findings: readonly Finding[]): void;
  /** Says what all of it comes to; returns the exit code, 0 when nothing failed. */
  end(): number;
}

const marks: Readonly<Record<State, string>> = { ok: "✓", warning: "!", failed: "✗", "not-proved": "?" };
const nameWidth = 14;
const maxLineLength = 600;
/** A key as services repeat it: stars, and the last few characters. */
const shortenedKey = /[\w-]*\*{3}[\w*-]*/g;
/** Shorter ones stand for no key at all (`none`, `any`) and would be cut out of ordinary words. */
const minSecretLength = 8;

/** One line per finding for people, or one JSON array at the end for programs. Neither ever holds one of the `secrets`. */
export function openReport(options: {
  readonly json: boolean;
  readonly secrets: readonly (string | undefined)[];
  readonly write: (text: string) => void;
}): Report {
  const secrets = options.secrets.flatMap((secret) => (secret && secret.length >= minSecretLength ? [secret] : []));
  const reported: Finding[] = [];

  /** What other servers say is shown here, so neither secrets nor a terminal's control characters may pass. */
  function clean(text: string): string {
    const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
    return scrub(line, secrets).replace(shortenedKey, "[key]").slice(0, maxLineLength);
  }

  return {
    add(findings) {
      for (const { name, state, says, fix } of findings) {
        const finding = { name, state, says: clean(says), fix: fix === null ? null : clean(fix) };
        reported.push(finding);
        if (!options.json) options.write(lines(finding));
      }
    },
    end() {
      const failures = reported.filter(({ state }) => state === "failed").length;
      const warnings = reported.filter(({ state }) => state === "warning").length;
      const summary = failures > 0 ? `${failures} failed` : "Nothing failed";
      const more = warnings > 0 ? `, ${warnings} to look at` : "";
      options.write(options.json ? `${JSON.stringify(reported, null, 2)}\n` : `\n${summary}${more}.\n`);
      return failures > 0 ? 1 : 0;
    },
  };
}

function lines({ name, state, says, fix }: Finding): string {
  const unproved = state === "not-proved" ? "not proved: " : "";
  const cure = fix === null ? "" : `    fix: ${fix}\n`;
  return `${marks[state]} ${name.padEnd(nameWidth)} ${unproved}${says}\n${cure}`;
}
