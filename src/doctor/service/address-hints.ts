import type { Trouble } from "../finding.ts";

const deeper = /\/(?:images(?:\/(?:generations|edits|variations))?|chat\/completions|responses|models)\/?$/;

/** What can be seen of an address without going there. Null when nothing speaks against it. */
export function addressTrouble(url: URL): Trouble | null {
  if (url.username !== "" || url.password !== "") {
    return {
      says: "it has a name or a password in it",
      fix: "take them out of OPENAI_BASE_URL; a key belongs into OPENAI_API_KEY",
    };
  }
  if (url.search !== "" || url.hash !== "") {
    return {
      says: "it has something after a ? or a #, where paths cannot be added",
      fix: `set OPENAI_BASE_URL=${shown(url)} (an Azure api-version belongs into AZURE_OPENAI_API_VERSION)`,
    };
  }
  if (deeper.test(url.pathname)) {
    const root = new URL(url.pathname.replace(deeper, ""), url);
    return {
      says: "it names one service of the API instead of the API itself",
      fix: `set OPENAI_BASE_URL=${shown(root)}`,
    };
  }
  if (url.hostname === "api.openai.com" && url.pathname !== "/v1/") {
    return {
      says: "OpenAI's API is at another path",
      fix: "set OPENAI_BASE_URL=https://api.openai.com/v1, or leave it out",
    };
  }
  if (url.hostname === "platform.openai.com" || url.hostname === "chatgpt.com") {
    return { says: "that is OpenAI's web site, not its API", fix: "leave OPENAI_BASE_URL out" };
  }
  if (url.hostname === "openrouter.ai") {
    return {
      says: "OpenRouter paints at a path of its own, which Limner does not speak",
      fix: "use OpenAI itself, Azure, or a server with /images/generations",
    };
  }
  return null;
}

/** Why a key should not travel to that address, or null. */
export function openLetter(url: URL): string | null {
  const here = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname) || url.hostname.endsWith(".localhost");
  return url.protocol === "http:" && !here ? "everybody on the way can read the key and the pictures" : null;
}

/** Whether this is an Azure resource. */
export function isAzure(url: URL): boolean {
  return /\.(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)$/.test(url.hostname);
}

/** An address as it may be printed: without names, passwords and parameters, and without the last slash. */
export function shown(url: URL): string {
  return `${url.origin}${url.pathname}`.replace(/\/$/, "");
}
