import type { PlatformLimits } from "#core/platform.ts";

/** Numbers of Slack, each with where it stands in its documentation (docs.slack.dev) or its SDK's types. */
export const slackLimits = {
  /** Implementing slash commands, handling user interaction: the first answer must come within 3 s. */
  acknowledgeWithinMs: 3_000,
  /** Handling user interaction: a trigger lives as long, and opens one form. */
  triggerLivesMs: 3_000,
  /** Handling user interaction, response URLs: five messages within 30 minutes; the acknowledgement's own body does not count. */
  responseUrlUses: 5,
  responseUrlLivesMs: 30 * 60_000,
  /** What comes in the last minutes may arrive too late. */
  responseUrlUsedForMs: 25 * 60_000,
  /** assistant.threads.setStatus: a status goes away by itself after two minutes. */
  statusLivesMs: 120_000,
  loadingMessages: 10,
  /** Verifying requests: a signature older than that is a replay. */
  signatureLivesMs: 5 * 60_000,

  /** Blocks: in a message, in a form, and a form's whole JSON (view_too_large). */
  messageBlocks: 50,
  formBlocks: 100,
  formBytes: 250_000,
  /** Views: title, submit and close; what a form carries; its name. */
  formTitle: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  /** Input block. */
  label: 2_000,
  hint: 2_000,
  /** Plain-text input. */
  textInput: 3_000,
  /** File input: 10 MB each. */
  uploadsInForm: 10,
  uploadInFormBytes: 10_000_000,
  /** Radio buttons, checkboxes; select menus; the text, description and value of an option. */
  radioOptions: 10,
  selectOptions: 100,
  optionText: 75,
  optionValue: 75,
  /** Alert block: in forms alone. */
  alert: 200,

  /** Header, section and context blocks; undocumented: some 13,200 characters in all (bolt-js#2509). */
  header: 150,
  section: 3_000,
  textInBlocks: 12_000,
  /** chat.postMessage, truncating content: cut at 40,000, 4,000 are recommended. */
  messageText: 4_000,
  /** Buttons, and how many elements stand in one actions block. */
  buttonText: 75,
  buttonValue: 2_000,
  actionId: 255,
  actions: 25,
  /** Image block. */
  imageAlt: 2_000,
  /** files.getUploadURLExternal: alt_txt_too_large. */
  uploadAlt: 1_000,

  /** App manifest reference, and its schema. */
  appName: 35,
  appDescription: 140,
  slashCommands: 50,
  slashName: 32,
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
