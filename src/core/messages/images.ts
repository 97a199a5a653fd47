/** Sentences about pictures that people bring. None names the file: whoever knows its name puts that in front. */
export const images = {
  "image.empty": () => "The file is empty. Send the picture again.",
  "image.text": () => "This file is text, not a picture. Send a PNG, JPEG or WebP.",
  "image.web-page": () =>
    "This file is a web page, not a picture; perhaps its link asks for a login. Save the picture itself and send that.",
  "image.svg": () => "SVG drawings cannot be used. Open the drawing, save it as PNG and send that.",
  "image.heic": () =>
    "HEIC photos cannot be used. Share it as JPEG (on an iPhone: Settings > Camera > Formats > Most Compatible), or send a screenshot of it.",
  "image.pdf": () => "This is a PDF document, not a picture. Send a screenshot of the page.",
  "image.video": () => "This is a video, not a picture. Send a screenshot of the moment that you want.",
  "image.other-format": ({ format }: { format: string }) =>
    `${format} files cannot be used. Save it as PNG, JPEG or WebP and send that.`,
  "image.unreadable": () => "This file is not a picture that I can read. Use PNG, JPEG or WebP.",
  "image.damaged": () =>
    "This picture is damaged or was cut off, so it cannot be read to its end. Save it again, or send another copy.",
  "image.too-many-pixels": ({
    width,
    height,
    megapixels,
    maxMegapixels,
  }: {
    width: number;
    height: number;
    megapixels: number;
    maxMegapixels: number;
  }) =>
    `This picture is too large: ${width} × ${height} pixels are ${megapixels} megapixels, and at most ${maxMegapixels} can be read. Make it smaller and send it again.`,
  "image.too-small": ({ width, height, minEdge }: { width: number; height: number; minEdge: number }) =>
    `This picture is too small: ${width} × ${height} pixels, and both edges need at least ${minEdge}. Send a larger one.`,
  "image.cannot-fit": ({ maxBytes }: { maxBytes: number }) =>
    `This picture cannot be made small enough to be sent here: at most ${maxBytes} bytes are allowed.`,
  "mask.opaque": () =>
    "The mask has no transparent part. Erase the part that should change, so that it is transparent, and save the mask as PNG.",
  "mask.size": ({
    width,
    height,
    imageWidth,
    imageHeight,
  }: {
    width: number;
    height: number;
    imageWidth: number;
    imageHeight: number;
  }) =>
    `The mask is ${width} × ${height} pixels but the picture is ${imageWidth} × ${imageHeight}. Make the mask from the picture itself, at the same size.`,
};
