import type { AppError } from "#core/errors.ts";
import type { MessageCode } from "#core/message.ts";
import { words } from "#core/words.ts";
import type { Trouble } from "../finding.ts";

interface Cure {
  readonly says: string;
  /** Where OpenAI itself is asked, or something that calls itself so. */
  readonly openai: string;
  readonly elsewhere: string;
}

const account = "https://platform.openai.com/settings/organization";
const keys = "https://platform.openai.com/api-keys";
const checkAddress = "check OPENAI_BASE_URL and IMAGE_PROVIDER";
const again = "try again; when it stays, see https://status.openai.com or that server's log";

/** What the operator reads and does where a person in chat only reads that the operator has to do something. */
const cures: Partial<Readonly<Record<MessageCode, Cure>>> = {
  "provider.key-refused": {
    says: "the service does not accept the key",
    openai: `make a key at ${keys} and put it into OPENAI_API_KEY`,
    elsewhere: "put the key of that server into OPENAI_API_KEY",
  },
  "provider.unverified": {
    says: "the organisation is not verified, which this model demands",
    openai: `verify it at ${account}/general; it can take 30 minutes to count, and may take a new key after that`,
    elsewhere: "have the account behind that server verified",
  },
  "provider.out-of-credit": {
    says: "the account has no money left, or its spending limit is reached",
    openai: `add credit or raise the limit at ${account}/billing`,
    elsewhere: "top up the account at that service",
  },
  "provider.busy": {
    says: "the service takes no more requests right now",
    openai: `wait a minute; the tier decides how many images per minute there are (tier 1: 5, see ${account}/limits): set IMAGES_PER_MINUTE to that`,
    elsewhere: "wait a minute, or raise the limit of that server",
  },
  "provider.model-unavailable": {
    says: "the account may not use this model, or it does not exist",
    openai: `allow it for the project at ${account}/limits, or set IMAGE_MODEL to another one`,
    elsewhere: "set IMAGE_MODEL to a model of that server (for Azure: the deployment's name)",
  },
  "provider.region": {
    says: "the service is not offered where this machine is",
    openai: "run Limner in a supported country (https://platform.openai.com/docs/supported-countries) or use Azure",
    elsewhere: "run Limner elsewhere, or use another service",
  },
  "provider.forbidden": {
    says: "the account may not do this",
    openai: `look at the key's permissions (${keys}) and the project's limits (${account}/limits)`,
    elsewhere: "look at the key's rights at that service, and at any firewall in between",
  },
  "provider.no-such-service": {
    says: "there is no Images API under this address",
    openai: checkAddress,
    elsewhere: checkAddress,
  },
  "provider.address-broken": {
    says: "the address leads elsewhere",
    openai: `${checkAddress}; Limner follows no redirect`,
    elsewhere: `${checkAddress}; Limner follows no redirect`,
  },
  "provider.unreachable": { says: "the service cannot be reached", openai: checkAddress, elsewhere: checkAddress },
  "provider.size-refused": {
    says: "the service cannot paint the size of the test picture",
    openai: "set IMAGE_MODEL to a model of the catalogue",
    elsewhere: "set IMAGE_SIZE to a size that this server can paint",
  },
  "provider.setting-refused": {
    says: "the service does not understand a setting of the request",
    openai: "set IMAGE_PROVIDER=compatible when this is not OpenAI itself, or IMAGE_QUALITY to low, medium or high",
    elsewhere: "set IMAGE_PROVIDER to what that server is",
  },
  "provider.broke": { says: "the service had a fault of its own", openai: again, elsewhere: again },
  "provider.lost": {
    says: "the connection was lost before the picture came; it may be charged",
    openai: again,
    elsewhere: again,
  },
  "provider.timeout": {
    says: "the picture took too long; it may be charged",
    openai: "set IMAGE_MODEL to a faster one, such as gpt-image-2.5-flare",
    elsewhere: "look at the load of that server",
  },
  "provider.cancelled-late": { says: "given up; it may be charged", openai: "try again", elsewhere: "try again" },
  "provider.no-picture": {
    says: "the answer had no picture in it; it may be charged",
    openai: checkAddress,
    elsewhere: checkAddress,
  },
  "provider.picture-elsewhere": {
    says: "the answer names a picture at another address, from which Limner does not fetch",
    openai: "have the server send the picture itself (b64_json)",
    elsewhere: "have the server send the picture itself (b64_json)",
  },
};

/** What a refusal means to whoever runs the bot. `openai`: whether IMAGE_PROVIDER says so. */
export function refusalTrouble(error: AppError, openai: boolean): Trouble {
  // Two refusals share their status with a wrong key, and only the text tells them apart.
  const scopes = missingScopes(error);
  if (scopes !== null) {
    return {
      says: `the key is restricted: it lacks ${scopes}`,
      fix: `give it Models: Read and Model capabilities: Write at ${keys}, or use a key without restrictions`,
    };
  }
  if (/no_organization|member of an organization/i.test(error.message)) {
    return {
      says: `the key belongs to nobody in an organisation (${said(error)})`,
      fix: `have an owner invite you at ${account}/people, then make a new key at ${keys}`,
    };
  }
  const cure = cures[error.text.code];
  if (!cure) return { says: `${words(error.text, "en")} (${said(error)})`, fix: again };
  return { says: `${cure.says} (${said(error)})`, fix: openai ? cure.openai : cure.elsewhere };
}

/** The permissions that a restricted key lacks, as the API names them; null when that is not the matter. */
export function missingScopes(error: AppError): string | null {
  return /missing scopes?: ([\w.]+(?:, [\w.]+)*)/i.exec(error.message)?.[1]?.replace(/\.$/, "") ?? null;
}

/** The service's own words, as far as they may be shown. */
function said(error: AppError): string {
  return error.message.replace(/^request without id /, "").replace(/[.,:\s]+$/, "");
}
