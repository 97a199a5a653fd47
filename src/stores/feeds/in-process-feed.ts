import type { Feed, FeedEvent, JobSnapshot, Topic } from "#core/feed.ts";

export interface InProcessFeedOptions {
  /** The jobs of a topic as they stand in the rows, in the order in which followers should learn of them. */
  readonly read: (topic: Topic) => Promise<readonly JobSnapshot[]>;
  /** How often the rows are read again, in milliseconds. */
  readonly everyMs?: number;
  /** Hears of reads and listeners that failed; the feed goes on. */
  readonly log?: (message: string, error: unknown) => void;
}

interface Follower {
  readonly listener: (event: FeedEvent) => void;
  /** The newest event of each picture that came before the first state; null once that was said. */
  early: ReadonlyMap<string, FeedEvent> | null;
}

interface Followed {
  readonly topic: Topic;
  readonly followers: Set<Follower>;
  readonly timer: NodeJS.Timeout;
  /** What was said last, by job. */
  readonly said: Map<string, string>;
  reading: boolean;
  /** The rows changed while they were being read. */
  stale: boolean;
}

/** A feed for the followers of this one process. What other processes write is seen at the next reading of the rows. */
export function inProcessFeed({ read, everyMs = 1_000, log = () => {} }: InProcessFeedOptions): Feed {
  const topics = new Map<string, Followed>();

  function tell(follower: Follower, event: FeedEvent): void {
    try {
      follower.listener(event);
    } catch (error) {
      log("a follower failed", error);
    }
  }

  async function refresh(followed: Followed): Promise<void> {
    if (followed.reading) {
      followed.stale = true;
      return;
    }
    followed.reading = true;
    do {
      followed.stale = false;
      const starting = [...followed.followers].filter((follower) => follower.early);
      try {
        const jobs = await read(followed.topic);
        tellStates(followed, starting, jobs);
      } catch (error) {
        log("the rows of a followed topic could not be read", error);
      }
    } while (followed.stale && followed.followers.size > 0);
    followed.reading = false;
  }

  function tellStates(followed: Followed, starting: readonly Follower[], jobs: readonly JobSnapshot[]): void {
    const current = new Map(jobs.map((job) => [job.jobId, JSON.stringify(job)]));
    for (const job of jobs) {
      const changed = followed.said.get(job.jobId) !== current.get(job.jobId);
      for (const follower of [...followed.followers]) {
        const wanted = follower.early ? starting.includes(follower) : changed;
        if (wanted && followed.followers.has(follower)) tell(follower, { kind: "state", job });
      }
    }
    followed.said.clear();
    for (const [jobId, text] of current) followed.said.set(jobId, text);
    for (const follower of starting) {
      const early = follower.early ?? new Map<string, FeedEvent>();
      follower.early = null;
      for (const event of early.values()) if (followed.followers.has(follower)) tell(follower, event);
    }
  }

  /** The topics that a job belongs to, as far as is known: one that nobody has seen yet may belong to any place. */
  function topicsOf(jobId: string): Followed[] {
    const all = [...topics.values()];
    const places = all.filter(({ topic }) => "place" in topic);
    const known = places.filter(({ said }) => said.has(jobId));
    const own = all.filter(({ topic }) => "jobId" in topic && topic.jobId === jobId);
    return [...own, ...(known.length > 0 ? known : places)];
  }

  function publish(event: FeedEvent): void {
    if (event.kind === "state") {
      // Followers learn states from one source, in one order.
      changed(event.job.jobId);
      return;
    }
    for (const followed of topicsOf(event.jobId)) {
      if ("place" in followed.topic && !followed.said.has(event.jobId)) continue;
      for (const follower of [...followed.followers]) {
        if (follower.early) follower.early = new Map(follower.early).set(event.pictureId, event);
        else if (followed.followers.has(follower)) tell(follower, event);
      }
    }
  }

  function changed(jobId: string): void {
    for (const followed of topicsOf(jobId)) void refresh(followed);
  }

  return {
    changed,
    publish,
    follow(topic, listener) {
      const key = keyOf(topic);
      const follower: Follower = { listener, early: new Map() };
      let followed = topics.get(key);
      if (!followed) {
        const created: Followed = {
          topic,
          followers: new Set(),
          timer: setInterval(() => {
            if (!created.reading) void refresh(created);
          }, everyMs).unref(),
          said: new Map(),
          reading: false,
          stale: false,
        };
        followed = created;
        topics.set(key, followed);
      }
      const { followers, timer } = followed;
      followers.add(follower);
      void refresh(followed);

      return () => {
        followers.delete(follower);
        if (followers.size > 0) return;
        clearInterval(timer);
        if (topics.get(key)?.followers === followers) topics.delete(key);
      };
    },
  };
}

function keyOf(topic: Topic): string {
  if ("jobId" in topic) return JSON.stringify([topic.jobId]);
  const { platform, workspace, channel } = topic.place;
  return JSON.stringify([platform, workspace, channel]);
}
