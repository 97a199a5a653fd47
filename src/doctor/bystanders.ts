/** Names that other programs for the same services obey, and what they do to Limner. */
export const bystanders: Readonly<Record<string, string>> = {
  OPENAI_ORG_ID: "Limner does not send it: the key's own organisation pays",
  OPENAI_PROJECT_ID: "Limner does not send it: the key's own project pays",
  OPENAI_CUSTOM_HEADERS: "OpenAI's client obeys it without asking Limner: these headers go out with every request",
  HTTPS_PROXY: "Limner does not use it: pictures are asked for directly",
  https_proxy: "Limner does not use it: pictures are asked for directly",
  NODE_TLS_REJECT_UNAUTHORIZED: "at 0 Node believes every certificate, so anybody in between can read the key",
  OPENAI_KEY: "Limner does not know it; the key is read from OPENAI_API_KEY",
  OPENAI_API_BASE: "Limner does not know it; the address is read from OPENAI_BASE_URL",
  AZURE_OPENAI_API_KEY: "Limner does not know it; the key is read from OPENAI_API_KEY",
  AZURE_OPENAI_ENDPOINT: "Limner does not know it; the address is read from OPENAI_BASE_URL",
  OPENAI_MODEL: "Limner does not know it; the model is read from IMAGE_MODEL",
};
