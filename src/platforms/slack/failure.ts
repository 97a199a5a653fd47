import type { AppError } from "#core/errors.ts";
import { slackLimits } from "./limits.ts";
import { clearStatus, type Reported } from "./report.ts";
import { type TellParts, tellAlone } from "./tell-alone.ts";
import { clipTo, shownText } from "./texts.ts";

/** Says a failure by whatever way works, to the person alone, and leaves nothing that says that something is under way. */
export async function tellAtOnce(parts: TellParts, reported: Reported, error: AppError): Promise<void> {
  const { address, locale } = reported;
  const text = clipTo(shownText(error.text, locale), slackLimits.section);
  await tellAlone(parts, address, { text, blocks: [{ type: "section", text: { type: "mrkdwn", text } }] });
  await clearStatus(parts, reported);
}
