import { fileDomains } from "./limits.ts";

/** Whether an address is Slack's own, over https; a Web API at any other place stands for its own origin alone. */
export function isSlackUrl(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const api = new URL(apiUrl);
  if (url.username !== "" || url.password !== "") return false;
  const known = fileDomains.find(({ api: domain }) => isWithin(api.hostname, domain));
  if (!known || api.protocol !== "https:") return url.origin === api.origin;
  return url.protocol === "https:" && url.port === "" && isWithin(url.hostname, known.own);
}

function isWithin(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
