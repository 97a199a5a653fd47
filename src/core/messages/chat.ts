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
  "status.later-here": () => "This takes longer than usual. The result will still come to this channel.",
  "status.later-direct": () => "This takes longer than usual. The result will come to you as a direct message.",
  "status.later-history": () => "This takes longer than usual. The result will wait for you in history.",
  "status.came-direct": () => "The answer came as a direct message.",
  "status.came-there": ({ channel }: { channel: string }) => `The answer is in ${channel}.`,
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
  "choose.post-alone": () => "Show a private one to you alone",
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
    "This form was sent already, or is too old. If nothing came of it, nothing was charged: open it again.",
  "form.your-words": ({ words }: { words: string }) => `Your words, to use them again: ${words}`,
  "message.no-picture": () => "There is no picture in that message that can be used.",
  "message.not-a-result": () => "That message shows no result of Limner, so this cannot be done with it.",
  "thread.which": ({ count }: { count: number }) =>
    `That result has ${count} pictures. Say which, for example "2: make it snow", or choose one in the menu under it.`,
  "mention.how": () =>
    "Say what to paint, or attach a picture and say what to change. Reply to a picture to change that one. The command help lists everything else.",
  "mention.no-permission": ({ permission, channel }: { permission: string; channel: string }) =>
    `Limner may not answer in ${channel}: it lacks the permission ${permission}. Nothing was painted or charged. Give it that, or ask here.`,
  "permission.either": ({ one, other }: { one: string; other: string }) => `${one} or ${other}`,
  "attachment.unreachable": ({ name }: { name: string }) =>
    `${name} could not be fetched just now. Nothing was charged; please try again in a moment.`,

  "caption.by": ({ who }: { who: string }) => `asked by ${who}`,
  "caption.from": ({ source }: { source: string }) => `from ${source}`,
  "caption.part": ({ part }: { part: number }) => `Part ${part}`,
  "caption.more": ({ part, count }: { part: number; count: number }) => `Part ${part} of ${count}`,
  "caption.smaller": ({ position, megabytes, max }: { position: number; megabytes: number; max: number }) =>
    `Picture ${position} has ${megabytes} MB and only ${max} MB fit here, so this is a smaller copy. The original is kept.`,
  "file.too-large": ({ name, megabytes, max }: { name: string; megabytes: number; max: number }) =>
    `${name} has ${megabytes} MB and only ${max} MB fit here. The original is kept; ask the operator for it.`,

  "bring.no-permission": ({ permission, channel }: { permission: string; channel: string }) =>
    `The result is made and kept, but Limner may not post it in ${channel}: it lacks the permission ${permission}. Give it that, then use history and Post here.`,
  "bring.blocked": ({ filter }: { filter: string }) =>
    `${filter} of this server did not let the message through. The result is made and kept; history has it, and /post with private shows it to you alone.`,
  "bring.without-words": ({ filter }: { filter: string }) =>
    `${filter} of this server does not let the words through, so they are left out here.`,
  "bring.for-nobody-else": () =>
    "This server shows what an app of your own says to you alone, so nobody else would see it. The result is kept; to show it here, save the picture and post it yourself.",
  "bring.kept": ({ id }: { id: string }) =>
    `The result is made and kept, but could not be brought to you. See it with history, or: /post ${id}`,
  "bring.away": () => "The chat service does not answer. The result is kept and will be brought as soon as it does.",
  "button.unknown": () => "This button does nothing any more. Ask again with a command; help lists them.",
  "filter.words": () => "AutoMod",
  "filter.explicit": () => "The filter for explicit pictures",
  "filter.links": () => "The filter for links",
  "bring.words": () => "This could not be answered in time. Nothing was lost; please ask once more.",
  "caption.cut": ({ count }: { count: number }) => `and ${count} more, which do not fit here`,
  "direct.because-denied": ({ permission, channel }: { permission: string; channel: string }) =>
    `Limner may not post in ${channel}: it lacks the permission ${permission}. So here it is.`,
  "direct.because-closed": () => "The thread where you asked is closed, so here it is.",
  "direct.because-gone": () => "The place where you asked cannot be reached any more, so here it is.",
  "direct.because-late": () => "This took too long to be answered where you asked, so here it is.",
};
