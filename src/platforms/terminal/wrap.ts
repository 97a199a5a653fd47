/** Below this many columns of room, broken lines would be harder to read than what the terminal makes of long ones. */
const leastRoom = 20;

/** Breaks a line between words; what follows the first line is indented. A word that is longer than the room stays whole. */
export function wrapped(line: string, columns: number, indent = 0): string {
  if (line.length < columns || columns - indent < leastRoom) return line;
  const lines: string[] = [];
  let rest = line;
  let room = columns - 1;
  while (rest.length > room) {
    // The first line's own indentation is no place to break it.
    const blank = rest.search(/\S/);
    const last = rest.lastIndexOf(" ", room);
    const at = last > (lines.length === 0 ? Math.max(blank, indent) : 0) ? last : rest.indexOf(" ", room);
    if (at === -1) break;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
    room = columns - 1 - indent;
  }
  return [...lines, rest].join(`\n${" ".repeat(indent)}`);
}
