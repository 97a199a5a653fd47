import type { ConfigError } from "#src/config.ts";
import { bystanders } from "../bystanders.ts";
import { type Check, type Finding, failed, ok, warning } from "../finding.ts";

/** Says that the settings could be read, and which names beside them do not do what they seem to do. */
export const settings: Check = {
  name: "configuration",
  async run({ config, alsoSet }) {
    const { IMAGE_PROVIDER: provider, IMAGE_MODEL: model } = config;
    return [
      ok("configuration", `every setting can be read (provider ${provider}, model ${model})`),
      ...alsoSet.map((name) =>
        warning("configuration", `${name} is set: ${bystanders[name] ?? "Limner does not know it"}`, null),
      ),
    ];
  },
};

/** One finding for every setting that is wrong. */
export function wrongSettings(error: ConfigError): readonly Finding[] {
  return error.message.split("\n").map((problem) => failed("configuration", problem, fixOf(problem)));
}

const where = "in .env or in the environment; .env.example explains every setting";

function fixOf(problem: string): string {
  const name = /^[A-Z0-9_]+/.exec(problem)?.[0];
  const example =
    name === "OPENAI_BASE_URL" ? " to a whole address such as https://api.openai.com/v1, or leave it out," : "";
  return name ? `set ${name}${example} ${where}` : `correct it ${where}`;
}
