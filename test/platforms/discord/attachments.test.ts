import { createServer, type RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { AppError } from "#core/errors.ts";
import type { AttachedImage } from "#core/image-value.ts";
import { openAttachment } from "#src/platforms/discord/attachments.ts";

const never = new AbortController().signal;

test("a picture on the configured host arrives byte for byte, and nobody is told who asks", async () => {
  const asked: string[] = [];
  const cdn = await serving((request, response) => {
    asked.push(...Object.keys(request.headers));
    response.write(Buffer.alloc(70_000, 1));
    response.end(Buffer.alloc(5, 2));
  });
  const open = openAttachment({ cdnUrl: cdn, timeoutMs: 5_000 });
  const bytes = await all(await open(at(`${cdn}/attachments/1/2/fox.png?ex=1&hm=2`), never));
  expect(bytes).toEqual(Buffer.concat([Buffer.alloc(70_000, 1), Buffer.alloc(5, 2)]));
  expect(asked).not.toContain("authorization");
  expect(asked).not.toContain("cookie");
});

test("nothing is opened anywhere else, whatever the link looks like", async () => {
  const asked: string[] = [];
  const elsewhere = await serving((request, response) => {
    asked.push(request.url ?? "");
    response.end("secret");
  });
  const links = [
    `${elsewhere}/attachments/1/2/fox.png`,
    "http://cdn.discordapp.com/attachments/1/2/fox.png",
    "https://cdn.discordapp.com.example.com/attachments/1/2/fox.png",
    "https://cdn.discordapp.com:8443/attachments/1/2/fox.png",
    "https://cdn.discordapp.com@127.0.0.1/fox.png",
    "https://somebody:word@cdn.discordapp.com/attachments/1/2/fox.png",
    "file:///etc/passwd",
    "/attachments/1/2/fox.png",
    "fox.png",
    "",
  ];
  const open = openAttachment({ cdnUrl: null, timeoutMs: 5_000 });
  for (const link of links) expect(await said(open(at(link), never))).toBe("attachment.gone");
  expect(asked).toEqual([]);
});

test("a configured host replaces Discord's own", async () => {
  const open = openAttachment({ cdnUrl: "http://127.0.0.1:9/cdn", timeoutMs: 5_000 });
  const link = "https://cdn.discordapp.com/attachments/1/2/fox.png";
  expect(await said(open(at(link), never))).toBe("attachment.gone");
});

test("plain http is only for this machine", async () => {
  const open = openAttachment({ cdnUrl: "http://cdn.example", timeoutMs: 5_000 });
  expect(await said(open(at("http://cdn.example/attachments/1/2/fox.png"), never))).toBe("attachment.gone");
});

test("links that have expired ask for the file again; a service that fails asks for patience", async () => {
  let status = 404;
  const cdn = await serving((_, response) => response.writeHead(status).end("This content is no longer available."));
  const open = openAttachment({ cdnUrl: cdn, timeoutMs: 5_000 });
  const sentences: string[] = [];
  for (status of [404, 403, 410, 500, 503, 429]) sentences.push(await said(open(at(`${cdn}/fox.png`), never)));
  const gone = "attachment.gone";
  const later = "attachment.unreachable";
  expect(sentences).toEqual([gone, gone, gone, later, later, later]);
});

test("nobody is followed anywhere", async () => {
  const asked: string[] = [];
  const cdn = await serving((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(302, { location: "/elsewhere.png" }).end();
  });
  const open = openAttachment({ cdnUrl: cdn, timeoutMs: 5_000 });
  expect(await said(open(at(`${cdn}/fox.png`), never))).toBe("attachment.unreachable");
  expect(asked).toEqual(["/fox.png"]);
});

test("a host that says nothing, or stops in the middle, is given up", async () => {
  const cdn = await serving((request, response) => {
    if (request.url === "/stalls.png") response.writeHead(200, { "content-length": 10 }).write("12345");
  });
  const open = openAttachment({ cdnUrl: cdn, timeoutMs: 100 });
  expect(await said(open(at(`${cdn}/silent.png`), never))).toBe("attachment.unreachable");
  const stream = await open(at(`${cdn}/stalls.png`), never);
  expect(await said(all(stream))).toBe("attachment.unreachable");
});

test("a connection that breaks in the middle is no picture", async () => {
  const cdn = await serving((_, response) => {
    response.writeHead(200, { "content-length": 10 }).write("12345", () => response.destroy());
  });
  const open = openAttachment({ cdnUrl: cdn, timeoutMs: 5_000 });
  expect(await said(open(at(`${cdn}/fox.png`), never).then(all))).toBe("attachment.unreachable");
});

test("whoever stops asking gets their own reason back", async () => {
  const cdn = await serving(() => {});
  const stop = new AbortController();
  const opening = openAttachment({ cdnUrl: cdn, timeoutMs: 5_000 })(at(`${cdn}/fox.png`), stop.signal);
  stop.abort(new Error("cancelled"));
  await expect(opening).rejects.toThrow("cancelled");
});

test("whoever stops reading lets the connection go", async () => {
  const closed = Promise.withResolvers<void>();
  const cdn = await serving((_, response) => {
    response.on("close", closed.resolve);
    response.writeHead(200).write(Buffer.alloc(1_000));
  });
  for await (const chunk of await openAttachment({ cdnUrl: cdn, timeoutMs: 5_000 })(at(`${cdn}/fox.png`), never)) {
    expect(chunk.byteLength).toBeGreaterThan(0);
    break;
  }
  await closed.promise;
});

function at(reference: string): AttachedImage {
  return { attached: "discord", reference, name: "fox.png", bytes: null };
}

async function all(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The code of what people are told when it fails. */
async function said(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`not an AppError: ${String(error)}`);
  expect(error.code).toBe("invalid");
  expect(error.text.parameters).toEqual({ name: "fox.png" });
  return error.text.code;
}

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}
