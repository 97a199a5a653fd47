/** What is on a gateway connection. */
export interface GatewaySession {
  readonly sessionId: string;
  readonly intents: number;
  readonly isConnected: boolean;
  /** How often it was resumed. */
  readonly resumes: number;
  readonly heartbeats: number;
}

export interface FakeGateway {
  readonly sessions: readonly GatewaySession[];
  /** Destroys every socket without a close frame. What happens meanwhile is replayed on resume. */
  drops(): void;
  /** Closes every connection with that code. */
  closes(code: number): void;
  /** Op 9; resumable or not. */
  invalidates(options?: { readonly resumable?: boolean }): void;
  /** Op 7. */
  asksToReconnect(): void;
  /** The next resume is answered with op 9. */
  refusesResume(): void;
  /** No new connection is accepted until `opens()`. */
  shuts(): void;
  opens(): void;
  /** Heartbeats are no longer acknowledged. */
  stopsAcknowledging(stop?: boolean): void;
  /** Interactions go to the first, last or every connected session; default every. */
  sendsInteractionsTo(which: "every" | "first" | "last"): void;
  /** Resolves when that many sessions are ready. */
  ready(count?: number): Promise<void>;
}
