import type { ImageValue } from "./image-value.ts";
import type { Size } from "./size.ts";

interface OptionBase {
  /** English, one short phrase; other languages translate it under `<command>.<option>`. */
  readonly description: string;
  readonly required?: true;
  /** Forms show the lowest ranks first; a Discord form holds five. */
  readonly rank: number;
  /** A one-letter flag where people type flags. */
  readonly short?: string;
}

/** Words of the person. */
export interface TextOption extends OptionBase {
  readonly kind: "text";
  /** In UTF-16 code units. */
  readonly maxLength: number;
}

export interface IntegerOption extends OptionBase {
  readonly kind: "integer";
  readonly min: number;
  readonly max: number;
}

/** One of a few words; `models` and `qualities` stand for those of the catalog. */
export interface ChoiceOption extends OptionBase {
  readonly kind: "choice";
  readonly choices: readonly string[] | "models" | "qualities";
}

/** A named shape or WIDTHxHEIGHT in pixels. */
export interface SizeOption extends OptionBase {
  readonly kind: "size";
}

export interface FlagOption extends OptionBase {
  readonly kind: "flag";
}

export interface ImageOption extends OptionBase {
  readonly kind: "image";
}

/** Several pictures, in the person's order. */
export interface ImagesOption extends OptionBase {
  readonly kind: "images";
  readonly min?: number;
  readonly max: number;
}

/** A job or one of its pictures, by id; the newest result of the person in this place when it is not given. */
export interface SubjectOption extends OptionBase {
  readonly kind: "subject";
  /** It acts on one picture, so of a result with several one is chosen; otherwise on all of them. */
  readonly onePicture?: true;
}

/** Somebody or somewhere, by the platform's id. */
export interface PersonOption extends OptionBase {
  readonly kind: "person" | "channel" | "role";
}

export type Option =
  | TextOption
  | IntegerOption
  | ChoiceOption
  | SizeOption
  | FlagOption
  | ImageOption
  | ImagesOption
  | SubjectOption
  | PersonOption;

export type Options = Readonly<Record<string, Option>>;

/** What a subject option names: a job, or one of its pictures counted from 1. */
export interface Subject {
  readonly jobId: string;
  readonly position: number | null;
}

type ValueOf<O extends Option> = O extends TextOption | PersonOption
  ? string
  : O extends IntegerOption
    ? number
    : O extends ChoiceOption
      ? O["choices"] extends readonly (infer Choice)[]
        ? Choice
        : string
      : O extends SizeOption
        ? Size
        : O extends FlagOption
          ? boolean
          : O extends ImageOption
            ? ImageValue
            : O extends ImagesOption
              ? readonly ImageValue[]
              : O extends SubjectOption
                ? Subject
                : never;

/** The checked values of a command, inferred from its options: what is not required may be undefined, a flag never is. */
export type Values<T extends Options> = {
  readonly [Name in keyof T]: T[Name] extends FlagOption
    ? boolean
    : T[Name] extends { required: true }
      ? ValueOf<T[Name]>
      : ValueOf<T[Name]> | undefined;
};
