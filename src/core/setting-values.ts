import type { Surroundings } from "./command.ts";
import { type Message, say, type Text } from "./message.ts";
import { dollars } from "./money.ts";
import type { Place } from "./people.ts";
import type { SettingName } from "./setting-names.ts";
import { parseSize, sizeText } from "./size.ts";
import { checkWishes } from "./wishes.ts";

/** The value as it is stored; null removes the setting. */
type Read = { readonly value: string | null } | { readonly problem: Message };

const mostCount = 1_000_000;

/** Reads what somebody typed for a setting. `default` removes every one. */
export function readSetting({ name, kind }: SettingName, typed: string, place: Place, around: Surroundings): Read {
  const given = typed.trim();
  const word = given.toLowerCase();
  if (word === "default") return { value: null };
  switch (kind) {
    case "model":
    case "quality":
    case "size": {
      const size = parseSize(given);
      if (kind === "size" && !size) return { problem: say("size.unreadable", { given }) };
      const value = kind === "size" && size ? size : kind === "quality" ? word : given;
      // What cannot be painted with the defaults as they are would be refused each time.
      const [problem] = checkWishes({ [kind]: value }, { imageCount: 0, masked: false }, around);
      if (problem) return { problem: problem.text };
      return { value: typeof value === "string" ? value : sizeText(value) };
    }
    case "models": {
      const models = listed(given);
      for (const model of models) {
        const [problem] = checkWishes({ model }, { imageCount: 0, masked: false }, around);
        if (problem) return { problem: problem.text };
      }
      return { value: models.join(", ") };
    }
    case "channels":
      return {
        value: listed(given)
          // Chat platforms send a channel that was picked as <#id> or <#id|name>.
          .map((channel) => channel.replace(/^<#([^|>]+)(?:\|[^>]*)?>$/, "$1"))
          .map((channel) => (channel.toLowerCase() === "here" ? place.channel : channel))
          .join(", "),
      };
    case "amount": {
      const micros = readDollars(given);
      return micros === null ? { problem: say("settings.not-an-amount", { given }) } : { value: String(micros) };
    }
    case "count":
      // Nobody could ever be painted for; "blocked" says that plainly.
      if (!/^\d+$/.test(given) || Number(given) > mostCount || (name.endsWith("running-jobs") && Number(given) === 0))
        return { problem: say("settings.not-a-number", { name, given }) };
      return { value: String(Number(given)) };
    case "yes":
      if (["yes", "on", "true"].includes(word)) return { value: "yes" };
      return ["no", "off", "false"].includes(word)
        ? { value: null }
        : { problem: say("settings.not-yes", { name, given }) };
  }
}

/** A stored value for people. */
export function shownSetting({ kind }: SettingName, value: string): Text {
  if (kind === "amount") return { literal: dollars(Number(value)) };
  return kind === "yes" ? say("settings.yes") : { literal: value };
}

/** `5`, `$2.50` or `2,5 USD` in micro-dollars; null when it is none. Never through a float: cents would be lost. */
export function readDollars(text: string): number | null {
  const found = /^\$?\s*(\d{1,7})(?:\.(\d{1,6})|,(\d{1,2}))?\s*(?:\$|usd|dollars?)?$/i.exec(text.trim());
  if (!found) return null;
  const [, whole = "0", afterPoint, afterComma] = found;
  return Number(whole) * 1_000_000 + Number((afterPoint ?? afterComma ?? "").padEnd(6, "0"));
}

function listed(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}
