/** Three generations of models: they differ in tokens, qualities and in what they accept. */
export type Family = "2" | "2.5" | "2.6";

/** Every quality that some model paints at; `auto` resolves to one of them. */
export const QUALITIES = ["low", "medium", "high", "xhigh", "max"] as const;
export type Quality = (typeof QUALITIES)[number];

/** One entry of `GET /v1/models` with what the model can do. */
export interface LocalModel {
  id: string;
  family: Family;
  qualities: readonly Quality[];
  /** What `auto`, or leaving the quality out, resolves to. */
  autoQuality: Quality;
  transparent: boolean;
  inputFidelity: boolean;
  complexity: boolean;
  /** Unix seconds of the release. */
  created: number;
}

const THREE_QUALITIES: readonly Quality[] = ["low", "medium", "high"];

function family2(id: string): LocalModel {
  return {
    id,
    family: "2",
    qualities: THREE_QUALITIES,
    // A probe of the live API saw `auto` and an omitted quality both come back as low.
    autoQuality: "low",
    // Documented as a preview, but refused for many accounts; the stricter answer keeps clients honest.
    transparent: false,
    inputFidelity: false,
    complexity: false,
    created: Date.UTC(2026, 3, 21) / 1000,
  };
}

function family25(id: string): LocalModel {
  return {
    id,
    family: "2.5",
    qualities: QUALITIES,
    autoQuality: "medium",
    transparent: true,
    inputFidelity: true,
    complexity: false,
    created: Date.UTC(2026, 8, 8) / 1000,
  };
}

function family26(id: string): LocalModel {
  return {
    ...family25(id),
    family: "2.6",
    autoQuality: "high",
    complexity: true,
    created: Date.UTC(2026, 10, 4) / 1000,
  };
}

/** The image models live on 2026-11-20 that stay; 2.6 has no dated snapshot. */
export const LOCAL_MODELS: readonly LocalModel[] = [
  family2("gpt-image-2"),
  family2("gpt-image-2-2026-04-21"),
  family25("gpt-image-2.5-flare"),
  family25("gpt-image-2.5-flare-2026-09-08"),
  family25("gpt-image-2.5-sunburst"),
  family25("gpt-image-2.5-sunburst-2026-09-08"),
  family26("gpt-image-2.6-flare"),
  family26("gpt-image-2.6-sunburst"),
];

/** The model with that exact id; there are no bare aliases such as `gpt-image-2.5`. */
export function findModel(id: string): LocalModel | undefined {
  return LOCAL_MODELS.find((model) => model.id === id);
}

/** The model as `GET /v1/models` shows it. */
export function modelEntry(model: LocalModel) {
  return { id: model.id, object: "model", created: model.created, owned_by: "system", shutdown_date: null };
}
