import type { JobRequest } from "./rows.ts";

/** What the model reads: our instruction, where a command has one, and the person's words. */
export function toldPrompt({ prompt, instruction }: Pick<JobRequest, "prompt" | "instruction">): string {
  return instruction ? `${instruction}\n\n${prompt}` : prompt;
}
