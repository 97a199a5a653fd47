/** Sentences about keeping things. */
export const storage = {
  "disk.full": () => "The disk is full, so nothing more can be kept. Free some space and ask again.",
  "disk.low": ({ freeMegabytes, neededMegabytes }: { freeMegabytes: number; neededMegabytes: number }) =>
    `The disk has ${freeMegabytes} MB left and ${neededMegabytes} MB are needed, so nothing was painted and nothing was charged. Free some space and ask again.`,
  "data.unusable": ({ path, reason }: { path: string; reason: string }) =>
    `The folder ${path} cannot be used for Limner's data: ${reason}. Give it to the user that runs Limner, or set DATA_DIR to another folder.`,
  "port.taken": ({ host, port }: { host: string; port: number }) =>
    `Port ${port} on ${host} is taken by another program, perhaps by a Limner that runs already. End that one, or set PORT to another number.`,
  "port.unusable": ({ host, port, reason }: { host: string; port: number; reason: string }) =>
    `Nothing can listen on ${host}, port ${port}: ${reason}. Set HOST and PORT to something else.`,
  "prompt.deleted": () =>
    "The words of this result were deleted because it is old, so it cannot be made again. Say in new words what you want.",
  "service.stopping": () => "Limner is stopping and takes nothing more in.",
  "value.deleted": () => "deleted",
  "picture.gone": () => "The file of this picture is not there any more. Ask for the picture again.",
  "picture.too-long": ({ megabytes }: { megabytes: number }) =>
    `This picture has more than ${megabytes} MB, which is more than can be kept. Ask for a smaller one.`,
  "records.busy": () => "The database is busy with something else. Try again in a moment.",
  "records.unusable": ({ path, reason }: { path: string; reason: string }) =>
    `The database ${path} cannot be used: ${reason}. If it is damaged, move it away and put the newest copy from the backups folder in its place.`,
};
