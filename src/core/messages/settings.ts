/** Sentences about what is set. */
export const settings = {
  "settings.set": ({ name, value, whose }: { name: string; value: string; whose: string }) =>
    `${name} is ${value} now, ${whose}.`,
  "settings.removed": ({ name, whose }: { name: string; whose: string }) => `${name} is not set any more, ${whose}.`,
  "settings.is": ({ name, value, whose }: { name: string; value: string; whose: string }) =>
    `${name} is ${value}, ${whose}.`,
  "settings.is-not": ({ name, whose }: { name: string; whose: string }) => `${name} is not set, ${whose}.`,
  "settings.how": () => "Give a value to set it; the value default removes it.",
  "settings.for-me": () => "for you",
  "settings.for-channel": () => "for this channel",
  "settings.for-workspace": () => "for this workspace",
  "settings.for-person": ({ who }: { who: string }) => `for the person ${who}`,
  "settings.for-role": ({ who }: { who: string }) => `for the role ${who}`,
  "settings.for-everything": () => "for everything",
  "settings.list": ({ whose }: { whose: string }) => `What is set ${whose}:`,
  "settings.unset": ({ about }: { about: string }) => `not set: ${about}`,
  "settings.from": ({ value, source }: { value: string; source: string }) => `${value} (${source})`,
  "settings.source-you": () => "yours",
  "settings.source-channel": () => "this channel's",
  "settings.source-workspace": () => "this workspace's",
  "settings.source-operator": () => "the operator's",
  "settings.forbidden": () => "Only those who run this place can see and change its settings.",
  "settings.forbidden-everything": () => "Only whoever hosts this bot can see and change settings for everything.",
  "settings.not-here": ({ name, whose, possible }: { name: string; whose: string; possible: string }) =>
    `${name} cannot be set ${whose}. It can be set for: ${possible}.`,
  "settings.name-missing": () => "Say which setting should get this value.",
  "settings.person-missing": () => "Say which person.",
  "settings.role-missing": () => "Say which role.",
  "settings.several": () => "Give a person or a role, not both, and nothing else with for.",
  "settings.not-an-amount": ({ given }: { given: string }) =>
    `${given} is not an amount of dollars. Write it like 5 or 2.50.`,
  "settings.not-a-number": ({ name, given }: { name: string; given: string }) =>
    `${name} must be a whole number from 0 to 1000000, not ${given}.`,
  "settings.not-yes": ({ name, given }: { name: string; given: string }) => `${name} is yes or no, not ${given}.`,
  "settings.yes": () => "yes",
};
