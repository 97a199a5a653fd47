/** Sentences about keeping things. */
export const storage = {
  "disk.full": () => "The disk is full, so nothing more can be kept. Free some space and ask again.",
  "disk.low": ({ freeMegabytes, neededMegabytes }: { freeMegabytes: number; neededMegabytes: number }) =>
    `The disk has ${freeMegabytes} MB left and ${neededMegabytes} MB are needed, so nothing was painted and nothing was charged. Free some space and ask again.`,
  "picture.gone": () => "The file of this picture is not there any more. Ask for the picture again.",
  "picture.too-long": ({ megabytes }: { megabytes: number }) =>
    `This picture has more than ${megabytes} MB, which is more than can be kept. Ask for a smaller one.`,
  "records.busy": () => "The database is busy with something else. Try again in a moment.",
  "records.unusable": ({ path, reason }: { path: string; reason: string }) =>
    `The database ${path} cannot be used: ${reason}`,
};
