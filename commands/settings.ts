import { maySet, type SettingOwner } from "#core/access.ts";
import { type Answer, answer } from "#core/answer.ts";
import { type Context, defineCommand } from "#core/command.ts";
import { descriptionOf } from "#core/description.ts";
import { type Message, say, type Text } from "#core/message.ts";
import { channelScope, personScope, roleScope, totalScope, workspaceScope } from "#core/scopes.ts";
import { type SettingName, settingNames } from "#core/setting-names.ts";
import { readSetting, shownSetting } from "#core/setting-values.ts";
import { sizeText } from "#core/size.ts";

const owners = ["me", "channel", "workspace", "person", "role", "everything"] as const;

interface Chosen {
  readonly for?: SettingOwner | undefined;
  readonly person?: string | undefined;
  readonly role?: string | undefined;
}

export const settings = defineCommand({
  name: "settings",
  description: "See and change what is used when nobody says, and limits",
  triggers: ["slash"],
  mayUse: "anyone",
  paints: false,
  audience: "asker",
  options: {
    name: { kind: "choice", description: "Which setting", choices: settingNames.map(({ name }) => name), rank: 1 },
    value: { kind: "text", description: "Its new value; default removes it", maxLength: 4000, rank: 2 },
    for: { kind: "choice", description: "Whose setting; yours when left out", choices: owners, rank: 3 },
    person: { kind: "person", description: "Whose limits", rank: 4 },
    role: { kind: "role", description: "Which role's limits", rank: 5 },
  },
  check(values) {
    const { name, value, person, role } = values;
    const owner = ownerOf(values);
    const several = (person !== undefined && owner !== "person") || (role !== undefined && owner !== "role");
    return [
      ...(value !== undefined && name === undefined ? [{ option: "name", text: say("settings.name-missing") }] : []),
      ...(several ? [{ option: "for", text: say("settings.several") }] : []),
      ...(owner === "person" && person === undefined
        ? [{ option: "person", text: say("settings.person-missing") }]
        : []),
      ...(owner === "role" && role === undefined ? [{ option: "role", text: say("settings.role-missing") }] : []),
    ];
  },
  run: async (values, context) => {
    const owner = ownerOf(values);
    if (!maySet(context.actor, owner)) {
      const text = say(owner === "everything" ? "settings.forbidden-everything" : "settings.forbidden");
      return answer({ text: [text], problem: "forbidden" });
    }
    const scope = scopeOf(owner, values, context);
    const whose = whoseOf(owner, values);
    const setting = settingNames.find(({ name }) => name === values.name);
    if (!setting) return owner === "me" ? listOwn(context) : list(context, owner, scope, whose);
    const { name } = setting;
    if (!setting.owners.includes(owner)) {
      return refuse(say("settings.not-here", { name, whose, possible: setting.owners.join(", ") }));
    }
    if (values.value === undefined) {
      const value = await context.rows.settings.get(scope, name);
      const text =
        value === null ? say("settings.is-not", { name, whose }) : shown(setting, value, "settings.is", whose);
      return answer({ text: [text, say("settings.how")] });
    }
    const read = readSetting(setting, values.value, context.place, context);
    if ("problem" in read) return refuse(read.problem);
    await context.rows.settings.set(scope, name, read.value);
    const { value } = read;
    return answer({
      text: [value === null ? say("settings.removed", { name, whose }) : shown(setting, value, "settings.set", whose)],
    });
  },
});

function ownerOf({ for: owner, person, role }: Chosen): SettingOwner {
  return owner ?? (person !== undefined ? "person" : role !== undefined ? "role" : "me");
}

function scopeOf(owner: SettingOwner, { person = "", role = "" }: Chosen, { actor, place }: Context): string {
  const scopes = {
    me: personScope(actor),
    channel: channelScope(place),
    workspace: workspaceScope(actor),
    person: personScope({ ...actor, id: person }),
    role: roleScope(actor, role),
    everything: totalScope,
  };
  return scopes[owner];
}

function whoseOf(owner: SettingOwner, { person = "", role = "" }: Chosen): Message {
  if (owner === "person") return say("settings.for-person", { who: person });
  return owner === "role" ? say("settings.for-role", { who: role }) : say(`settings.for-${owner}`);
}

/** What is used when this person says nothing here, and where it comes from. */
async function listOwn({ rows, actor, place, defaults }: Context): Promise<Answer> {
  const sources = [
    [say("settings.source-you"), await rows.settings.all(personScope(actor))],
    [say("settings.source-channel"), await rows.settings.all(channelScope(place))],
    [say("settings.source-workspace"), await rows.settings.all(workspaceScope(actor))],
  ] as const;
  const used = { model: defaults.model, quality: defaults.quality, size: sizeText(defaults.size) };
  const facts = Object.entries(used).map(([name, value]) => {
    const [source = say("settings.source-operator")] = sources.find(([, set]) => set[name] !== undefined) ?? [];
    return { label: { literal: name }, value: say("settings.from", { value, source }) };
  });
  return answer({ text: [say("settings.list", { whose: say("settings.for-me") })], facts });
}

async function list({ rows, limits }: Context, owner: SettingOwner, scope: string, whose: Message): Promise<Answer> {
  const set = await rows.settings.all(scope);
  const configured: Readonly<Record<string, number | null>> =
    owner === "everything" ? { "daily-budget": limits.dailyMicros, "monthly-budget": limits.monthlyMicros } : {};
  const facts = settingNames
    .filter(({ owners: possible }) => possible.includes(owner))
    .map((setting) => {
      const value = set[setting.name];
      const fallback = configured[setting.name] ?? null;
      return {
        label: { literal: setting.name },
        value: value === undefined ? unset(setting, fallback) : shownSetting(setting, value),
      };
    });
  return answer({ text: [say("settings.list", { whose })], facts });
}

function unset(setting: SettingName, configured: number | null): Text {
  if (configured === null)
    return say("settings.unset", { about: descriptionOf(`setting.${setting.name}`, setting.about) });
  const value = asMessageParameter(shownSetting(setting, String(configured)));
  return say("settings.from", { value, source: say("settings.source-operator") });
}

function shown(setting: SettingName, value: string, code: "settings.is" | "settings.set", whose: Message): Message {
  return say(code, { name: setting.name, value: asMessageParameter(shownSetting(setting, value)), whose });
}

function asMessageParameter(text: Text): string | Message {
  return "literal" in text ? text.literal : text;
}

function refuse(text: Message): Answer {
  return answer({ text: [text], problem: "invalid" });
}
