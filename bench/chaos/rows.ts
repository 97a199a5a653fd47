import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A picture, with the words of its job. */
export interface PictureFacts {
  readonly id: string;
  readonly jobId: string;
  readonly state: string;
  readonly prompt: string;
  readonly requestId: string | null;
  readonly costMicros: number | null;
  readonly costSource: string | null;
  readonly reason: string | null;
  readonly retryOf: string | null;
}

/** Looks at the rows from outside, while others write them. */
export interface Rows {
  /** Pictures that a process is painting at this moment. */
  inFlight(owner: string): number;
  /** What is not at its end yet: askings, pictures, jobs, deliveries. */
  open(): number;
  /** Spent and reserved together, in micro-dollars: what a budget must never be below. */
  used(): number;
  reserved(): number;
  pictures(): readonly PictureFacts[];
  /** Booked per picture. */
  ledger(): readonly { readonly pictureId: string; readonly costMicros: number; readonly source: string }[];
  /** Keys of what was received. */
  received(): readonly string[];
  /** Answers that nobody will bring any more. */
  undelivered(): number;
  stop(): void;
}

export function openRows(dataDir: string): Rows {
  const file = new DatabaseSync(join(dataDir, "limner.db"), { readOnly: true, timeout: 5_000 });
  const number = (sql: string, ...values: string[]) => Number(Object.values(file.prepare(sql).get(...values) ?? {})[0]);
  return {
    inFlight: (owner) => number("select count(*) from pictures where state = 'submitting' and owner = ?", owner),
    open: () =>
      number(`select (select count(*) from inbox where closed_at is null)
        + (select count(*) from pictures where state in ('waiting', 'submitting'))
        + (select count(*) from jobs where handed_over_at is null)
        + (select count(*) from deliveries where state in ('waiting', 'posting'))`),
    used: () => number("select coalesce(max(spent_micros + reserved_micros), 0) from spending where scope = 'total'"),
    reserved: () => number("select coalesce(sum(abs(reserved_micros)), 0) from spending"),
    pictures: () =>
      file
        .prepare(
          `select pictures.*, jobs.request, jobs.retry_of_job_id from pictures join jobs on jobs.id = pictures.job_id`,
        )
        .all()
        .map((row) => ({
          id: String(row.id),
          jobId: String(row.job_id),
          state: String(row.state),
          prompt: promptOf(row.request),
          requestId: textOrNull(row.request_id),
          costMicros: row.cost_micros === null ? null : Number(row.cost_micros),
          costSource: textOrNull(row.cost_source),
          reason: reasonOf(row.failure),
          retryOf: textOrNull(row.retry_of_job_id),
        })),
    ledger: () =>
      file
        .prepare("select picture_id, cost_micros, source from ledger")
        .all()
        .map((row) => ({
          pictureId: String(row.picture_id),
          costMicros: Number(row.cost_micros),
          source: String(row.source),
        })),
    received: () =>
      file
        .prepare("select dedupe_key from inbox")
        .all()
        .map((row) => String(row.dedupe_key)),
    undelivered: () => number("select count(*) from deliveries where state = 'undelivered'"),
    stop: () => file.close(),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function promptOf(request: unknown): string {
  const { prompt } = JSON.parse(String(request)) as { prompt: string };
  return prompt;
}

function reasonOf(failure: unknown): string | null {
  if (typeof failure !== "string") return null;
  const { text } = JSON.parse(failure) as { text: { code: string } };
  return text.code;
}
