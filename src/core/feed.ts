import type { Place } from "./people.ts";
import type { DeliveryState, PictureState } from "./rows.ts";

/** A job as it stands in the rows. */
export interface JobSnapshot {
  readonly jobId: string;
  readonly place: Place;
  readonly createdAt: number;
  readonly cancelRequestedAt: number | null;
  readonly pictures: readonly {
    readonly id: string;
    readonly position: number;
    readonly state: PictureState;
    readonly startedAt: number | null;
    readonly imageKey: string | null;
  }[];
  /** Jobs before this one and how long they may take, in milliseconds, as far as that can be told; null once it is being painted. */
  readonly queue: { readonly ahead: number; readonly waitMs: number | null } | null;
  /** Null until there is something to deliver. */
  readonly delivery: DeliveryState | null;
}

/** Ids and image keys, never bytes. */
export type FeedEvent =
  | { readonly kind: "state"; readonly job: JobSnapshot }
  | { readonly kind: "partial"; readonly jobId: string; readonly pictureId: string; readonly imageKey: string };

export type Topic = { readonly jobId: string } | { readonly place: Place };
export type Unfollow = () => void;

/** How those who watch learn of changes. Only a hint: a follower that misses an event is put right by the rows. */
export interface Feed {
  /** Something changed in the rows of this job. */
  changed(jobId: string): void;
  publish(event: FeedEvent): void;
  /** First the state from the rows, then events; the rows are read again every second, so what other processes did is seen too. Unfollow twice is fine. */
  follow(topic: Topic, listener: (event: FeedEvent) => void): Unfollow;
}
