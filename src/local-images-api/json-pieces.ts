/** JSON in which a Buffer stands for a string's content that needs no escaping: base64, written without copying it. */
export type Json = string | number | boolean | null | Buffer | readonly Json[] | { readonly [key: string]: Json };

/** Writes JSON as a list of pieces; large Buffers stay pieces of their own. */
export function jsonPieces(value: Json, style: { spaces: boolean } = { spaces: false }): Buffer[] {
  const pieces: Buffer[] = [];
  let text = "";
  const comma = style.spaces ? " , " : ",";
  const colon = style.spaces ? " : " : ":";

  function visit(node: Json): void {
    if (Buffer.isBuffer(node)) {
      pieces.push(Buffer.from(`${text}"`), node);
      text = '"';
    } else if (Array.isArray(node)) {
      text += "[";
      for (const [index, item] of node.entries()) {
        if (index > 0) text += comma;
        visit(item);
      }
      text += "]";
    } else if (typeof node === "object" && node !== null) {
      text += style.spaces ? "{ " : "{";
      for (const [index, [key, item]] of Object.entries(node).entries()) {
        text += `${index > 0 ? comma : ""}${JSON.stringify(key)}${colon}`;
        visit(item);
      }
      text += style.spaces ? " }" : "}";
    } else {
      text += JSON.stringify(node);
    }
  }

  visit(value);
  pieces.push(Buffer.from(text));
  return pieces;
}
