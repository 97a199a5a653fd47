import type { Json } from "./json.ts";
import type { SeenMessage } from "./seen-types.ts";
import type { FieldValue } from "./value-types.ts";

/** One interaction and what became of it. */
export interface Asking {
  readonly triggerId: string;
  readonly responseUrl: string | null;
  /** The JSON that was sent. */
  readonly payload: Json;
  /** Resolves with what the acknowledgement carried (null: nothing); rejects with what the person reads instead. */
  acknowledged(): Promise<unknown>;
  /** Waits for the form opened with this interaction's trigger. */
  form(): Promise<Form>;
  /** Waits for a message made or rewritten through the acknowledgement or the response URL; the newest. */
  answer(): Promise<SeenMessage>;
  /** Sends the very same interaction again, with the same trigger. */
  sendAgain(): Promise<void>;
}

export interface Submission {
  /** By the label of the field; null: it was taken. */
  readonly errors: Readonly<Record<string, string>> | null;
  /** What is shown now: the same form (errors, update), the one pushed or below; null: all closed. */
  readonly form: Form | null;
}

/** An open form (a modal), as the person sees it now: the object follows `views.update`. */
export interface Form {
  readonly id: string;
  title(): string;
  callbackId(): string;
  isOpen(): boolean;
  /** The labels of its fields, in order. */
  labels(): readonly string[];
  /** Texts, alerts, fields and buttons, a line each. */
  text(): string;
  /** What already stands in the field of that label. */
  prefilled(label: string): string | null;
  /** Leaves what stands there where a field is not named. Throws where the client would not let a person submit. */
  submits(fields?: Readonly<Record<string, FieldValue>>): Promise<Submission>;
  closes(): Promise<void>;
  presses(label: string): Promise<Asking>;
  chooses(option: string | readonly string[]): Promise<Asking>;
  json(): Json;
}
