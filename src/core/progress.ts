import type { Feed, JobSnapshot } from "./feed.ts";
import type { Reply } from "./platform.ts";

/**
 * Keeps a person posted while a job runs: what the feed says, at most once in `everyMs` milliseconds and first after
 * a sixth of them, always the newest, and never two reports at once. After `stop` has resolved no report is under way and none follows.
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
    if (event.kind === "state") newest = event.job;
    else partialKey = event.imageKey;
  });
  // What can begin begins at once, so a moment later nobody reads that it waits. From then on elapsed time moves even when
  // nothing else does, so that a person sees that it is alive.
  let timer = setTimeout(() => {
    report();
    timer = setInterval(report, options.everyMs);
    timer.unref();
  }, options.everyMs / 6);
  timer.unref();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      unfollow();
      await underWay;
    },
  };
}
