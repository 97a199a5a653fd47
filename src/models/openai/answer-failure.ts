/** What can be wrong with an answer that was no refusal. */
export type AnswerFault = "no-picture" | "bad-picture" | "cut" | "elsewhere";

/** An answer of status 200 that did not bring a picture. Translated in `errors.ts`; `message` is for the log. */
export class AnswerFailure extends Error {
  override readonly name = "AnswerFailure";
  readonly fault: AnswerFault;

  constructor(fault: AnswerFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }
}
