import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";

export type Provider = "openai" | "azure" | "compatible";

/** What a kind of endpoint understands; what is not listed is not sent. */
export interface Profile {
  /** Whether it sends the picture as server-sent events. */
  readonly streams: boolean;
  /** Fewest partial pictures to ask for. */
  readonly minPartialImages: number;
  /** Whether it knows where pictures come from only when told: self-hosted servers send addresses by default. */
  readonly responseFormat: "b64_json" | null;
  readonly generateParameters: ReadonlySet<string>;
  readonly editParameters: ReadonlySet<string>;
  /** Takes out of a prompt what a server would obey instead of paint. */
  cleanPrompt(prompt: string): string;
}

const common = ["model", "prompt", "n", "size", "quality", "output_format", "output_compression", "background"];
const streamed = [...common, "stream", "partial_images", "safety_identifier"];
const compatible = ["model", "prompt", "n", "size", "response_format"];

const openai: Profile = {
  streams: true,
  minPartialImages: 0,
  responseFormat: null,
  generateParameters: new Set([...streamed, "moderation"]),
  editParameters: new Set([...streamed, "image", "mask"]),
  cleanPrompt: (prompt) => prompt,
};

/** What each provider understands; compatible is what LiteLLM, LocalAI, vLLM-Omni, SGLang and sd-server have in common. */
export const profiles: Readonly<Record<Provider, Profile>> = {
  openai,
  // Azure drops a connection on which nothing was sent for about 122 s; a partial picture in between keeps it open.
  azure: { ...openai, minPartialImages: 1 },
  compatible: {
    streams: false,
    minPartialImages: 0,
    responseFormat: "b64_json",
    generateParameters: new Set(compatible),
    editParameters: new Set([...compatible, "image", "mask"]),
    cleanPrompt: withoutExtraArguments,
  },
};

/**
 * stable-diffusion.cpp's server obeys `<sd_cpp_extra_args>{json}</sd_cpp_extra_args>` inside a prompt.
 * @throws AppError `invalid` when nothing else is left.
 */
function withoutExtraArguments(prompt: string): string {
  let cleaned = prompt;
  let before: string;
  // Again and again, because taking a tag out may put another one together.
  do {
    before = cleaned;
    cleaned = cleaned
      .replace(/<sd_cpp_extra_args>.*?<\/sd_cpp_extra_args>/gis, "")
      .replace(/<\/?sd_cpp_extra_args>/gi, "");
  } while (cleaned !== before);
  if (cleaned.trim() === "") throw new AppError("invalid", say("provider.nothing-to-paint"));
  return cleaned;
}
