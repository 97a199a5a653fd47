import { createServer } from "node:http";
import { once } from "node:events";
import type { Asking, FakeDiscord } from "#test/fakes/discord/types.ts";

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Collects what would be unhandled. */
export const unhandled: unknown[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));

/** Captures an interaction, lets it be changed, and sends that over the gateway. */
export async function forger(discord: FakeDiscord) {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(202).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return {
    async forged(act: () => Promise<Asking>, change: (json: any) => void): Promise<Asking> {
      discord.postsInteractionsTo(`http://127.0.0.1:${port}/`);
      const asking = await act();
      await sleep(15);
      discord.postsInteractionsTo(null);
      change(asking.interaction as any);
      asking.sendAgain();
      return asking;
    },
    close: () => server.close(),
  };
}

export async function outcome(asking: Asking, ms = 3500): Promise<string> {
  const end = Date.now() + ms;
  while (asking.state() === "waiting" && Date.now() < end) await sleep(20);
  // settle
  let text = "";
  while (Date.now() < end) {
    text = asking.messages().map((m) => `${m.isEphemeral ? "(private) " : ""}${m.isDeleted ? "(deleted) " : ""}${m.text()} [${m.pictures().length}p]`).join(" || ");
    if (asking.state() !== "waiting" && !/Taking it in|Waiting|Painting/.test(text.replaceAll(/\(deleted\)[^|]*/g, ""))) break;
    await sleep(30);
  }
  return `${asking.state()}: ${text.slice(0, 300)}`;
}
