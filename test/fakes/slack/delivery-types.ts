export interface Sharing {
  /** The message appears after that many `files.info` calls for one of its files. */
  afterLooking(times: number): void;
  /** Nothing is shared until `now()`. */
  whenTold(): void;
  now(): void;
  /** Uploads say ok and never appear: the next so many completions, default all. */
  never(times?: number): void;
  /** As at the start: a moment after the completion, or after one look. */
  soon(): void;
}

export interface Socket {
  readonly isOpen: boolean;
  /** Types of the envelopes it was sent. */
  readonly envelopes: readonly string[];
}

export interface FakeSockets {
  readonly all: readonly Socket[];
  openCount(): number;
  /** Resolves when that many sockets have had their hello. */
  ready(count?: number): Promise<void>;
  /** Says `disconnect` to every socket, or that one, and closes those that stay 10 s after a warning or at once otherwise. */
  disconnects(reason?: "warning" | "refresh_requested" | "link_disabled", one?: Socket): void;
  /** Ends the TCP connections without a close frame. */
  drops(): void;
  /** `apps.connections.open` is refused until `opens()`. */
  shuts(): void;
  opens(): void;
}

export interface Deliveries {
  /** Acknowledged in time or not: every envelope and request, retries included. */
  readonly attempts: readonly DeliveryAttempt[];
  /** How long an acknowledgement may take; default 3000 ms. */
  deadlineMs: number;
  /** Milliseconds before the first, second, third retry; default 0, 60 000, 300 000. */
  retryAfterMs: readonly number[];
  /** Acknowledgements of the next so many deliveries do not reach Slack. */
  losesAcknowledgements(times: number): void;
  /** The next event is delivered so many times with `retry_attempt: 0` (bolt-js#2487). */
  doubles(times?: number): void;
  /** The next so many requests carry a wrong signature (HTTP only). */
  signsWrongly(times: number): void;
  /** The next so many requests carry a timestamp this old (HTTP only). */
  signsLate(seconds: number, times?: number): void;
  /** Posts `url_verification` to the request URL. */
  verifiesUrl(): Promise<{ readonly status: number; readonly body: unknown }>;
}

export interface DeliveryAttempt {
  readonly kind: "event" | "slash" | "interaction";
  readonly name: string;
  readonly attempt: number;
  readonly outcome: () => "waiting" | "acknowledged" | "timeout" | "refused" | "nobody";
  /** From sending to acknowledging, in real milliseconds; null: not acknowledged. */
  readonly tookMs: () => number | null;
}
