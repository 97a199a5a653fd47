import { moment } from "./moment.ts";

/** Sentences about taking away, showing again and being forgotten. */
export const removal = {
  "subject.under-way": ({ id }: { id: string }) => `${id} is still under way. Wait until it is there, or cancel it.`,
  "subject.forgotten": ({ id }: { id: string }) =>
    `The words of ${id} were deleted, so it cannot be asked for again. Type what you would like instead.`,
  "subject.private": ({ id }: { id: string }) =>
    `${id} was made for you alone. Add private to see it alone, or share it with everybody here.`,
  "remove.removed": ({ id, pictures, messages }: { id: string; pictures: number; messages: number }) =>
    `${id} is deleted${pictures > 1 ? `, with its ${pictures} pictures` : ""}.${
      messages === 0
        ? ""
        : messages === 1
          ? " Its message is being removed."
          : ` Its ${messages} messages are being removed.`
    } What it cost stays in the books.`,
  "remove.others": ({ count }: { count: number }) =>
    count === 1
      ? "The other picture that was in that message is posted again."
      : `The other ${count} pictures that were in that message are posted again.`,
  "remove.already": ({ id, at }: { id: string; at: number }) => `${id} was deleted already, on ${moment(at)}.`,
  "remove.nothing": ({ id }: { id: string }) => `${id} has no picture and no message that could be deleted.`,
  "remove.not-yours": ({ id }: { id: string }) =>
    `${id} is not yours, so you cannot delete it. Whoever asked for it can, and those who run this place.`,
  "share.shared": ({ id }: { id: string }) => `${id} is being posted here, and everybody here can use it from now on.`,
  "share.shared-there": ({ id }: { id: string }) =>
    `${id} is being posted where it was made, and everybody there can use it from now on.`,
  "share.already": ({ id }: { id: string }) => `Everybody can see ${id} already. Post brings it here again.`,
  "share.not-yours": ({ id }: { id: string }) => `${id} is not yours, so you cannot share it.`,
  "share.nobody": () => "There is nobody here to share it with.",
  "original.painted": ({ picture }: { picture: string }) =>
    `This is ${picture} as the image service painted it, before the rest of the original was put back.`,
  "original.whole": ({ picture }: { picture: string }) => `This is ${picture} in full quality.`,
  "forget.preview": ({ jobs, images }: { jobs: number; images: number }) =>
    `This deletes what is kept of you here, for good: the words of ${jobs === 1 ? "1 result" : `${jobs} results`}, ${
      images === 1 ? "1 picture" : `${images} pictures`
    }, what you attached, your defaults and your name. What is under way is cancelled. Say it again with sure to go on.`,
  "forget.done": ({ jobs, images }: { jobs: number; images: number }) =>
    `Done: the words of ${jobs === 1 ? "1 result" : `${jobs} results`} and ${
      images === 1 ? "1 picture" : `${images} pictures`
    } are deleted, with what you attached, your defaults and your name.`,
  "forget.nothing": () => "Nothing of yours is kept here.",
  "forget.costs": () =>
    "Costs stay in the books, without your name. What others asked for again in your words is theirs, and stays.",
  "forget.posted": ({ count }: { count: number }) =>
    `${count === 1 ? "1 message" : `${count} messages`} with your pictures stay posted, in the channels below. Delete them there, or with remove before you say sure.`,
  "forget.still-posted": ({ count }: { count: number }) =>
    `${count === 1 ? "1 message" : `${count} messages`} with your pictures stay posted. Delete them in the channels below, or with remove and the id of the result.`,
  "forget.channel": ({ count }: { count: number }) => (count === 1 ? "1 message" : `${count} messages`),
  "forget.not-brought": () => "This was not brought, because its person asked to be forgotten.",
};
