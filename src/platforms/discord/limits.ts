import type { PlatformLimits } from "#core/platform.ts";

const mebibyte = 1024 * 1024;

/** Numbers of Discord, each with where it stands in its documentation (discord.com/developers/docs). */
export const discordLimits = {
  /** Interactions, receiving and responding: the first answer must come within 3 s. */
  acknowledgeWithinMs: 3_000,
  /** There as well: a token lives 15 minutes; what is sent in the last one may arrive too late. */
  tokenUsedForMs: 14 * 60_000,
  /** Reference, uploading files: a whole request may have 25 MiB; some of it is not files. */
  requestBytes: 25 * mebibyte - 64 * 1024,
  /** Reference, uploading files: what a bot may send where nobody has paid for more. Lately 20 MiB; the floor always holds. */
  defaultUploadBytes: 10 * mebibyte,
  /** Guild, premium tier: 50 MiB from level 2, 100 MiB from level 3. */
  uploadBytesByTier: [10 * mebibyte, 10 * mebibyte, 50 * mebibyte, 100 * mebibyte],
  /** Components, overview: 40 in one message. */
  components: 40,
  /** Components, text display: 4000 characters in one message. */
  textCharacters: 4_000,
  /** Undocumented: HTTP 500 above about 10,170 bytes of UTF-8 (discord-api-docs#8554). */
  textBytes: 9_000,
  /** A plain message's content, and its rows. */
  contentCharacters: 2_000,
  contentRows: 5,
  galleryItems: 10,
  rowButtons: 5,
  /** Components, button: its label and its link. */
  buttonLabel: 80,
  linkCharacters: 512,
  selectOptions: 25,
  altCharacters: 1_024,
  formItems: 5,
  formTitle: 45,
  label: 45,
  labelDescription: 100,
  uploadsInForm: 10,
  textInput: 4_000,
  /** Components, radio group and select menu: how many can be offered, and how long each may be. */
  radioOptions: 10,
  selectLabel: 100,
  /** Application commands: options, their texts, and choices. */
  commandOptions: 25,
  commandName: 32,
  description: 100,
  choices: 25,
  choiceName: 100,
  optionText: 6_000,
  /** Ours: with the picture that is changed, as many as one message can hold. */
  optionPictures: 9,
  /** Where pictures are all that a command takes: as many as one message can hold. */
  onlyPictures: 10,
  nonce: 25,
  /** Ours: an interaction with a form and ten uploads has some 30 kB. */
  interactionBytes: 1_000_000,
} as const;

/** Where Discord keeps what people attach, and where its proxy shows what others keep (Reference, image formatting; embed and unfurled media). */
export const cdnOrigins: readonly string[] = [
  "https://cdn.discordapp.com",
  "https://media.discordapp.net",
  "https://images-ext-1.discordapp.net",
  "https://images-ext-2.discordapp.net",
];

/** What the core needs to know. */
export const limits: PlatformLimits = {
  // Three seconds are what bots keep to that are liked; Discord allows about five edits in five seconds.
  progressEveryMs: 3_000,
  showsPartialImages: true,
  // The Images API takes pictures up to 50 MB.
  maxAttachmentBytes: 50_000_000,
};
