import {
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  type REST,
  Routes,
} from "discord.js";
import type { Surroundings } from "#core/command.ts";
import { AppError, asAppError } from "#core/errors.ts";
import type { Invocation } from "#core/invocation.ts";
import { type Message, say, type Text } from "#core/message.ts";
import type { Audience, ReplyAddress } from "#core/people.ts";
import type { Studio } from "#core/studio.ts";
import { parseSubject } from "#core/subject.ts";
import { missingIn } from "#core/values.ts";
import { acknowledge, type FirstMessage } from "./acknowledge.ts";
import { type Asked, askedByComponent, askedByMenu, askedBySlash, type NotAsked } from "./asked.ts";
import { suggestChoices } from "./autocomplete.ts";
import { readCustomId } from "./custom-ids.ts";
import { privately, takenIn } from "./first-answers.ts";
import { chosenDraft, readForm } from "./form-values.ts";
import { form } from "./forms.ts";
import { discordLimits } from "./limits.ts";
import { actorOf, addressOf, localeOf, placeOf, platformName } from "./people.ts";
import type { Precedence } from "./precedence.ts";
import { madeAt } from "./snowflake.ts";

export interface InteractionParts {
  /** For first answers alone: it repeats nothing by itself, and no upload stands in its way. */
  readonly rest: REST;
  readonly precedence: Precedence;
  readonly studio: Studio;
  /** Ids of those who own the application. */
  readonly operators: ReadonlySet<string>;
  surroundings(): Pick<Surroundings, "models" | "today">;
  /** Says what went wrong with what was acknowledged, where the core cannot. */
  fail(address: ReplyAddress, error: AppError): Promise<void>;
  now(): number;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

/**
 * Only what is less than 3 s old can be answered for the first time, so when it came is when its token was issued: by our own
 * clock, with which it is compared later. The id tells the moment by Discord's clock, and either may be an hour off.
 */
interface Receiving extends InteractionParts {
  /** In milliseconds since 1970. */
  readonly receivedAt: number;
}

/**
 * Takes one interaction in, however it came here: answers it within the 3 s that Discord gives, and only then hands it to
 * the core. Resolves when the core has it; rejects never.
 */
export async function receiveInteraction(given: InteractionParts, interaction: APIInteraction): Promise<void> {
  const parts: Receiving = { ...given, receivedAt: given.now() };
  try {
    await receive(parts, interaction);
  } catch (error) {
    parts.log("interaction not taken in", { interaction: interaction.id, error });
    // Nobody shall read that the application did not respond. Where it did, Discord refuses this, and it stays as it is.
    await refuse(parts, interaction, [say("bug")]).catch(() => {});
  }
}

async function receive(parts: Receiving, interaction: APIInteraction): Promise<void> {
  const { commands } = parts.studio;
  switch (interaction.type) {
    case InteractionType.ApplicationCommandAutocomplete: {
      const choices = await suggestChoices(interaction, parts);
      const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
      await acknowledge(parts.rest, interaction, { type, data: { choices } }, parts);
      return;
    }
    case InteractionType.ApplicationCommand: {
      const { data } = interaction;
      if (data.type === ApplicationCommandType.ChatInput)
        return answer(parts, interaction, askedBySlash({ ...interaction, data }, commands));
      if (data.type === ApplicationCommandType.Message)
        return answer(parts, interaction, askedByMenu({ ...interaction, data }, commands));
      return;
    }
    case InteractionType.MessageComponent: {
      const asked = askedByComponent(interaction, commands);
      if ("command" in asked && asked.command.name === "cancel") return cancelIt(parts, interaction, asked);
      return answer(parts, interaction, asked);
    }
    case InteractionType.ModalSubmit:
      return takeForm(parts, interaction);
  }
}

async function answer(parts: Receiving, interaction: APIInteraction, asked: Asked | NotAsked): Promise<void> {
  if ("refused" in asked) return refuse(parts, interaction, [asked.refused]);
  const { command, meant, values } = asked;
  const audience = audienceOf(asked);
  const invocation = invocationOf(parts, interaction, asked);
  const missing = missingIn(command, values);
  if (missing.length > 0 || (meant && wantsOne(asked, meant.option))) {
    const shown = openForm(parts, invocation, asked);
    if (shown) return void (await first(parts, interaction, shown));
  }
  // What is wrong for sure is said to the person alone, before everybody sees that something is under way.
  const problems = parts.studio.check(command, values);
  if (problems.length > 0)
    return refuse(
      parts,
      interaction,
      problems.map(({ text }) => text),
    );
  const taken = await first(parts, interaction, takenIn(audience, localeOf(interaction)));
  if (taken)
    await parts.studio.receive({ ...invocation, replyTo: replyTo(parts, interaction, audience, taken.message) });
}

/**
 * The button under what is under way. What becomes of that is said in a moment, in its own place; only why it cannot be
 * cancelled needs an answer of its own.
 */
async function cancelIt(parts: Receiving, interaction: APIMessageComponentInteraction, asked: Asked): Promise<void> {
  if (!(await first(parts, interaction, { type: InteractionResponseType.DeferredMessageUpdate }))) return;
  const { studio } = parts;
  const invocation = invocationOf(parts, interaction, asked);
  let why: readonly Text[];
  try {
    const subject = parseSubject(Object.values(asked.values).map(String)[0] ?? "");
    if (subject && (await studio.cancel(subject.jobId, invocation.actor))) return;
    why = (await studio.look(invocation)).text;
  } catch (error) {
    parts.log("not cancelled", { interaction: interaction.id, error });
    why = [asAppError(error).text];
  }
  const { data } = privately(why, localeOf(interaction));
  const { application_id: application, token } = interaction;
  await parts.rest.post(Routes.webhook(application, token), { auth: false, body: data });
}

function invocationOf(parts: Receiving, interaction: APIInteraction, asked: Asked): Invocation {
  return {
    command: asked.command.name,
    trigger: asked.trigger,
    values: asked.values,
    actor: actorOf(interaction, parts.operators),
    place: placeOf(interaction),
    replyTo: replyTo(parts, interaction, audienceOf(asked), null),
    dedupeKey: `${platformName}:${interaction.id}`,
  };
}

/** The form that asks for what is missing, and its drafts; null when no form could ask for it. */
function openForm(
  { studio, surroundings }: Receiving,
  invocation: Invocation,
  { command, meant }: Asked,
): APIInteractionResponse | null {
  const { [meant?.option ?? ""]: _, ...values } = invocation.values;
  const pictures = (meant?.pictures ?? []).slice(0, discordLimits.selectOptions).map((picture) => {
    if (!meant || !("attached" in picture.value)) return picture;
    const { id } = studio.draft({ ...invocation, values: { ...values, [meant.option]: picture.value } });
    return { ...picture, draft: id };
  });
  const { audience, locale } = invocation.replyTo;
  const { id: draft } = studio.draft({ ...invocation, values });
  const data = form(command, { draft, audience, values, pictures }, locale, surroundings());
  return data && { type: InteractionResponseType.Modal, data };
}

/** A form that came back: its draft knows what was asked, its id for whom. */
async function takeForm(parts: Receiving, interaction: APIModalSubmitInteraction): Promise<void> {
  const pressed = readCustomId(interaction.data.custom_id);
  if (pressed?.kind !== "form") return refuse(parts, interaction, [say("form.gone")]);
  const values = readForm(interaction);
  const audience = values.private === true ? "private" : pressed.audience;
  const taken = await first(parts, interaction, takenIn(audience, localeOf(interaction)));
  if (!taken) return;
  const actor = actorOf(interaction, parts.operators);
  const address = replyTo(parts, interaction, audience, taken.message);
  const draft = chosenDraft(interaction) ?? pressed.draft;
  try {
    const receipt = await parts.studio.submit(draft, { values, actor, replyTo: address });
    if (receipt === null) await parts.fail(address, new AppError("invalid", say("form.gone")));
  } catch (error) {
    parts.log("form not taken in", { interaction: interaction.id, error });
    await parts.fail(address, asAppError(error));
  }
}

async function refuse(parts: Receiving, interaction: APIInteraction, texts: readonly Message[]): Promise<void> {
  await first(parts, interaction, privately(texts, localeOf(interaction)));
}

/** The first answer; null when the interaction is not ours any more, and then nothing may be begun. */
async function first(
  parts: Receiving,
  interaction: APIInteraction,
  body: Parameters<typeof acknowledge>[2],
): Promise<{ readonly message: FirstMessage | null } | null> {
  const acknowledged = await parts.precedence.firstly(() => acknowledge(parts.rest, interaction, body, parts));
  if (acknowledged.taken) {
    await parts.precedence.turn();
    return acknowledged;
  }
  const { because, error } = acknowledged;
  // Another instance that was quicker is how it should be.
  if (because !== "elsewhere")
    parts.log("interaction not acknowledged", { because, ageMs: parts.now() - madeAt(interaction.id), error });
  return null;
}

function audienceOf({ command, values, audience }: Asked): Audience {
  return command.audience === "asker" || values.private === true ? "private" : audience;
}

/** Whether a command acts on one picture, so that it must be said on which. */
function wantsOne({ command, trigger }: Asked, option: string): boolean {
  const definition = command.options[option];
  if (definition?.kind === "subject") return definition.onePicture === true;
  return definition?.kind === "image" && trigger === "button";
}

/** Discord may have made private what was meant for all; then it is, with all that follows. */
function replyTo(
  { receivedAt }: Receiving,
  interaction: APIInteraction,
  wanted: Audience,
  message: FirstMessage | null,
): ReplyAddress {
  const audience = message?.audience === "private" ? "private" : wanted;
  const data = addressOf(interaction, message?.id ?? null, receivedAt);
  return { platform: platformName, session: null, audience, locale: localeOf(interaction), data };
}
