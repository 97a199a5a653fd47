import { say, type Text } from "#core/message.ts";
import { withMoments } from "#core/moments.ts";
import { words } from "#core/words.ts";

/** What people read, with everything in it that Slack would take for a mention, a link or a command made harmless. */
export function shownText(text: Text, locale: string): string {
  const moments: number[] = [];
  const marked = withMoments(text, (at) => `\u0000${moments.push(at) - 1}\u0000`);
  const said = harmless(words(marked, locale));
  // A moment is shown in everybody's own time zone; what stands behind the bar is for clients that know none.
  return said.replaceAll(/\0(\d+)\0/g, (_, index: string) => {
    const at = moments[Number(index)] ?? 0;
    const plain = words(say("value.when", { at }), locale).replaceAll("|", "/");
    return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${plain}>`;
  });
}

/** Only these three mean anything to Slack beyond how letters look, and only between brackets is anybody called (formatting message text). */
export function harmless(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** At most so many UTF-16 units, never cut inside a character, an escape or a pair of brackets. */
export function clipTo(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const cut = text
    .slice(0, Math.max(0, maxCharacters - 1))
    .toWellFormed()
    .replace(/\uFFFD$/, "");
  const whole = cut.replace(/&[a-z]{0,3}$/, "").replace(/<[^>]*$/, "");
  return maxCharacters < 1 ? "" : `${whole.trimEnd()}…`;
}
