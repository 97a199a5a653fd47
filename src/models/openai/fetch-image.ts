import { lookup } from "node:dns";
import { BlockList, isIP } from "node:net";
import { Agent } from "undici";
import { AnswerFailure } from "./answer-failure.ts";
import type { Deadlines } from "./deadlines.ts";
import { type HttpAnswer, httpRequest } from "./http-request.ts";

/** From where a picture may be fetched whose answer only names its address. */
export interface Whereabouts {
  readonly baseUrl: URL;
  /** Origins that the operator allows besides the base URL's own. */
  readonly allowedOrigins: readonly string[];
  /** For the base URL's origin alone. */
  readonly credentials: Readonly<Record<string, string>>;
}

const privateAddresses = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  privateAddresses.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  ["::", 128],
  ["::1", 128],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  privateAddresses.addSubnet(network, prefix, "ipv6");
}

/** Resolves only names that lead to the public internet, at the moment of connecting, so that no second answer of the DNS can differ. */
const publicOnly = new Agent({
  connect: {
    lookup: (hostname, options, callback) =>
      lookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, []);
        const inside = addresses.some(({ address }) => isPrivate(address));
        callback(inside ? new Error(`${hostname} leads to a private address`) : null, addresses);
      }),
  },
});

const anyAddress = new Agent();

/** Asks for a picture by its address. Rejects with an `AnswerFailure` when the address is not allowed or does not answer with 200. */
export async function fetchImage(address: string, where: Whereabouts, deadlines: Deadlines): Promise<HttpAnswer> {
  const url = URL.parse(address, where.baseUrl);
  const own = url?.origin === where.baseUrl.origin;
  if (url === null || !(own || mayFetch(url, where))) {
    throw new AnswerFailure("elsewhere", `the picture lies at ${url?.origin ?? "no address"}, which is not allowed`);
  }
  const anywhere = own || isInside(where.baseUrl);
  const asked = { headers: own ? where.credentials : {}, signal: deadlines.signal };
  const answer = await httpRequest(url, asked, anywhere ? anyAddress : publicOnly).catch((cause: unknown) => {
    throw new AnswerFailure("cut", "the picture could not be fetched", cause);
  });
  if (answer.status === 200) return answer;
  answer.body.destroy();
  throw new AnswerFailure("no-picture", `the picture's address answered ${answer.status}`);
}

function mayFetch(url: URL, where: Whereabouts): boolean {
  if (!where.allowedOrigins.includes(url.origin)) return false;
  const inside = isInside(url);
  return inside ? isInside(where.baseUrl) : url.protocol === "https:";
}

/** Whether a URL names loopback or a private network by its number. Names are looked at when they are resolved. */
function isInside(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return host === "localhost" || host.endsWith(".localhost") || (isIP(host) !== 0 && isPrivate(host));
}

function isPrivate(address: string): boolean {
  return privateAddresses.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
