import type { Answer } from "#core/answer.ts";
import type { Text } from "#core/message.ts";

/** The same answer without what people wrote: for one person alone, where a filter does not let the words through. */
export function withoutWords(answer: Answer): Answer {
  const { result, images, facts } = answer;
  return {
    ...answer,
    result: result && { ...result, prompt: "" },
    images: images.map((image) => ({ ...image, alt: "" })),
    facts: facts
      .filter(({ label }) => !("code" in label && label.code === "fact.prompt"))
      .map(({ label, value }) => ({ label, value: bare(value) })),
  };
}

function bare(text: Text): Text {
  if (!("code" in text) || !("prompt" in text.parameters)) return text;
  return { ...text, parameters: { ...text.parameters, prompt: "…" } };
}
