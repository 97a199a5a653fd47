import { moment } from "./moment.ts";

/** Sentences about what came of a job. */
export const results = {
  "result.count": ({ count }: { count: number }) =>
    count === 1 ? "Here is your picture." : `Here are your ${count} pictures.`,
  "result.partial": ({ finished, count }: { finished: number; count: number }) =>
    `${finished} of ${count} pictures are here.`,
  "result.missing": ({ position, reason }: { position: number; reason: string }) => `Picture ${position}: ${reason}`,
  "result.unreadable": () =>
    "The image service sent something that is not a picture. It may have been charged; try again, or choose another model.",
  "result.cancelled": () => "Cancelled. Nothing was charged.",
  "result.cancelled-unknown": () =>
    "Cancelled while the image service was painting. Whether it charges for that is not known; the estimate stays booked.",
  "result.unconfirmed": () =>
    "The image service was asked, but what became of the picture is not known. It may have been charged; ask again if you want another try.",
  "delivery.failed": ({ ids }: { ids: string }) =>
    `The result is made and kept, but could not be brought here: ${ids}.`,
  "fact.prompt": () => "Prompt",
  "fact.model": () => "Model",
  "fact.size": () => "Size",
  "fact.quality": () => "Quality",
  "fact.format": () => "Format",
  "fact.time": () => "Time",
  "fact.cost": () => "Cost",
  "fact.by": () => "Asked by",
  "fact.when": () => "When",
  "fact.from": () => "Made from",
  "fact.command": () => "Command",
  "fact.id": () => "Id",
  "fact.state": () => "State",
  "fact.bytes": () => "File",
  "value.seconds": ({ seconds }: { seconds: number }) => `${seconds} s`,
  "value.when": ({ at }: { at: number }) => moment(at),
  "value.cost": ({ amount }: { amount: string }) => amount,
  "value.cost-about": ({ amount }: { amount: string }) => `about ${amount}`,
  "value.cost-free": () => "free",
  "value.cost-unknown": () => "not known",
  "value.file": ({ format, kilobytes }: { format: string; kilobytes: number }) => `${format}, ${kilobytes} kB`,
  "state.waiting": () => "waiting",
  "state.submitting": () => "being painted",
  "state.rendered": () => "finished",
  "state.failed": () => "failed",
  "state.cancelled": () => "cancelled",
  "state.unknown": () => "not known",
  "history.line": ({
    prompt,
    at,
    pictures,
    command,
  }: {
    prompt: string;
    at: number;
    pictures: number;
    command: string;
  }) => `${moment(at)}  ${command}  ${pictures === 1 ? "1 picture" : `${pictures} pictures`}  ${prompt}`,
  "history.empty": () => "Nothing here yet. Ask for a picture with imagine.",
  "history.more": ({ page }: { page: number }) => `There is more on page ${page}.`,
  "help.intro": () => "These are the things you can ask for:",
  "help.command": ({ command }: { command: string }) => `Options of ${command}:`,
  "help.option": ({ description, choices }: { description: string; choices: string }) =>
    choices === "" ? description : `${description} (${choices})`,
  "info.deleted": ({ at }: { at: number }) => `The picture was deleted on ${moment(at)}; what is known of it stays.`,
};
