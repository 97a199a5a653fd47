import type { Feed, JobSnapshot } from "./feed.ts";
import type { Reply } from "./platform.ts";

/**
 * Keeps a person posted while a job runs: what the feed says, at most once in `everyMs` milliseconds and first after
 * a sixth of them, always the newest, and never two reports at once. After `stop` has resolved no report is under way and none follows.
 * `hold` is false while one is under way; otherwise none begins until `goOn`.
 */
export function showProgress(options: {
  readonly feed: Feed;
  readonly reply: Reply;
  readonly jobId: string;
  readonly everyMs: number;
  now(): number;
}): { hold(): boolean; goOn(): void; stop(): Promise<void> } {
  let newest: JobSnapshot | null = null;
  let partialKey: string | null = null;
  let underWay: Promise<void> | null = null;
  let held = false;

  const report = () => {
    if (!newest || underWay || held) return;
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
    hold() {
      held = underWay === null;
      return held;
    },
    goOn() {
      held = false;
    },
    async stop() {
      held = true;
      clearTimeout(timer);
      unfollow();
      await underWay;
    },
  };
}
