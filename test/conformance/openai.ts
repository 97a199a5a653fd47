import { z } from "zod";
import type { Conformance, Violation } from "./conformance.ts";
import { within } from "./json.ts";
import { type Exception, type Exchanged, openApi } from "./openapi.ts";
import { openRows } from "./rows.ts";

/** As images-exchange.ts keeps it. */
const exchange = z.object({
  method: z.string(),
  path: z.string(),
  query: z.record(z.string(), z.string()),
  contentType: z.string().nullable(),
  body: z.base64().transform((text) => Buffer.from(text, "base64")),
  status: z.number(),
  answerType: z.string(),
  answers: z.array(z.unknown()),
  isComplete: z.boolean(),
});

const used: readonly string[] = ["POST /images/generations", "POST /images/edits"];

const exceptions: readonly Exception[] = [
  {
    schemas: [
      ...["CreateImageRequest", "CreateImageEditRequest", "ImagesResponse"],
      ...["ImageGenCompletedEvent", "ImageEditCompletedEvent"],
    ],
    property: "safety_identifier",
    is: { type: "string", minLength: 1, maxLength: 64 },
    reason: "newer than the spec: openai 7.36",
  },
  {
    schemas: [
      ...["ImagesResponse", "ImageGenPartialImageEvent", "ImageGenCompletedEvent"],
      ...["ImageEditPartialImageEvent", "ImageEditCompletedEvent"],
    ],
    property: "size",
    is: { type: "string", pattern: "^[1-9]\\d*x[1-9]\\d*$" },
    reason: "the spec's own words on the request's size allow any WIDTHxHEIGHT of gpt-image-2",
  },
  {
    schemas: [
      ...["CreateImageRequest", "CreateImageEditRequest", "ImagesResponse"],
      ...["ImageGenPartialImageEvent", "ImageGenCompletedEvent"],
      ...["ImageEditPartialImageEvent", "ImageEditCompletedEvent"],
    ],
    property: "quality",
    is: { type: "string", enum: ["xhigh", "max"] },
    reason: "newer than the spec: the 2.5 and 2.6 families",
  },
  {
    schemas: ["CreateImageRequest"],
    property: "complexity",
    is: { type: "string", enum: ["low", "medium", "high"] },
    reason: "newer than the spec: openai 7.51, the 2.6 family",
  },
  {
    schemas: ["ImagesUsage"],
    property: "output_tokens_details",
    is: { $ref: "#/components/schemas/ImageGenOutputTokensDetails" },
    reason: "the spec gives it to whole answers only; we send it in streams as well",
  },
  {
    schemas: ["Error"],
    property: "moderation_details",
    is: {
      type: "object",
      properties: {
        moderation_stage: { type: "string", enum: ["input", "output"] },
        categories: { type: "array", items: { type: "string" } },
      },
      required: ["moderation_stage", "categories"],
    },
    reason: "newer than the spec: openai 7.33",
  },
];

/** OpenAI's Images API, and the local one that stands in for it: https://github.com/openai/openai-openapi */
export const openai: Conformance = {
  service: "OpenAI",
  stories: ["test/local-images-api/{generate,edit,stream,refusals}.test.ts", "test/discord/**/*.test.ts"],
  specs: ["openai-images.subset.json"],
  async check([spec], { exchanges }) {
    const api = openApi(spec, exceptions, "ErrorResponse");
    const rows = openRows();
    const violations: Violation[] = [];
    for (const kept of z.array(exchange).parse(exchanges.get("openai") ?? [])) {
      const path = kept.path.replace("/v1", "");
      // Scripts break answers on purpose, and tests ask for what does not exist.
      if (!kept.isComplete || kept.status === 404) continue;
      const body = await bodyOf(kept);
      for (const part of parts(kept)) {
        const checked = api.check({ ...kept, ...part, path, body, files: [] });
        const route = checked.route ?? `${kept.method} ${path}`;
        rows.count(route, `${part.status}${checked.isAnswerKnown ? "" : " *"}`);
        // What is refused was wrong on purpose.
        const found = checked.violations.filter(({ part: where }) => where === "answer" || kept.status < 400);
        violations.push(...found.map((violation) => ({ route, ...violation })));
      }
    }
    return {
      rows: rows.all(),
      violations,
      unseen: rows.unseen(used),
      exceptions: api.seen(),
    };
  },
};

/** An error in the midst of a stream, of which the spec says nothing, is an error as any other. */
function parts({ status, answerType, answers }: Pick<Exchanged, "status" | "answerType" | "answers">) {
  const errors = answers.filter((answer) => answerType === "text/event-stream" && within(answer, "type") === "error");
  if (errors.length === 0) return [{ status, answerType, answers }];
  const others = answers.filter((answer) => !errors.includes(answer));
  const asError = (answer: unknown) => ({ error: within(answer, "error") });
  return [
    ...(others.length === 0 ? [] : [{ status, answerType, answers: others }]),
    { status: 500, answerType: "application/json", answers: errors.map(asError) },
  ];
}

type Kept = Pick<Exchanged, "contentType"> & { readonly body: Buffer };

/** In a form everything is text. */
const numbers: ReadonlySet<string> = new Set(["n", "partial_images", "output_compression"]);

/** The JSON, or a form's fields as the spec writes them, with a word in place of each file; null for what is neither. */
async function bodyOf({ contentType, body }: Kept): Promise<unknown> {
  const headers = { "content-type": contentType ?? "" };
  const read = new Response(Uint8Array.from(body), { headers });
  if (!contentType?.startsWith("multipart/")) return await read.json().catch(() => null);
  const fields: Record<string, unknown> = {};
  for (const [name, value] of await read.formData()) {
    const plain = typeof value === "string" ? typed(name, value) : "bytes";
    const list = name.endsWith("[]") ? name.slice(0, -2) : null;
    const before = list === null ? undefined : fields[list];
    fields[list ?? name] = list === null ? plain : [...(Array.isArray(before) ? before : []), plain];
  }
  return fields;
}

function typed(name: string, text: string): unknown {
  if (name === "stream") return text === "true" || (text === "false" ? false : text);
  return numbers.has(name) && text.trim() !== "" ? Number(text) : text;
}
