import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import type { Answer } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import type { Invocation } from "#core/invocation.ts";
import { say } from "#core/message.ts";
import type { ReplyAddress } from "#core/people.ts";
import type { Platform, Reply } from "#core/platform.ts";
import type { Studio } from "#core/studio.ts";
import { words } from "#core/words.ts";

/** The plainest chat platform that any process can answer: takes askings on a loopback port, and posts to a `chatService`. */
export interface DeskPlatform extends Platform {
  /** Where it takes askings, once it has started. */
  port(): number;
}

export function deskPlatform(chatUrl: string): DeskPlatform {
  const server = createServer();

  function listen(studio: Studio): void {
    server.on("request", (request, response) => {
      json(request)
        .then((body) => studio.receive(body as Invocation))
        .then((receipt) => response.end(JSON.stringify(receipt)))
        .catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
    server.listen(0, "127.0.0.1");
  }

  function reply({ data }: ReplyAddress): Reply {
    const asking = String(data.asking);
    return {
      ahead() {},
      progress: async () => {
        await send(`${chatUrl}/progress`, { asking }).catch(() => {});
      },
      async answer(answer, journal) {
        const before = journal.done("post");
        if (before === null) {
          await send(`${chatUrl}/messages`, { key: journal.key, asking, ...shown(answer) });
          await journal.write("post", journal.key);
        }
        const files = answer.images.map(({ pictureId }) => ({ file: `file of ${pictureId}`, pictureId }));
        return { messages: [{ channel: "desk", message: journal.key, files }] };
      },
      fail: async (error) => {
        await send(`${chatUrl}/failures`, { asking, text: words(error.text, "en") }).catch(() => {});
      },
    };
  }

  return {
    name: "desk",
    prepare: async (address) => address,
    session: null,
    limits: { progressEveryMs: 50, showsPartialImages: true, maxAttachmentBytes: 5_000_000 },
    async start(studio) {
      listen(studio);
      await once(server, "listening");
    },
    port() {
      const address = server.address();
      return typeof address === "object" && address !== null ? address.port : 0;
    },
    async open({ reference }, signal) {
      const response = await fetch(`${chatUrl}/attachments/${encodeURIComponent(reference)}`, { signal });
      if (!response.body) throw new AppError("invalid", say("attachment.gone", { name: reference }));
      return response.body;
    },
    reply,
    post: async () => ({ messages: [] }),
    remove: async () => {},
    async stop() {
      server.close();
      server.closeIdleConnections();
    },
  };
}

function shown({ text, images, buttons, problem }: Answer) {
  return {
    text: text.map((one) => words(one, "en")),
    pictures: images.map(({ pictureId }) => pictureId),
    buttons: buttons.map(({ command }) => command),
    problem,
  };
}

async function send(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) }).catch((cause: unknown) => {
    throw new AppError("delivery", say("bug"), { log: "the chat service cannot be reached", cause });
  });
  if (!response.ok) throw new AppError("delivery", say("bug"), { log: await response.text() });
}
