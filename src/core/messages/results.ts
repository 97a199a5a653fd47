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
  "result.stopped": () => "Limner was stopped before this was painted. Nothing was charged; ask again.",
  "result.unconfirmed": () =>
    "Limner was interrupted while the image service was painting, so what became of this picture is not known. It may have been charged; your own budget is not.",
  "cancel.nothing": () => "Nothing of yours is under way here.",
  "cancel.cancelled": ({ id }: { id: string }) => `${id} is being cancelled.`,
  "cancel.not-yours": ({ id }: { id: string }) => `${id} is not yours, so you cannot cancel it.`,
  "cancel.on-its-way": ({ id }: { id: string }) =>
    `${id} is painted already and is being brought here. Once it is there, it can be deleted.`,
  "cancel.ended": ({ id }: { id: string }) => `${id} has ended already.`,
  "retry.already": ({ job }: { job: string }) => `This was tried again already: ${job}.`,
  "retry.not-yours": ({ id }: { id: string }) =>
    `${id} is not yours, so you cannot retry it. Again asks for the same thing on your own budget.`,
  "retry.nothing": ({ id }: { id: string }) =>
    `Nothing about ${id} is uncertain, so there is nothing to retry. Again asks for the same thing once more.`,
  "value.button": ({ command, subject }: { command: string; subject: string }) => `${command} ${subject}`,
  "delivery.nobody-there": () => "The terminal that asked for this is gone; history has what there is.",
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
  "fact.name": () => "Name",
  "value.seconds": ({ seconds }: { seconds: number }) => `${seconds} s`,
  "value.when": ({ at }: { at: number }) => moment(at),
  "value.cost": ({ amount }: { amount: string }) => amount,
  "value.cost-about": ({ amount }: { amount: string }) => `about ${amount}`,
  "value.cost-free": () => "free",
  "value.cost-unknown": () => "not known",
  "value.kilobytes": ({ kilobytes }: { kilobytes: number }) => `${kilobytes} kB`,
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
  }) =>
    `${moment(at)}  ${command}  ${pictures === 1 ? "1 picture" : `${pictures} pictures`}  ${prompt || "(words deleted)"}`,
  "history.empty": () => "Nothing here yet. Ask for a picture with imagine.",
  "history.no-page": ({ page }: { page: number }) => `There is nothing on page ${page}. The newest are on page 1.`,
  "history.more": ({ page }: { page: number }) => `There is more on page ${page}.`,
  "help.intro": () => "These are the things you can ask for:",
  "help.others": () => "And",
  "help.more": ({ command }: { command: string }) => `Every option of ${command}; likewise for all others`,
  "help.command": ({ command }: { command: string }) => `Options of ${command}:`,
  "help.option": ({ description, choices }: { description: string; choices: string }) =>
    choices === "" ? description : `${description} (${choices})`,
  "info.both": () => "Give either a result or a picture, not both.",
  "info.not-ours": () =>
    "This picture was not made with Limner, so nothing more is known of it. Edit changes it all the same.",
  "info.deleted": ({ at }: { at: number }) => `deleted on ${moment(at)}`,
};
