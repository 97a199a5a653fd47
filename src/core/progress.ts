import type { Feed, JobSnapshot } from "./feed.ts";
import type { Reply } from "./platform.ts";

/**
 * Keeps a person posted while a job runs: what the feed says, at most once in `everyMs` milliseconds, always the newest,
 * and never two reports at once. After `stop` has resolved no report is under way and none follows.
 */
export function showProgress(options: {
  readonly feed: Feed;
  readonly reply: Reply;
  readonly jobId: string;
  readonly everyMs: number;
  now(): number;
}): { stop(): Promise<void> } {
  let newest: JobSnapshot | null = null;
  let partialKey: string | null = null;
  let underWay: Promise<void> | null = null;
  let stopped = false;

  const report = () => {
    if (!newest || underWay || stopped) return;
    const progress = { job: newest, elapsedMs: options.now() - newest.createdAt, partialKey };
    underWay = options.reply.progress(progress).finally(() => {
      underWay = null;
    });
  };
  const unfollow = options.feed.follow({ jobId: options.jobId }, (event) => {
    const first = newest === null;
    if (event.kind === "state") newest = event.job;
    else partialKey = event.imageKey;
    if (first) report();
  });
  // Elapsed time moves even when nothing else does, so that a person sees that it is alive.
  const timer = setInterval(report, options.everyMs);
  timer.unref();

  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      unfollow();
      await underWay;
    },
  };
}
