import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppError } from "#core/errors.ts";
import type { ImageModel, OnePicture } from "#core/model.ts";

/** What the service behind a model does with the next request. */
export type Behaviour = "paints" | "declines" | "refuses-for-rate" | "falls-silent" | "breaks-off-inside-the-picture";

/** A model with a service behind it that behaves as told and counts. */
export interface OpenModel {
  readonly model: ImageModel;
  /** How many paid requests have reached the service. */
  requests(): number;
  close(): Promise<void>;
}

/** What every provider of pictures has to keep. `open` starts a service that behaves in one way and a model that uses it. */
export function imageModelContract(name: string, open: (behaviour: Behaviour) => Promise<OpenModel>): void {
  describe(`${name} keeps what an image model promises`, () => {
    let opened: OpenModel;
    let request: OnePicture;
    const start = async (behaviour: Behaviour) => {
      opened = await open(behaviour);
      request = onePicture(opened.model);
    };
    beforeEach(() => start("paints"));
    afterEach(() => opened.close());

    async function behaves(behaviour: Behaviour) {
      await opened.close();
      await start(behaviour);
    }

    test("it lists models that can be asked for", () => {
      const models = opened.model.models();
      expect(models.length).toBeGreaterThan(0);
      for (const { id, strength, qualities, formats } of models) {
        expect(id).not.toBe("");
        expect(strength).not.toBe("");
        expect(qualities.length).toBeGreaterThan(0);
        expect(formats).toContain("png");
      }
    });

    test("one painting is one paid request, and its picture is handed over once", async () => {
      const sink = collector();
      const painted = await opened.model.paint(request, sink, new AbortController().signal);
      expect(opened.requests()).toBe(1);
      expect(sink.times).toBe(1);
      expect(sink.ended).toBe(1);
      expect(sink.bytes).toBeGreaterThan(0);
      expect(painted.requestId).not.toBe("");
    });

    test("a picture costs no more than was estimated", async () => {
      const painted = await opened.model.paint(request, collector(), new AbortController().signal);
      const estimate = opened.model.estimate({ ...request, promptLength: request.prompt.length, inputSizes: [] });
      expect(painted.cost === null).toBe(estimate === null);
      expect(painted.cost?.micros ?? 0).toBeLessThanOrEqual(estimate?.micros ?? 0);
      expect(Number.isInteger(painted.cost?.micros ?? 0)).toBe(true);
    });

    test.each([
      ["declines", { code: "blocked", charged: "no", again: "never" }],
      ["refuses-for-rate", { code: "busy", charged: "no", again: "later" }],
      ["breaks-off-inside-the-picture", { code: "unknown", charged: "unknown", again: "never" }],
    ] as const)(
      "a service that %s is reported with what it cost, and never asked again",
      async (behaviour, failure) => {
        await behaves(behaviour);
        const sink = collector();
        const error = await failureOf(opened.model.paint(request, sink, new AbortController().signal));
        expect(error).toMatchObject(failure);
        expect(opened.requests()).toBe(1);
        expect(sink.ended).toBe(0);
      },
    );

    test("cancelling before it begins sends nothing", async () => {
      const error = await failureOf(opened.model.paint(request, collector(), AbortSignal.abort()));
      expect(error).toMatchObject({ code: "cancelled", charged: "no" });
      expect(opened.requests()).toBe(0);
    });

    test("cancelling while it paints ends the request, whose charge nobody knows", async () => {
      await behaves("falls-silent");
      const cancel = new AbortController();
      const painting = failureOf(opened.model.paint(request, collector(), cancel.signal));
      await expect.poll(() => opened.requests(), { interval: 5 }).toBe(1);
      cancel.abort();
      expect(await painting).toMatchObject({ code: "cancelled", charged: "unknown" });
    });

    test("a store that fails fails the painting, which was paid for", async () => {
      const full = new AppError("misconfigured", { code: "disk.full", parameters: {} });
      const sink = { partial: () => {}, image: () => Promise.reject(full) };
      const error = await failureOf(opened.model.paint(request, sink, new AbortController().signal));
      expect(error).toMatchObject({ code: "misconfigured", charged: "yes", text: { code: "disk.full" } });
    });
  });
}

function onePicture(model: ImageModel): OnePicture {
  const info = model.models().find(({ shutdownOn }) => shutdownOn === null);
  if (!info) throw new Error("no model that is still there");
  return {
    prompt: "a lighthouse at dusk",
    model: info.id,
    size: { width: 1024, height: 1024 },
    quality: info.qualities[0] ?? "auto",
    format: "png",
    compression: null,
    background: "auto",
    moderation: "auto",
    images: [],
    mask: null,
    partialImages: 1,
    endUser: null,
  };
}

function collector() {
  const sink = {
    times: 0,
    ended: 0,
    bytes: 0,
    partial: () => {},
    image: async (stream: AsyncIterable<Uint8Array>) => {
      sink.times += 1;
      for await (const chunk of stream) sink.bytes += chunk.byteLength;
      sink.ended += 1;
    },
  };
  return sink;
}

async function failureOf(painting: Promise<unknown>): Promise<AppError> {
  const error = await painting.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error("the painting should have failed with an AppError", { cause: error });
}
