import sharp from "sharp";

/** Readers of libvips that may run. Its readers of SVG, PDF, JPEG XL and a dozen others stay shut, whatever a file pretends to be. */
const allowedLoaders = [
  "VipsForeignLoadPngBuffer",
  "VipsForeignLoadJpegBuffer",
  "VipsForeignLoadWebpBuffer",
  "VipsForeignLoadNsgifBuffer",
  "VipsForeignLoadHeifBuffer",
  "VipsForeignLoadTiffBuffer",
];

// libvips keeps these settings for the whole process. Shutting and opening again would fail a picture that is just being read.
let prepared = false;

/**
 * Narrows libvips to what Limner reads and keeps its memory flat; for the whole process. `drawsSvg` leaves the reader of SVG
 * open, for a process that also draws; what people send is sniffed before any reader sees it.
 */
export function prepareSharp(drawsSvg: boolean): void {
  if (prepared) return;
  prepared = true;
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: drawsSvg ? [...allowedLoaders, "VipsForeignLoadSvgBuffer"] : allowedLoaders });
  sharp.cache(false);
  // Pictures run side by side already: a second thread for each brings 5 % on two cores and takes half as much memory again.
  sharp.concurrency(1);
}
