import type { ImageTools } from "#core/image-tools.ts";

/** How a terminal can show a picture between its lines, best first. */
export type InlineWay = "kitty" | "iterm" | "blocks" | "none";

/** What is known of the terminal. */
export interface Screen {
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly program: string;
  readonly kind: string;
  readonly trueColor: boolean;
  readonly kitty: boolean;
}

/** Chooses by what terminals say of themselves; one that says nothing gets no picture. */
export function inlineWay({ isTerminal, program, kind, trueColor, kitty }: Screen): InlineWay {
  if (!isTerminal || kind === "dumb") return "none";
  // Inside a multiplexer the picture protocols do not pass through; coloured blocks do.
  const multiplexed = /^(screen|tmux)/.test(kind);
  if (!multiplexed && (kitty || program === "ghostty" || program === "WezTerm")) return "kitty";
  if (!multiplexed && program === "iTerm.app") return "iterm";
  return trueColor ? "blocks" : "none";
}

/** Pixels along the long edge that the picture protocols get: sharp on a large screen, small on the wire. */
const protocolEdge = 800;

/** The control sequence that shows a picture, with a line end; empty where the terminal cannot. */
export async function inlinePicture(way: InlineWay, bytes: Blob, columns: number, tools: ImageTools): Promise<string> {
  switch (way) {
    case "none":
      return "";
    case "iterm": {
      const data = Buffer.from(await bytes.arrayBuffer()).toString("base64");
      return `\u001b]1337;File=inline=1;height=20;preserveAspectRatio=1:${data}\u0007\n`;
    }
    case "kitty": {
      const { size, rgb } = await tools.pixels(bytes, { width: protocolEdge, height: protocolEdge });
      return kittySequence(size.width, size.height, Buffer.from(rgb).toString("base64"));
    }
    case "blocks": {
      // One character cell is about twice as high as wide, and its two halves are two pixels.
      const width = Math.min(columns, 64);
      const { size, rgb } = await tools.pixels(bytes, { width, height: 48 });
      return halfBlocks(size.width, size.height, rgb);
    }
  }
}

/** kitty graphics protocol: raw RGB in pieces of at most 4,096 bytes, shown 20 rows high (sw.kovidgoyal.net/kitty/graphics-protocol). */
function kittySequence(width: number, height: number, data: string): string {
  const pieces = data.match(/.{1,4096}/g) ?? [];
  const parts = pieces.map((piece, index) => {
    const more = index < pieces.length - 1 ? 1 : 0;
    const head = index === 0 ? `a=T,f=24,s=${width},v=${height},r=20,q=2,m=${more}` : `m=${more}`;
    return `\u001b_G${head};${piece}\u001b\\`;
  });
  return `${parts.join("")}\n`;
}

function halfBlocks(width: number, height: number, rgb: Uint8Array): string {
  const colour = (x: number, y: number) => {
    const at = (y * width + x) * 3;
    return `${rgb[at] ?? 0};${rgb[at + 1] ?? 0};${rgb[at + 2] ?? 0}`;
  };
  const lines: string[] = [];
  for (let y = 0; y + 1 < height; y += 2) {
    let line = "";
    for (let x = 0; x < width; x += 1) line += `\u001b[38;2;${colour(x, y)};48;2;${colour(x, y + 1)}m▀`;
    lines.push(`${line}\u001b[0m`);
  }
  return `${lines.join("\n")}\n`;
}
