/**
 * What Slack writes in angle brackets instead of what somebody typed: people, channels, groups, links. Any other bracket is
 * the person's own, for where escaping is off it arrives as it is (formatting message text).
 */
const entity = /<(?:[@#!]|https?:|mailto:)[^<>]*>/g;

/** One word, however many spaces the label of a link in it has. */
export const wordPattern = `(?:${entity.source}|\\S)+`;

/** The text as the person typed it. */
export function asTyped(text: string): string {
  const plain = text.replaceAll(entity, (whole) => {
    const [target = "", label = ""] = split(whole);
    switch (target.charAt(0)) {
      case "@":
        return `@${label || target.slice(1)}`.replace("@@", "@");
      case "#":
        return `#${label || target.slice(1)}`.replace("##", "#");
      case "!":
        // A group or a date carries what was shown; `<!here>` may carry the same word again.
        return target.includes("^") ? label || target : `@${target.slice(1)}`;
      default:
        return label || target.replace(/^mailto:/, "");
    }
  });
  return plain.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** The id in `<@U123|ada>`, `<#C123|general>` or `<!subteam^S123|@painters>`, or in one that was typed; null when it is none. */
export function idIn(word: string): string | null {
  const [target = ""] = word.startsWith("<") && word.endsWith(">") ? split(word) : [word];
  return /^(?:@|#|!subteam\^)?([A-Z][A-Z0-9]{5,})$/.exec(target)?.[1] ?? null;
}

function split(whole: string): readonly string[] {
  const inside = whole.slice(1, -1);
  const bar = inside.indexOf("|");
  return bar === -1 ? [inside] : [inside.slice(0, bar), inside.slice(bar + 1)];
}
