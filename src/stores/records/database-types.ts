import type { ColumnType } from "kysely";

/*
 * The tables as Kysely sees them; in SQL the names are in snake case. Both dialects share them: ids and JSON are text,
 * times (milliseconds since 1970), bytes and micro-dollars are integers of 64 bits.
 */

/** When what is personal was emptied; null at first. */
type ForgottenAt = ColumnType<number | null, never, number>;

export interface PlaceColumns {
  readonly placePlatform: string;
  readonly placeWorkspace: string;
  readonly placeChannel: string;
  readonly placeThread: string | null;
}

export interface ActorColumns extends PersonColumns {
  /** JSON of the whole actor: name, right and locale as they were then. */
  readonly actor: string;
}

export interface ReplyColumns {
  readonly replyPlatform: string;
  readonly replySession: string | null;
  /** JSON of the whole reply address. */
  readonly replyTo: string;
}

/** Somebody by id alone: the name stands in the JSON beside it. */
interface PersonColumns {
  readonly actorPlatform: string;
  readonly actorWorkspace: string;
  readonly actorId: string;
}

export interface InboxTable extends PersonColumns {
  readonly dedupeKey: string;
  readonly replyPlatform: string;
  readonly replySession: string | null;
  /** JSON. */
  readonly invocation: string;
  readonly receivedAt: number;
  readonly owner: string | null;
  readonly leaseUntil: number | null;
  readonly closedAt: number | null;
  readonly jobId: string | null;
  readonly deliveryId: string | null;
  readonly forgottenAt: ForgottenAt;
}

export interface JobsTable extends ActorColumns, PlaceColumns, ReplyColumns {
  readonly id: string;
  readonly command: string;
  /** JSON. */
  readonly request: string;
  readonly parentJobId: string | null;
  readonly retryOfJobId: string | null;
  /** JSON. */
  readonly budget: string;
  readonly createdAt: number;
  readonly cancelRequestedAt: number | null;
  readonly handedOverAt: number | null;
  readonly forgottenAt: ForgottenAt;
}

export interface PicturesTable {
  readonly id: string;
  readonly jobId: string;
  readonly position: number;
  readonly state: "waiting" | "submitting" | "rendered" | "failed" | "cancelled" | "unknown";
  readonly attempt: number;
  readonly owner: string | null;
  readonly leaseUntil: number | null;
  readonly reservedMicros: number;
  readonly charged: "no" | "yes" | "unknown" | null;
  readonly costMicros: number | null;
  readonly costSource: "usage" | "estimate" | null;
  /** JSON. */
  readonly failure: string | null;
  readonly paintedImageId: string | null;
  readonly imageId: string | null;
  /** JSON. */
  readonly notes: string;
  readonly requestId: string | null;
  /** JSON. */
  readonly usage: string | null;
  readonly startedAt: number | null;
  readonly settledAt: number | null;
}

export interface ImagesTable {
  readonly id: string;
  readonly key: string;
  readonly sha256: string;
  readonly format: "png" | "jpeg" | "webp";
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly jobId: string | null;
  readonly createdAt: number;
  readonly deletedAt: number | null;
  /** When the bytes of a deleted image were removed. */
  readonly removedAt: ForgottenAt;
}

export interface ImageParentsTable {
  readonly imageId: string;
  readonly position: number;
  readonly parentImageId: string;
}

export interface LedgerTable extends ActorColumns, PlaceColumns {
  readonly pictureId: string;
  readonly attempt: number;
  readonly costMicros: number;
  readonly personMicros: number;
  readonly source: "usage" | "estimate";
  readonly priceVersion: string;
  readonly bookedAt: number;
}

export interface DeliveriesTable extends PlaceColumns, ReplyColumns {
  readonly id: string;
  readonly kind: "reply" | "post";
  readonly jobId: string | null;
  /** JSON. */
  readonly pictureIds: string | null;
  /** JSON. */
  readonly answer: string | null;
  readonly state: "waiting" | "posting" | "delivered" | "undelivered";
  readonly attempt: number;
  readonly owner: string | null;
  readonly leaseUntil: number | null;
  /** JSON. */
  readonly journal: string;
  /** JSON. */
  readonly failure: string | null;
  readonly createdAt: number;
  readonly settledAt: number | null;
  readonly forgottenAt: ForgottenAt;
  /** When messages of it are to be taken away next; null when none are. */
  readonly removalDueAt: ColumnType<number | null, never, number | null>;
  readonly removalTries: ColumnType<number, number | undefined, number>;
}

export interface DeliveryMessagesTable {
  readonly deliveryId: string;
  readonly position: number;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly message: string;
  readonly removalAskedAt: ColumnType<number | null, number | null | undefined, number>;
  readonly removedAt: ColumnType<number | null, never, number>;
}

export interface DeliveryFilesTable {
  readonly deliveryId: string;
  readonly messagePosition: number;
  readonly position: number;
  readonly file: string;
  readonly pictureId: string;
}

export interface DraftsTable extends PersonColumns {
  readonly id: string;
  /** JSON. */
  readonly invocation: string;
  readonly createdAt: number;
}

export interface SettingsTable {
  readonly scope: string;
  readonly name: string;
  readonly value: string;
}

export interface SpendingTable {
  readonly scope: string;
  readonly period: string;
  readonly spentMicros: number;
  readonly reservedMicros: number;
  readonly images: number;
}

export interface RatesTable {
  readonly key: string;
  /** Thousandths of a request. */
  readonly tokens: number;
  readonly updatedAt: number;
  readonly blockedUntil: number;
}

export interface SessionsTable {
  readonly session: string;
  readonly aliveUntil: number;
}

export interface Database {
  readonly inbox: InboxTable;
  readonly jobs: JobsTable;
  readonly pictures: PicturesTable;
  readonly images: ImagesTable;
  readonly imageParents: ImageParentsTable;
  readonly ledger: LedgerTable;
  readonly deliveries: DeliveriesTable;
  readonly deliveryMessages: DeliveryMessagesTable;
  readonly deliveryFiles: DeliveryFilesTable;
  readonly drafts: DraftsTable;
  readonly settings: SettingsTable;
  readonly spending: SpendingTable;
  readonly rates: RatesTable;
  readonly sessions: SessionsTable;
}
