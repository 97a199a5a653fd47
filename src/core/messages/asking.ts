import { moment } from "./moment.ts";

/** Sentences about what somebody asked for: what is wrong and what to do instead. */
export const asking = {
  "asked.not-charged": () => "Nothing was charged.",
  "value.missing": ({ option, about }: { option: string; about: string }) =>
    `Please give ${article(option)}: ${about.charAt(0).toLowerCase()}${about.slice(1)}.`,
  "value.unknown-option": ({ option, command }: { option: string; command: string }) =>
    `${command} has no option called ${option}. Its help lists all of them.`,
  "value.not-a-number": ({ option, min, max }: { option: string; min: number; max: number }) =>
    `${option} must be a whole number from ${min} to ${max}.`,
  "value.out-of-range": ({ option, given, min, max }: { option: string; given: number; min: number; max: number }) =>
    `${option} must be from ${min} to ${max}; you gave ${given}.`,
  "value.not-a-choice": ({ option, given, choices }: { option: string; given: string; choices: string }) =>
    `${option} cannot be ${given}. Choose one of: ${choices}.`,
  "value.not-a-flag": ({ option }: { option: string }) => `${option} is on or off and takes no other value.`,
  "value.not-an-image": ({ option }: { option: string }) => `${option} must be a picture.`,
  "value.not-a-subject": ({ given }: { given: string }) =>
    `${given} is not the id of a result. Ids look like k3f9qax2m4 or k3f9qax2m4-2; history lists yours.`,
  "value.too-long": ({ option, length, max }: { option: string; length: number; max: number }) =>
    `The ${option} has ${length} characters; at most ${max} fit. Please shorten it.`,
  "value.too-many": ({ option, count, max }: { option: string; count: number; max: number }) =>
    `At most ${max} ${option} are possible; you gave ${count}.`,
  "value.too-few": ({ option, count, min }: { option: string; count: number; min: number }) =>
    `At least ${min} ${option} are needed; you gave ${count}.`,
  "size.unreadable": ({ given }: { given: string }) =>
    `${given} is not a size. Say square, landscape, portrait, wide or tall, or WIDTHxHEIGHT such as 1536x1024.`,
  "size.multiple": ({ size, multiple, nearest }: { size: string; multiple: number; nearest: string }) =>
    `${size} is not possible: width and height must be multiples of ${multiple}. The nearest is ${nearest}.`,
  "size.edge": ({ size, edge, nearest }: { size: string; edge: number; nearest: string }) =>
    `${size} is not possible: the longest edge can be ${edge} pixels. The nearest is ${nearest}.`,
  "size.ratio": ({ size, ratio, nearest }: { size: string; ratio: number; nearest: string }) =>
    `${size} is not possible: one edge can be at most ${ratio} times the other. The nearest is ${nearest}.`,
  "size.too-few-pixels": ({ size, nearest }: { size: string; nearest: string }) =>
    `${size} is smaller than the model can paint. The nearest is ${nearest}.`,
  "size.too-many-pixels": ({ size, nearest }: { size: string; nearest: string }) =>
    `${size} is larger than the model can paint. The nearest is ${nearest}.`,
  "model.unknown": ({ model, models }: { model: string; models: string }) =>
    `There is no model ${model} here. Choose one of: ${models}.`,
  "model.shut-down": ({ model, date }: { model: string; date: string }) =>
    `${model} was shut down by its provider on ${date}. Choose another model.`,
  "model.quality": ({ model, quality, qualities }: { model: string; quality: string; qualities: string }) =>
    `${model} has no quality ${quality}. It knows: ${qualities}.`,
  "model.format": ({ model, format, formats }: { model: string; format: string; formats: string }) =>
    `${model} does not write ${format}. It writes: ${formats}.`,
  "model.no-transparency": ({ model }: { model: string }) =>
    `${model} cannot paint a transparent background, and no other model that is set up here can. Leave out the background, or ask the operator for another model.`,
  "model.no-editing": ({ model }: { model: string }) =>
    `${model} only paints from words and cannot edit a picture. Choose another model.`,
  "model.no-mask": ({ model }: { model: string }) =>
    `${model} does not take a mask. Leave it out or choose another model.`,
  "model.too-many-images": ({ model, count, max }: { model: string; count: number; max: number }) =>
    max === 1
      ? `${model} takes one picture; you gave ${count}.`
      : `${model} takes at most ${max} pictures, the edited one included; you gave ${count}.`,
  "transparent.format": ({ format }: { format: string }) =>
    `A transparent background does not fit into ${format}. Use png or webp.`,
  "compression.format": () => "Compression works with jpeg and webp only. Add the format, or leave compression out.",
  "mask.other-shape": ({ size, image, nearest }: { size: string; image: string; nearest: string }) =>
    `With a mask the result must keep the picture's shape: ${size} does not fit a picture of ${image}. Leave the size out, or use ${nearest}.`,
  "mask.without-image": () => "A mask needs the picture that it belongs to.",
  "note.model-moved": ({ from, to }: { from: string; to: string }) =>
    `${from} cannot paint a transparent background, so ${to} painted this.`,
  "note.first-frame": ({ name }: { name: string }) => `${name} is an animation; its first frame was used.`,
  "note.subject-newest": ({ picture }: { picture: string }) => `This uses your newest result here, ${picture}.`,
  "note.subject-first": ({ picture, count }: { picture: string; count: number }) =>
    `That result has ${count} pictures; this uses the first, ${picture}.`,
  "attachment.about": ({ name, reason }: { name: string; reason: string }) => `${name}: ${reason}`,
  "attachment.too-large": ({ name, megabytes, max }: { name: string; megabytes: number; max: number }) =>
    `${name} has ${megabytes} MB; at most ${max} MB can be used. Please send a smaller copy.`,
  "attachment.gone": ({ name }: { name: string }) => `${name} could not be opened. Please attach it again.`,
  "subject.not-found": ({ id }: { id: string }) => `There is no result ${id} that you can use. History lists yours.`,
  "subject.none-yet": () => "You have no result here yet. Make a picture first, or give the id of one.",
  "subject.no-picture": ({ id }: { id: string }) =>
    `${id} has no finished picture. Ask for it again, or use another one.`,
  "subject.deleted": ({ id, at }: { id: string; at: number }) => `The picture ${id} was deleted on ${moment(at)}.`,
  "command.unknown": ({ command }: { command: string }) => `There is no command ${command}. Help lists all of them.`,
  "command.forbidden": ({ command }: { command: string }) =>
    `You may not use ${command} here. Ask somebody who runs this place.`,
  "upscale.largest": ({ size }: { size: string }) =>
    `This picture already has the largest size possible for its shape, ${size}.`,
};

function article(option: string): string {
  return /s$/.test(option) ? option : `${/^[aeiou]/i.test(option) ? "an" : "a"} ${option}`;
}
