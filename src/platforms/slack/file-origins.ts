import { isSlackUrl } from "./hosts.ts";
import { fileDomains } from "./limits.ts";

/** Where a workspace's files may be fetched. */
export interface FileOrigins {
  /** Whether the token may be sent there. */
  isSlack(url: URL): boolean;
  /** Whether Slack may send us on to there, without the token. */
  mayFollow(url: URL): boolean;
}

/** Slack's own domains; any other API's address allows exactly its own origin. Plain http is only for this machine. */
export function fileOrigins(apiUrl: string): FileOrigins {
  const domains = fileDomains.find(({ own }) => isSlackUrl(`https://${own}/`, apiUrl));
  const isSlack = (url: URL) => isSafe(url) && isSlackUrl(url.href, apiUrl);
  return {
    isSlack,
    mayFollow: (url) =>
      isSlack(url) || (isSafe(url) && domains?.others.some((domain) => isWithin(url, domain)) === true),
  };
}

function isWithin({ hostname, port }: URL, domain: string): boolean {
  return port === "" && (hostname === domain || hostname.endsWith(`.${domain}`));
}

function isSafe({ protocol, hostname, username, password }: URL): boolean {
  const loopback = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
  return (protocol === "https:" || (protocol === "http:" && loopback)) && username === "" && password === "";
}
