/** Decodes base64 that arrives in pieces. Throws a SyntaxError for anything that is not base64. */
export interface Base64Decoder {
  /**
   * Decodes the next characters and gives back what they came to: in `room` where that suffices, otherwise in new memory.
   * Decoding into the memory that the characters came in spares half of what would have to be collected as garbage.
   */
  add(text: string, room: Buffer): Uint8Array;
  /** Throws when the end of the base64 is missing. */
  end(): void;
}

/** A decoder for one base64 text. */
export function base64Decoder(): Base64Decoder {
  let carried = "";
  let padded = false;

  return {
    add(text, room) {
      // The decoder passes over line breaks, which some encoders write, but also over the space that a plus sign becomes in a badly decoded form.
      if (text.includes(" ")) throw new SyntaxError("a space in base64");
      const characters = carried + text;
      if (padded && characters.trim() !== "") throw new SyntaxError("base64 goes on after its padding");
      const mostBytes = Math.ceil(characters.length / 4) * 3;
      const target = mostBytes <= room.length ? room : Buffer.allocUnsafe(mostBytes);
      const { read, written } = target.setFromBase64(characters, { lastChunkHandling: "stop-before-partial" });
      padded ||= written % 3 !== 0;
      carried = characters.slice(read).trim();
      return target.subarray(0, written);
    },
    end() {
      if (carried !== "") throw new SyntaxError("base64 ends inside a group");
    },
  };
}
