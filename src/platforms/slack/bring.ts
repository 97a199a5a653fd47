import { z } from "zod";
import type { Answer, AnswerImage } from "#core/answer.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import type { Message } from "#core/message.ts";
import type { Journal } from "#core/platform.ts";
import type { Delivered, DeliveredMessage } from "#core/rows.ts";
import type { MessagePart } from "./captions.ts";
import type { Conversations } from "./conversations.ts";
import { reasonFor, Trouble, type Verdict } from "./errors.ts";
import { controlsOf, messageOf, plainMessage } from "./message.ts";
import { prepareFiles } from "./pictures.ts";
import { type Destination, postMessage } from "./post-message.ts";
import { kept, putOff, refusedByWorkspace } from "./undelivered.ts";
import { shareFiles, type Uploading, withdraw } from "./upload.ts";
import type { UploadRules } from "./upload-rules.ts";

/** How a result looks: its buttons under the pictures, or in a message of their own. */
export type ResultStyle = "blocks" | "split";

export interface BringParts extends Uploading {
  readonly conversations: Conversations;
  readonly rules: UploadRules;
  readonly images: ImageStore;
  readonly tools: ImageTools;
  readonly style: ResultStyle;
  /** Pauses between looking whether files are shown, in milliseconds. */
  readonly looksMs: readonly number[];
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** What is brought, whose it is, and where it was asked. */
export interface Bringing {
  readonly answer: Answer;
  readonly pictures: readonly AnswerImage[];
  readonly team: string;
  readonly askedIn: string;
  readonly locale: string;
  readonly journal: Journal;
}

/** One way to bring an answer. */
export interface Rung {
  readonly name: "channel" | "direct";
  where(): Promise<Destination>;
}

/** Whole; as a smaller copy; without anything that Slack could stumble over. */
type Form = "whole" | "small" | "plain";

/** One try: a way and a form. Its name begins the names of its steps in the journal. */
interface Try {
  readonly name: string;
  readonly rung: Rung;
  readonly form: Form;
}

/** What a try leaves behind when its message is there; `controls`: whether the buttons have to follow in one of their own. */
const shown = z.object({
  message: z.object({
    channel: z.string(),
    message: z.string(),
    files: z.array(z.object({ file: z.string(), pictureId: z.string() })).readonly(),
  }),
  thread: z.string().nullable(),
  controls: z.boolean(),
});
type Shown = z.infer<typeof shown>;

/** Files are made smaller down to here, in bytes. */
const smallestBytes = 1024 * 1024;

/**
 * Shows an answer's files in one message, by the first way that takes them. A try that has ended is not begun again, one
 * that was under way is looked after, and what is shown is never shown twice.
 */
export async function bring(parts: BringParts, bringing: Bringing, rungs: readonly Rung[]): Promise<Delivered> {
  const { journal, answer } = bringing;
  const troubles: Trouble[] = [];
  for (const rung of rungs) {
    let form: Form | null = "whole";
    while (form) {
      const one: Try = { name: `${rung.name} ${form}`, rung, form };
      const ended: string | Trouble = journal.done(`${one.name} ended`) ?? "";
      if (ended === "") {
        const outcome: Shown | Trouble = await tried(parts, bringing, one, troubles);
        if (!(outcome instanceof Trouble)) return withControls(parts, bringing, outcome);
        troubles.push(outcome);
        parts.log("not brought this way", { way: one.name, verdict: outcome.verdict, refusal: outcome.message });
        if (outcome.verdict === "later") throw putOff(outcome);
        if (outcome.verdict === "refused") {
          if (bringing.pictures.length > 0) parts.rules.refused(bringing.team, outcome);
          throw refusedByWorkspace(answer, outcome);
        }
        await withdraw(parts.calls, journal, one.name);
        await journal.write(`${one.name} ended`, outcome.verdict);
      }
      form = formAfter(form, journal.done(`${one.name} ended`));
    }
  }
  throw kept(answer, troubles);
}

function formAfter(form: Form, verdict: string | null): Form | null {
  if (verdict === ("smaller" satisfies Verdict) && form === "whole") return "small";
  const another: readonly (string | null)[] = ["plain", "unshared", "gone"] satisfies Verdict[];
  return form !== "plain" && another.includes(verdict) ? "plain" : null;
}

async function tried(
  parts: BringParts,
  bringing: Bringing,
  one: Try,
  before: readonly Trouble[],
): Promise<Shown | Trouble> {
  const { journal } = bringing;
  const written = journal.done(`${one.name} shown`);
  if (written !== null) return shown.parse(JSON.parse(written));
  try {
    const outcome = await show(parts, bringing, one, before);
    await journal.write(`${one.name} shown`, JSON.stringify(outcome));
    return outcome;
  } catch (error) {
    if (error instanceof Trouble) return error;
    throw error;
  }
}

async function show(
  parts: BringParts,
  bringing: Bringing,
  { name, rung, form }: Try,
  before: readonly Trouble[],
): Promise<Shown> {
  const { answer, pictures, journal, team } = bringing;
  const { calls } = parts;
  const to = await rung.where();
  const half = Math.floor(Math.max(...pictures.map(({ bytes }) => bytes)) / 2);
  const maxBytes = form === "small" ? Math.max(smallestBytes, half) : null;
  const { files, notes } = await prepareFiles(parts, answer, pictures, maxBytes);
  const why = rung.name === "direct" ? before.map(reasonFor).find((reason) => reason !== null) : null;
  const part = await partOf(parts, bringing, to.channel, [...(why ? [why] : []), ...notes]);
  if (files.length === 0) {
    return { message: await postMessage(calls, messageOf(part), to), thread: to.thread, controls: false };
  }
  const separate = form === "plain" || parts.style === "split";
  const says = separate ? { initial_comment: plainMessage(part) } : { blocks: messageOf(part).blocks };
  const sharing = { step: name, withAlt: form !== "plain", to, says };
  const message = await shareFiles(parts, journal, files, sharing, parts.looksMs);
  parts.rules.taken(team);
  return { message, thread: to.thread, controls: separate };
}

async function partOf(
  { conversations }: BringParts,
  { answer, askedIn, locale }: Bringing,
  channel: string,
  notes: readonly Message[],
): Promise<MessagePart> {
  const workspaceUrl = answer.result?.parent?.posted ? await conversations.workspaceUrl() : null;
  const elsewhere = channel !== askedIn;
  // Asked for in a conversation of two, or in the app's home, there is nowhere to share it.
  const buttons = answer.buttons.filter(({ command }) => command !== "share" || /^[CG]/.test(askedIn));
  return { answer: { ...answer, buttons }, notes, workspaceUrl, elsewhere, locale };
}

/** Tried once, and marked before: better no buttons than two rows of them, for the pictures are there. */
async function withControls(parts: BringParts, bringing: Bringing, { message, thread, controls }: Shown) {
  const { journal } = bringing;
  const part = await partOf(parts, bringing, message.channel, []);
  const body = controls ? controlsOf(part) : null;
  const messages: DeliveredMessage[] = [message];
  const written = journal.done("controls");
  if (written !== null && written !== "") messages.push({ channel: message.channel, message: written, files: [] });
  if (body === null || written !== null) return { messages };
  await journal.write("controls", "");
  try {
    const posted = await postMessage(parts.calls, body, { channel: message.channel, thread });
    messages.push(posted);
    await journal.write("controls", posted.message);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    parts.log("no buttons", { refusal: error.message });
  }
  return { messages };
}
