import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, inject } from "vitest";
import { discordExchanges } from "#test/fakes/discord/exchange.ts";
import { slackExchanges } from "#test/fakes/slack/exchange.ts";
import { imagesExchange } from "./images-exchange.ts";
import { tap } from "./tap.ts";

// Loaded before each story file when the stories are told for `npm run conformance`, and only then.

declare module "vitest" {
  interface ProvidedContext {
    /** Every exchange becomes a line of JSON in a file of this folder. */
    exchangesFolder: string;
  }
}

const folder = inject("exchangesFolder");

/** Writes at once, so that nothing is lost when a story ends. */
function into(name: string) {
  const file = join(folder, `${name}-${process.pid}.jsonl`);
  return (exchange: unknown) => appendFileSync(file, `${JSON.stringify(exchange)}\n`);
}

const writeDiscord = into("discord");
discordExchanges.subscribe(writeDiscord);
const writeSlack = into("slack");
slackExchanges.subscribe(writeSlack);
const writeImages = into("openai");
const stopTapping = tap("/v1/images/", (tapped) => writeImages(imagesExchange(tapped)));

afterAll(() => {
  discordExchanges.unsubscribe(writeDiscord);
  slackExchanges.unsubscribe(writeSlack);
  stopTapping();
});
