import type { Subject } from "./option.ts";

/** Reads `k3f9qax2m4` (a job) or `k3f9qax2m4-2` (its second picture); null when it is neither. */
export function parseSubject(text: string): Subject | null {
  const found = /^([0-9a-z]{10})(?:-([1-9][0-9]?))?$/.exec(text.trim().toLowerCase());
  if (!found?.[1]) return null;
  return { jobId: found[1], position: found[2] ? Number(found[2]) : null };
}

export function pictureId(jobId: string, position: number): string {
  return `${jobId}-${position}`;
}

export function subjectText(subject: Subject): string {
  return subject.position === null ? subject.jobId : pictureId(subject.jobId, subject.position);
}
