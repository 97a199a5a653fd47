import type { Catalogue } from "#core/message.ts";

/** Sentences about what is set, in German. */
export const settings = {
  "settings.set": ({ name, value, whose }) => `${name} ist jetzt ${value} (${whose}).`,
  "settings.removed": ({ name, whose }) => `${name} ist nicht mehr eingestellt (${whose}).`,
  "settings.is": ({ name, value, whose }) => `${name} ist ${value} (${whose}).`,
  "settings.is-not": ({ name, whose }) => `${name} ist nicht eingestellt (${whose}).`,
  "settings.how": () => "Gib einen Wert an, um es einzustellen; der Wert default hebt es wieder auf.",
  "settings.for-me": () => "für dich",
  "settings.for-channel": () => "für diesen Kanal",
  "settings.for-workspace": () => "für diesen Workspace",
  "settings.for-person": ({ who }) => `für ${who}`,
  "settings.for-role": ({ who }) => `für die Rolle ${who}`,
  "settings.for-everything": () => "für alles",
  "settings.list": ({ whose }) => `Das ist ${whose} eingestellt:`,
  "settings.unset": ({ about }) => `nicht eingestellt: ${about}`,
  "settings.from": ({ value, source }) => `${value} (${source})`,
  "settings.source-you": () => "von dir",
  "settings.source-channel": () => "von diesem Kanal",
  "settings.source-workspace": () => "von diesem Workspace",
  "settings.source-operator": () => "vom Betreiber",
  "settings.forbidden": () => "Diese Einstellungen kann nur die Moderation sehen und ändern.",
  "settings.forbidden-everything": () =>
    "Einstellungen für alles kann nur sehen und ändern, wer diesen Bot betreibt.",
  "settings.not-here": ({ name, whose, possible }) =>
    `${name} lässt sich nicht ${whose} einstellen. Möglich ist es für: ${possible}.`,
  "settings.name-missing": () => "Sag, welche Einstellung diesen Wert bekommen soll.",
  "settings.person-missing": () => "Sag, für welche Person.",
  "settings.role-missing": () => "Sag, für welche Rolle.",
  "settings.several": () => "Gib eine Person oder eine Rolle an, nicht beides, und bei for nichts anderes.",
  "settings.not-an-amount": ({ given }) => `${given} ist kein Betrag in Dollar. Schreib ihn wie 5 oder 2.50.`,
  "settings.not-a-number": ({ name, given }) =>
    `${name} muss eine ganze Zahl von 0 bis 1000000 sein, nicht ${given}.`,
  "settings.not-yes": ({ name, given }) => `${name} ist yes oder no, nicht ${given}.`,
  "settings.yes": () => "ja",
} satisfies Partial<Catalogue>;
