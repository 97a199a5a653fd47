import type { PlatformLimits } from "#core/platform.ts";

/** Numbers of Slack, each with where it stands in its documentation (docs.slack.dev) or its SDK's types. */
export const slackLimits = {
  /** Handling user interaction, response URLs: five messages within 30 minutes; the acknowledgement's own body does not count. */
  responseUrlUses: 5,
  /** Of the 30 minutes the last ones are left: what comes then may arrive too late. */
  responseUrlUsedForMs: 25 * 60_000,

  /** Blocks: in a message, in a form or the app's home. */
  messageBlocks: 50,
  viewBlocks: 100,
  /** Views: title, submit and close. */
  formTitle: 24,
  /** Input block. */
  label: 2_000,
  hint: 2_000,
  /** Plain-text input. */
  textInput: 3_000,
  /** File input: how many, 10 MB each. */
  uploadsInForm: 10,
  /** Radio buttons, checkboxes; select menus; the text, description and value of an option. */
  radioOptions: 10,
  selectOptions: 100,
  placeholder: 150,
  optionText: 75,
  optionValue: 75,

  /** Header, section and context blocks; undocumented: some 13,200 characters in all (bolt-js#2509). */
  header: 150,
  section: 3_000,
  sectionFields: 10,
  textInBlocks: 12_000,
  /** chat.postMessage, truncating content: cut at 40,000, 4,000 are recommended. */
  messageText: 4_000,
  /** Buttons, and the dialog that asks whether it is meant. */
  buttonText: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** files.getUploadURLExternal: alt_txt_too_large. */
  uploadAlt: 1_000,

  /** App manifest reference, and its schema. */
  slashDescription: 2_000,
  slashHint: 1_000,
  shortcuts: 10,
  shortcutName: 24,
  shortcutDescription: 150,
} as const;

/**
 * The domains on which Slack keeps what people share: its own, where the token may be sent, and those that it only redirects
 * to. Commercial Slack, and the one for the United States' public sector (api.slack-gov.com/gov-slack/about).
 */
export const fileDomains: readonly {
  readonly api: string;
  readonly own: string;
  readonly others: readonly string[];
}[] = [
  { api: "slack.com", own: "slack.com", others: ["slack-edge.com", "slack-files.com"] },
  { api: "slack-gov.com", own: "slack-gov.com", others: [] },
];

/** What the core needs to know. */
export const limits: PlatformLimits = {
  // What is said is either a native status, which Slack animates by itself, or one of five uses of a response URL.
  progressEveryMs: 5_000,
  // A file in a message cannot be replaced (bolt-python#1295).
  showsPartialImages: false,
  // The Images API takes pictures up to 50 MB.
  maxAttachmentBytes: 50_000_000,
};
