import type { english } from "./messages/english.ts";

/** Every sentence that Limner can say, by code. English is complete by definition; other languages may lack some. */
export type Catalogue = typeof english;
export type MessageCode = keyof Catalogue;

/** A sentence as data: rendered at delivery, in the reader's language. Plain JSON. A parameter may be a sentence itself. */
export interface Message {
  readonly code: MessageCode;
  readonly parameters: Readonly<Record<string, string | number | Message>>;
}

/** A sentence, or a person's own words. */
export type Text = Message | { readonly literal: string };

type Fill<Sentence extends (...parameters: never) => string> =
  Parameters<Sentence> extends [infer Named]
    ? [parameters: { readonly [Name in keyof Named]: Named[Name] extends string ? Named[Name] | Message : Named[Name] }]
    : [];

/** Makes a message; the parameters are those that the English sentence takes. */
export function say<Code extends MessageCode>(code: Code, ...parameters: Fill<Catalogue[Code]>): Message {
  return { code, parameters: parameters[0] ?? {} };
}
