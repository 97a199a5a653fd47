/** Sentences about the image service. */
export const provider = {
  "sketch.offline": () =>
    "An offline sketch: no image service is set up, so this was drawn here, by simple rules. It cost nothing.",

  "provider.unreachable": () => "The image service cannot be reached. Nothing was charged; try again in a moment.",
  "provider.address-broken": () =>
    "The image service cannot be reached under the address that is set for it. Nothing was charged; whoever runs this bot has to correct it.",
  "provider.busy": () => "The image service is busy right now. Nothing was charged; try again in a minute.",
  "provider.broke": () => "The image service had a fault of its own. Nothing was charged; try again.",
  "provider.refused": () =>
    "The image service refused this request. Nothing was charged; change it a little and try again.",

  "provider.key-refused": () =>
    "The image service does not accept this bot's key. Nothing was charged; whoever runs this bot has to set a valid one.",
  "provider.unverified": () =>
    "The image service wants this bot's account to be verified first. Nothing was charged; whoever runs this bot has to do that.",
  "provider.region": () =>
    "The image service is not offered where this bot runs. Nothing was charged; whoever runs this bot has to move it or use another service.",
  "provider.forbidden": () =>
    "The image service does not let this bot's account do that. Nothing was charged; whoever runs this bot has to look into it.",
  "provider.out-of-credit": () =>
    "This bot's account at the image service has no money left. Nothing was charged; whoever runs this bot has to top it up.",
  "provider.model-unavailable": ({ model }: { model: string }) =>
    `The model ${model} is not available to this bot. Nothing was charged; choose another model.`,
  "provider.no-such-service": () =>
    "There is no image service under the address that is set. Nothing was charged; whoever runs this bot has to correct it.",

  "provider.blocked": () =>
    "The image service's safety check declined this. Nothing was charged; say it differently or use another picture.",
  "provider.blocked-picture": () =>
    "The image service's safety check declined the finished picture. It may have been charged; say it differently before you try again.",

  "provider.size-refused": ({ size }: { size: string }) =>
    `The image service cannot paint ${size} with this model. Nothing was charged; choose another size.`,
  "provider.setting-refused": ({ setting }: { setting: string }) =>
    `The image service does not accept the setting ${setting} for this model. Nothing was charged; change it or leave it out.`,
  "provider.image-refused": () =>
    "The image service could not read one of the pictures. Nothing was charged; send it as PNG, JPEG or WebP.",
  "provider.too-large": () =>
    "This is too large for the image service. Nothing was charged; use smaller or fewer pictures.",
  "provider.prompt-too-long": () =>
    "The description is too long for the image service. Nothing was charged; shorten it.",
  "provider.nothing-to-paint": () =>
    "The description holds nothing that can be painted. Nothing was charged; say what to paint.",
  "provider.no-transparency": () =>
    "This image service cannot be asked for a transparent background, so the picture may have none.",

  "provider.lost": () =>
    "The connection to the image service was lost before the picture had arrived. It may have been charged; try again if that is fine with you.",
  "provider.timeout": () =>
    "The picture took too long, so the request was given up. It may have been charged; a smaller size or a lower quality is faster.",
  "provider.no-picture": () =>
    "The image service answered without a picture. It may have been charged; try again if that is fine with you.",
  "provider.bad-picture": () =>
    "The image service sent a picture that is damaged, so it was not kept. It may have been charged; try again if that is fine with you.",
  "provider.picture-elsewhere": () =>
    "The image service keeps the picture at an address from which this bot may not fetch it. It may have been charged; whoever runs this bot has to allow that address.",
  "provider.cancelled": () => "Cancelled before anything was sent. Nothing was charged.",
  "provider.cancelled-late": () =>
    "Cancelled, but the request was already with the image service, so it may have been charged. Ask again whenever you like.",
};
