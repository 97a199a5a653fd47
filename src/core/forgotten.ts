import type { Job } from "./rows.ts";

/** Whether a job's words were deleted, because of their age or because its person asked for it. Nobody asks without any. */
export function isForgotten({ request }: Pick<Job, "request">): boolean {
  return request.prompt === "";
}
