/** What moves the cursor, colours, rings or turns the writing direction around, and halves of characters; joiners of emoji stay. */
const steering = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;
const gaps = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** Words of people and of services as one line that does nothing to the terminal: whatever would steer it becomes a replacement character. */
export function printable(text: string): string {
  return text.replace(gaps, " ").replace(steering, "\ufffd");
}

/** As `printable`, line by line. */
export function printableLines(text: string): string {
  return text.split(/\r?\n/).map(printable).join("\n");
}

/** The same JSON with every character escaped that steers a terminal; JSON itself escapes only those below the space. */
export function printableJson(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
