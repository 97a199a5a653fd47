/** Sentences that chat platforms say: what is under way, what buttons are called, what forms say. */
export const chat = {
  "status.taken": () => "Taking it in…",
  "status.queued": ({ ahead, wait }: { ahead: number; wait: string }) =>
    `Waiting: ${ahead === 0 ? "next in line" : ahead === 1 ? "1 before it" : `${ahead} before it`}${wait === "" ? "" : `, about ${wait}`}`,
  "status.painting": ({ elapsed }: { elapsed: string }) => `Painting… ${elapsed}`,
  "status.painting-several": ({ finished, count, elapsed }: { finished: number; count: number; elapsed: string }) =>
    `Painting… ${finished} of ${count} finished, ${elapsed}`,
  "status.bringing": () => "Painted. Bringing it here…",
  "status.cancelling": () => "Cancelling…",
  "status.later-here": () =>
    "This takes longer than usual. The result will come to this channel as a message of its own.",
  "status.later-direct": () => "This takes longer than usual. The result will come to you as a direct message.",
  "status.later-history": () => "This takes longer than usual. The result will wait for you in history.",
  "duration.seconds": ({ seconds }: { seconds: number }) => `${seconds} s`,
  "duration.minutes": ({ minutes, seconds }: { minutes: number; seconds: number }) => `${minutes} min ${seconds} s`,

  "button.again": () => "Again",
  "button.vary": () => "Vary",
  "button.edit": () => "Edit",
  "button.upscale": () => "Upscale",
  "button.info": () => "Info",
  "button.original": () => "Original",
  "button.share": () => "Share",
  "button.remove": () => "Delete",
  "button.retry": () => "Retry",
  "button.cancel": () => "Cancel",
  "button.post": () => "Post here",
  "choose.info": () => "Choose a picture",
  "choose.post": () => "Post one here",
  "choose.picture": ({ position }: { position: number }) => `Picture ${position}`,
  "choose.nearest-size": ({ size, given }: { size: string; given: string }) => `${size}, nearest to ${given}`,
  "option.one-more": () => "One more picture",

  "menu.edit": () => "Edit image",
  "menu.info": () => "Image info",
  "menu.vary": () => "Vary image",
  "menu.original": () => "Original image",
  "menu.remove": () => "Delete image",

  "form.send": () => "Send",
  "form.which": () => "Which picture",
  "form.gone": () =>
    "This form is too old or was sent already. Nothing was asked and nothing was charged; open it again.",
  "form.your-words": ({ words }: { words: string }) => `Your words, to use them again: ${words}`,
  "message.no-picture": () => "There is no picture in that message that can be used.",
  "message.not-a-result": () => "That message shows no result of Limner, so this cannot be done with it.",
  "mention.how": () =>
    "Say what to paint, or attach a picture and say what to change. Reply to a picture to change that one.",
  "attachment.unreachable": ({ name }: { name: string }) =>
    `${name} could not be fetched just now. Nothing was charged; please try again in a moment.`,

  "caption.by": ({ who }: { who: string }) => `asked by ${who}`,
  "caption.from": ({ source }: { source: string }) => `from ${source}`,
  "caption.more": ({ part, count }: { part: number; count: number }) => `Part ${part} of ${count}`,
  "caption.smaller": ({ position, megabytes, max }: { position: number; megabytes: number; max: number }) =>
    `Picture ${position} has ${megabytes} MB and only ${max} MB fit here, so this is a smaller copy. The original is kept.`,
  "file.too-large": ({ name, megabytes, max }: { name: string; megabytes: number; max: number }) =>
    `${name} has ${megabytes} MB and only ${max} MB fit here. The original is kept; ask the operator for it.`,

  "bring.no-permission": ({ permission, channel }: { permission: string; channel: string }) =>
    `The result is made and kept, but Limner may not post it in ${channel}: it lacks the permission ${permission}. Give it that, then use history and Post here.`,
  "bring.blocked": ({ filter }: { filter: string }) =>
    `${filter} of this server did not let the message through. The result is made, kept and was charged; history has it.`,
  "bring.kept": ({ id }: { id: string }) =>
    `The result is made and kept, but could not be brought to you. See it with history, or: /post ${id}`,
  "bring.away": () => "The chat service does not answer. The result is kept and will be brought as soon as it does.",
  "button.unknown": () => "This button does nothing any more. Ask again with a command; help lists them.",
  "discord.token": () =>
    "Discord refuses DISCORD_TOKEN. Copy the bot's token anew from the developer portal (your application, Bot, Reset Token).",
  "discord.public-key": () =>
    "DISCORD_PUBLIC_KEY is not the application's public key: 64 hexadecimal digits from the developer portal (General Information).",
  "discord.no-public-key": () =>
    "DISCORD_INTERACTIONS=http needs DISCORD_PUBLIC_KEY: the application's public key from the developer portal (General Information).",
  "discord.unreachable": () => "Discord cannot be reached. It is tried again until it can.",
  "discord.connecting": () => "Not connected to Discord.",
  "filter.words": () => "AutoMod",
  "filter.explicit": () => "The filter for explicit pictures",
  "filter.links": () => "The filter for links",
  "direct.because-late": () => "This took too long to be answered where you asked, so here it is.",
};
