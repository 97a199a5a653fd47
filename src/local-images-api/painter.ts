/** How much a picture is worked out: the API's five qualities come down to three. */
export type Detail = "low" | "medium" | "high";

/** Pixels row by row, 8 bits a channel, not premultiplied. */
export interface RawPicture {
  data: Buffer;
  width: number;
  height: number;
  channels: 3 | 4;
}

/** A picture to be drawn from words alone. `width` and `height` are in pixels. */
export interface DrawRequest {
  prompt: string;
  width: number;
  height: number;
  /** The same variation gives the same picture, another one a different picture of the same words. */
  variation: number;
  transparent: boolean;
  detail: Detail;
}

/** A picture to be drawn from given ones. Files are encoded (PNG, JPEG, WebP); where the mask is transparent, the first image changes. */
export interface RedrawRequest extends DrawRequest {
  images: readonly Buffer[];
  mask: Buffer | null;
}

/** Whoever makes the pixels. A refusal is a rejected promise; it becomes a 500 `server_error`. */
export interface Painter {
  draw(request: DrawRequest): Promise<RawPicture>;
  redraw(request: RedrawRequest): Promise<RawPicture>;
}
