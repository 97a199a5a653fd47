import { say, type Text } from "#core/message.ts";
import { withMoments } from "#core/moments.ts";
import { words } from "#core/words.ts";

/** What people read, with everything in it that Slack would take for a mention, a link or a command made harmless. */
export function shownText(text: Text, locale: string): string {
  const moments: number[] = [];
  const marked = withMoments(text, (at) => `\u0000${moments.push(at) - 1}\u0000`);
  const said = harmless(words(named(marked), locale)).replaceAll(/\uE000([@#][A-Z0-9]+)\uE000/g, "<$1>");
  // A moment is shown in everybody's own time zone; what stands behind the bar is for clients that know none.
  return said.replaceAll(/\0(\d+)\0/g, (_, index: string) => {
    const at = moments[Number(index)];
    // Somebody's own words, with characters in them that nobody sees.
    if (at === undefined) return "";
    const plain = words(say("value.when", { at }), locale).replaceAll("|", "/");
    return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${plain}>`;
  });
}

/** People and channels are kept by their ids; here they can be read. What people write is never taken for somebody's id. */
function named(text: Text): Text {
  if ("literal" in text) return { literal: channelsNamed(text.literal) };
  const parameters = Object.entries(text.parameters).map(([name, value]) => {
    if (typeof value === "object") return [name, named(value)];
    if (typeof value !== "string") return [name, value];
    return [name, text.code === "settings.for-person" ? personNamed(value) : channelsNamed(value)];
  });
  return { ...text, parameters: Object.fromEntries(parameters) };
}

/** Where text is nothing but ids, they are channels, which calls nobody. */
function channelsNamed(text: string): string {
  return /^[CG][A-Z0-9]{8,}(?:, [CG][A-Z0-9]{8,})*$/.test(text)
    ? text.replaceAll(/[A-Z0-9]+/g, "\uE000#$&\uE000")
    : text.replaceAll("\uE000", "");
}

function personNamed(text: string): string {
  return /^[UW][A-Z0-9]{5,}$/.test(text) ? `\uE000@${text}\uE000` : text.replaceAll("\uE000", "");
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
