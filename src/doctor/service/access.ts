import type { OnePicture } from "#core/model.ts";
import type { Config } from "#src/config.ts";
import { type Finding, failed, ok, warning } from "../finding.ts";
import { shown } from "./address-hints.ts";
import { type Asked, askModels, type ListedModel, type Service } from "./ask-models.ts";
import { missingScopes, refusalTrouble } from "./refusal-cures.ts";

/** Whether the service lets us in, and the models that it lists for us. */
export interface Access {
  readonly findings: readonly Finding[];
  readonly listed: readonly ListedModel[] | null;
}

const timeoutMs = 10_000;

/** Asks the service for its models, which costs nothing, and says what the answer tells. */
export async function askForAccess(config: Config, service: Service, picture: OnePicture): Promise<Access> {
  const address = shown(service.baseUrl);
  const asked = await askModels(service, picture, timeoutMs);
  const elsewhere = await missingVersion(asked, config, service, picture);
  if (elsewhere) {
    const says = `${address} is not the API, ${elsewhere} is`;
    return { findings: [failed("address", says, `set OPENAI_BASE_URL=${elsewhere}`)], listed: null };
  }
  switch (asked.kind) {
    case "unreachable":
      return { findings: [failed("address", asked.trouble.says, asked.trouble.fix)], listed: null };
    case "page":
      return { findings: [webPage(address)], listed: null };
    case "answered":
      return { findings: [ok("address", `${address} answers`), ...accepted(config, asked)], listed: asked.models };
    case "refused":
      return { findings: refused(asked, config, address), listed: null };
  }
}

/** Where the API is, when only the /v1 at the end is missing. */
async function missingVersion(
  asked: Asked,
  config: Config,
  service: Service,
  picture: OnePicture,
): Promise<string | null> {
  const lost = asked.kind === "page" || (asked.kind === "refused" && ([404, 405].includes(asked.status) || asked.page));
  if (!lost || config.IMAGE_PROVIDER === "azure" || /\/v\d+\/$/.test(service.baseUrl.pathname)) return null;
  const baseUrl = new URL("v1/", service.baseUrl);
  const there = await askModels({ ...service, baseUrl }, picture, timeoutMs);
  const isApi =
    (there.kind === "answered" && there.models !== null) ||
    (there.kind === "refused" && [401, 403, 429].includes(there.status) && !there.page);
  return isApi ? shown(baseUrl) : null;
}

function accepted(config: Config, asked: Asked & { readonly kind: "answered" }): readonly Finding[] {
  const payers = [
    asked.organization === null ? [] : [`organisation ${asked.organization}`],
    asked.project === null ? [] : [`project ${asked.project}`],
  ].flat();
  const whose = payers.length > 0 ? ` (${payers.join(", ")})` : "";
  const key =
    config.OPENAI_API_KEY === undefined ? "none is set, and none is asked for" : `the service accepts it${whose}`;
  if (asked.models !== null) return [ok("key", key)];
  const says = "the answer to the question for models is no list of them";
  return [ok("key", key), warning("model", says, "check OPENAI_BASE_URL: is this a server of the Images API?")];
}

function refused(asked: Asked & { readonly kind: "refused" }, config: Config, address: string): readonly Finding[] {
  const { error, status, page } = asked;
  const openai = config.IMAGE_PROVIDER === "openai";
  const answers = ok("address", `${address} answers`);
  const { says, fix } = refusalTrouble(error, openai);
  if (missingScopes(error) !== null) {
    return [answers, warning("key", `${says}; that alone does not keep it from painting`, fix)];
  }
  if (page) {
    const proxy = `${says}, and it answers with a web page`;
    return [failed("address", proxy, `${fix}; look at any proxy or firewall in between`)];
  }
  if (status >= 500) {
    return [failed("address", `${address} answers with a fault of its own (status ${status})`, "try again in a while")];
  }
  if (status === 404 || status === 405) {
    const noList = `${address} does not say which models it has`;
    return openai ? [failed("address", `${noList}: ${says}`, fix)] : [answers, warning("model", noList, null)];
  }
  if (status >= 300 && status < 400) return [failed("address", says, fix)];
  if (error.text.code === "provider.busy") return [answers, warning("key", says, fix)];
  const none = config.OPENAI_API_KEY === undefined && error.text.code === "provider.key-refused";
  return [answers, failed("key", none ? "none is set, and the service wants one" : says, fix)];
}

function webPage(address: string): Finding {
  const says = `${address} answers with a web page, not as an API`;
  return failed("address", says, "check OPENAI_BASE_URL (most end in /v1), and any proxy or login page in between");
}
