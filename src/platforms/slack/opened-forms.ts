import { type Message, say } from "#core/message.ts";
import { form, type OfferedPicture } from "./forms.ts";
import { invocationOf, type Receiving, type Source, tell, type Wanted } from "./receiving.ts";

/** A form for what is still open; `meant` are pictures of which one is to be chosen, `anywhere` lets the person say where the result belongs. */
export async function openForm(
  receiving: Receiving,
  source: Source,
  wanted: Wanted,
  {
    trigger,
    meant = null,
    anywhere = false,
    notes = [],
  }: {
    readonly trigger: string;
    readonly meant?: { readonly option: string; readonly pictures: readonly OfferedPicture[] } | null;
    readonly anywhere?: boolean;
    readonly notes?: readonly Message[];
  },
): Promise<void> {
  const { studio, client, log } = receiving;
  const invocation = invocationOf(receiving, source, wanted);
  const { audience, locale } = invocation.replyTo;
  const { [meant?.option ?? ""]: _, ...values } = wanted.values;
  const pictures = (meant?.pictures ?? []).map((picture) => {
    if (!meant || !("attached" in picture.value)) return picture;
    const { id } = studio.draft({ ...invocation, values: { ...values, [meant.option]: picture.value } });
    return { ...picture, draft: id };
  });
  const { id: draft } = studio.draft({ ...invocation, values });
  const opened = { channel: source.channel, thread: source.inThread ? source.answerUnder : null };
  const view = form(
    wanted.command,
    { draft, audience, values, pictures, asksChannel: anywhere, opened, notes },
    locale,
    receiving.surroundings(),
  );
  try {
    await client.views.open({ trigger_id: trigger, view });
  } catch (error) {
    log("form not opened", { command: wanted.command.name, error });
    await tell(receiving, source, say("slack.form-too-late"));
  }
}
