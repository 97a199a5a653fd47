import type { Trouble } from "../finding.ts";
import { shown } from "./address-hints.ts";

interface Fault {
  readonly codes: RegExp;
  trouble(url: URL): Trouble;
}

function checkAddress({ hostname }: URL): string {
  return hostname === "api.openai.com"
    ? "check this machine's network, its DNS and its firewall"
    : "check OPENAI_BASE_URL (leave it out for OpenAI itself)";
}

/** What a failing connection means, by the code that Node gives its cause; the first that fits wins. */
const faults: readonly Fault[] = [
  {
    codes: /^(?:ENOTFOUND|ENODATA)$/,
    trouble: (url) => ({ says: `there is no host ${url.hostname}`, fix: checkAddress(url) }),
  },
  {
    codes: /^(?:EAI_AGAIN|EAI_FAIL|ESERVFAIL|EREFUSED)$/,
    trouble: ({ hostname }) => ({
      says: `nobody could say where ${hostname} is: DNS does not answer`,
      fix: "check this machine's network and DNS (in a container: its own)",
    }),
  },
  {
    codes: /^ECONNREFUSED$/,
    trouble: (url) => ({
      says: `${url.host} refuses the connection: nothing listens there`,
      fix: `start that server, or ${checkAddress(url)}${inContainer(url)}`,
    }),
  },
  {
    codes: /^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EACCES|EPERM)$/,
    trouble: ({ host }) => ({
      says: `no connection to ${host} comes about`,
      fix: "check the network, its firewall and proxy: Limner connects directly",
    }),
  },
  {
    codes: /^(?:ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)|EPROTO)$/,
    trouble: ({ host }) => ({
      says: `${host} does not speak TLS`,
      fix: `set OPENAI_BASE_URL to http:// instead of https:// when ${host} is a server of yours`,
    }),
  },
  {
    codes: /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/,
    trouble: ({ host }) => ({
      says: `the certificate of ${host} is not valid today`,
      fix: "check the clock of this machine, or have that server's certificate renewed",
    }),
  },
  {
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    trouble: (url) => ({
      says: `the certificate shown for ${url.host} belongs to another name`,
      fix: `${checkAddress(url)}, and whether something in between answers in its place`,
    }),
  },
  {
    codes: /SELF_SIGNED|^UNABLE_TO_|^CERT_|^ERR_TLS_|^ERR_SSL_/,
    trouble: ({ host }) => ({
      says: `the certificate of ${host} comes from nobody whom this machine trusts`,
      fix: "give Node the issuer's certificate: NODE_EXTRA_CA_CERTS=/path/to/issuer.pem",
    }),
  },
  {
    codes: /^(?:UND_ERR_SOCKET|ECONNRESET|EPIPE|HPE_)/,
    trouble: (url) => ({
      says: `${url.host} took the connection and closed it without an answer`,
      fix:
        url.protocol === "http:"
          ? "try https://, and check what listens there"
          : "check what listens there, and any proxy in between",
    }),
  },
];

/** What kept an answer from coming. `waitedMs`: how long, when the wait was given up; else null. */
export function networkTrouble(error: unknown, url: URL, waitedMs: number | null): Trouble {
  const found = causes(error);
  for (const { codes, trouble } of faults) {
    if (found.some(({ code }) => codes.test(code))) return trouble(url);
  }
  if (found.some(({ message }) => message === "bad port")) {
    return { says: `no client may use port ${url.port}`, fix: checkAddress(url) };
  }
  if (waitedMs !== null) {
    return {
      says: `${shown(url)} says nothing within ${waitedMs / 1000} s`,
      fix: "check the network and what listens there; try again",
    };
  }
  const last = found.at(-1);
  return {
    says: `${shown(url)} cannot be asked: ${last?.code || last?.message || "no reason given"}`,
    fix: checkAddress(url),
  };
}

function inContainer({ hostname }: URL): string {
  const here = hostname === "localhost" || hostname === "127.0.0.1";
  return here ? "; inside a container, this address is the container itself" : "";
}

function causes(error: unknown): readonly { readonly message: string; readonly code: string }[] {
  const found: { message: string; code: string }[] = [];
  for (let cause = error; cause instanceof Error && found.length < 8; cause = cause.cause) {
    found.push({ message: cause.message, code: "code" in cause && typeof cause.code === "string" ? cause.code : "" });
  }
  return found;
}
