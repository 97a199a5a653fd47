/** A picture that a person attached; only the platform that it came from can open it. Plain JSON. */
export interface AttachedImage {
  readonly attached: string;
  /** What the platform needs to open it: a path, a URL, a file id. */
  readonly reference: string;
  /** As the person sees it; never used as a path. */
  readonly name: string;
  /** In bytes, as the platform says; null where it does not. */
  readonly bytes: number | null;
  /** It was shown covered, so what is made from it is covered too. */
  readonly spoiler?: true;
}

/** A picture that Limner keeps, by the id of its image row. Plain JSON. */
export interface StoredImageValue {
  readonly stored: string;
}

/** A result by the id that people see, `k3f9qax2m4-2`; found with the rights of whoever asks. Plain JSON. */
export interface ResultImageValue {
  readonly result: string;
}

export type ImageValue = StoredImageValue | ResultImageValue | AttachedImage;
