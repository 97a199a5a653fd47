import type { Trouble } from "../finding.ts";

/** How the keys of other services begin. Sources: their own documentation of secret scanning. */
const otherServices: readonly { readonly begins: RegExp; readonly of: string; readonly chat: boolean }[] = [
  { begins: /^xox[a-z]-/, of: "Slack (a bot's or a person's token)", chat: true },
  { begins: /^xapp-/, of: "Slack (an app's token)", chat: true },
  { begins: /^[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}$/, of: "Discord (a bot's token)", chat: true },
  { begins: /^sk-ant-/, of: "Anthropic", chat: false },
  { begins: /^sk-or-/, of: "OpenRouter", chat: false },
  { begins: /^AIza/, of: "Google", chat: false },
  { begins: /^gsk_/, of: "Groq", chat: false },
  { begins: /^xai-/, of: "xAI", chat: false },
  { begins: /^hf_/, of: "Hugging Face", chat: false },
  { begins: /^r8_/, of: "Replicate", chat: false },
  { begins: /^(?:ghp_|github_pat_)/, of: "GitHub", chat: false },
  { begins: /^(?:sk|rk|pk)_(?:live|test)_/, of: "Stripe", chat: false },
];

/** What can be seen of a key without asking anybody: so that no other service's secret is ever sent. Null when nothing speaks against it. */
export function keyTrouble(key: string, official: boolean): Trouble | null {
  const makeOne = official
    ? "put a key from https://platform.openai.com/api-keys into OPENAI_API_KEY"
    : "put the key of that server into OPENAI_API_KEY";
  const other = otherServices.find(({ begins, chat }) => begins.test(key) && (chat || official));
  if (other) return { says: `it is a key of ${other.of}, so it was not sent`, fix: makeOne };
  if (/^["'<]|["'>]$/.test(key)) {
    return { says: "it has quotes or brackets around it", fix: "write OPENAI_API_KEY without them" };
  }
  if (/^bearer\s/i.test(key)) {
    return { says: "it begins with the word Bearer", fix: "write the key alone: Limner adds that word" };
  }
  if (/\s/.test(key)) return { says: "it has a space or a line break inside", fix: "copy it again, as one word" };
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return {
      says: "it has characters that no key has, such as ... for a part left out",
      fix: "copy the whole key again",
    };
  }
  if (!official) return null;
  if (/\*{3}|\.{3}|^sk-(?:proj-)?(?:x+|your|my|test|\.|<)/i.test(key) || /your[-_]?(?:api)?[-_]?key/i.test(key)) {
    return { says: "it is an example or was shortened, not a whole key", fix: makeOne };
  }
  if (/^(?:org|proj)[-_]/.test(key)) {
    return { says: "it is the id of an organisation or a project, not a key", fix: makeOne };
  }
  if (/^sk-admin-/.test(key)) {
    return { says: "it is an admin key: it manages an organisation and cannot paint", fix: makeOne };
  }
  return null;
}
