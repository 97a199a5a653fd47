import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import type { Provider } from "./profiles.ts";

/** Where a service is, with a slash at its end. Throws a `misconfigured` AppError for an address that is none. */
export function addressOf(config: {
  readonly baseUrl: string | null;
  readonly provider: Provider;
  readonly azureApiVersion: string | null;
}): URL {
  const given = config.baseUrl ?? (config.provider === "openai" ? "https://api.openai.com/v1/" : "");
  const url = URL.parse(given);
  // fetch takes no address with a password in it, and would say that password in its error.
  const secret = url !== null && (url.username !== "" || url.password !== "");
  if (url === null || secret || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new AppError("misconfigured", say("provider.address-broken"), {
      log: `not an address for ${config.provider}`,
    });
  }
  // Azure's portal shows the resource's address only.
  if (config.provider === "azure" && url.pathname === "/") {
    url.pathname = config.azureApiVersion === null ? "/openai/v1/" : "/openai/";
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}
