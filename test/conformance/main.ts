import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Conformance } from "./conformance.ts";
import { discord } from "./discord.ts";
import { openai } from "./openai.ts";
import { isFine, reportOf } from "./report.ts";
import { slack } from "./slack.ts";
import { tellStories } from "./stories.ts";

// Holds what our fakes receive and answer against the published specs. Those are not part of this project: SPECS_DIR names
// the folder that has them. Services can be named: `npm run conformance -- slack`.

const all: readonly Conformance[] = [discord, slack, openai];
const named = process.argv.slice(2).map((name) => name.toLowerCase());
const services = all.filter(({ service }) => named.length === 0 || named.includes(service.toLowerCase()));

const folder = process.env.SPECS_DIR;
process.exitCode = folder
  ? await conformance(resolve(folder))
  : refuse("SPECS_DIR is not set: it names the folder with the published specs.");

async function conformance(specsFolder: string): Promise<number> {
  const wanted = services.flatMap(({ specs }) => specs);
  const specs = new Map<string, unknown>();
  for (const file of wanted) {
    try {
      specs.set(file, JSON.parse(await readFile(join(specsFolder, file), "utf8")));
    } catch (error) {
      return refuse(`SPECS_DIR names ${specsFolder}, but ${file} cannot be read from there: ${String(error)}`);
    }
  }
  const told = await tellStories([...new Set(services.flatMap(({ stories }) => stories))]);
  let allFine = true;
  for (const { service, specs: files, check } of services) {
    const findings = await check(
      files.map((file) => specs.get(file)),
      told,
    );
    console.log(`\n${reportOf(service, findings)}`);
    allFine &&= isFine(findings);
  }
  if (told.failed.length > 0) {
    console.error(`\nThese stories failed, so not all was seen:\n${told.failed.join("\n")}`);
    return 1;
  }
  return allFine ? 0 : 1;
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 1;
}
