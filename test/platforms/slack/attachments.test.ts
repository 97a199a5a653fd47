import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { webApi } from "@slack/bolt";
import { expect, onTestFinished, test } from "vitest";
import { AppError } from "#core/errors.ts";
import { openAttachment } from "#src/platforms/slack/attachments.ts";
import { fileOrigins } from "#src/platforms/slack/file-origins.ts";
import { file } from "./samples.ts";

const never = new AbortController().signal;
const token = "xoxb-of-the-bot";

interface Scene {
  /** What `files.info` says of the file, or the error that it answers. */
  readonly info: (origin: string) => object | string;
  readonly serve?: (request: IncomingMessage, response: ServerResponse) => void;
  readonly timeoutMs?: number;
  readonly reference?: string;
}

/** A workspace with one file, asked by the real client. */
async function workspace({ info, serve = () => {}, timeoutMs = 5_000, reference = "F0FOX00001" }: Scene) {
  const asked: { path: string; authorization: string | undefined }[] = [];
  const origin = await serving((request, response) => {
    if (request.url === "/api/files.info") {
      const said = info(origin);
      response.setHeader("content-type", "application/json");
      return response.end(
        JSON.stringify(
          typeof said === "string" ? { ok: false, error: said, needed: "files:read" } : { ok: true, file: said },
        ),
      );
    }
    asked.push({ path: request.url ?? "", authorization: request.headers.authorization });
    return serve(request, response);
  });
  const apiUrl = `${origin}/api/`;
  const client = new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    logLevel: webApi.LogLevel.ERROR,
  });
  const attached = { attached: "slack", reference, name: "fox.png", bytes: null };
  const open = openAttachment({ token, apiUrl, timeoutMs, client });
  return { origin, asked, opens: (signal = never) => open(attached, signal) };
}

function fox(origin: string, more: object = {}) {
  return file("F0FOX00001", "fox.png", { url_private_download: `${origin}/files-pri/T1-F1/download/fox.png`, ...more });
}

test("a file that somebody only named by its id is opened when it is theirs, and refused when it is not", async () => {
  const serve: Scene["serve"] = (_, response) => response.writeHead(200, { "content-type": "image/png" }).end("fox");
  const info = (origin: string) => fox(origin, { user: "U0ADA00001" });
  const own = await workspace({ info, serve, reference: "F0FOX00001 U0ADA00001" });
  expect((await all(await own.opens())).toString()).toBe("fox");
  for (const reference of ["F0FOX00001 U0EVE00001", "F0FOX00001 "]) {
    const others = await workspace({ info, serve, reference });
    await expect(others.opens()).rejects.toThrow(/somebody else's/);
    expect(others.asked).toEqual([]);
  }
});

test("a file is fetched by its id with the token, and followed to its storage without", async () => {
  const bytes = Buffer.concat([Buffer.alloc(70_000, 1), Buffer.alloc(5, 2)]);
  const { asked, opens } = await workspace({
    info: fox,
    serve(request, response) {
      if (request.url?.startsWith("/files-pri/")) response.writeHead(302, { location: "/cdn/fox?Signature=s" }).end();
      else response.writeHead(200, { "content-type": "image/png" }).end(bytes);
    },
  });
  expect(await all(await opens())).toEqual(bytes);
  expect(asked).toEqual([
    { path: "/files-pri/T1-F1/download/fox.png", authorization: `Bearer ${token}` },
    { path: "/cdn/fox?Signature=s", authorization: undefined },
  ]);
});

test("the token goes nowhere else, whatever Slack's answer says", async () => {
  const reached: (string | undefined)[] = [];
  const elsewhere = await serving((request, response) => {
    reached.push(request.headers.authorization);
    response.end("secret");
  });
  for (const link of [
    `${elsewhere}/fox.png`,
    "https://files.slack.com/files-pri/T1-F1/fox.png",
    "file:///etc/passwd",
    "fox.png",
  ]) {
    const { opens } = await workspace({ info: () => fox("", { url_private_download: link }) });
    expect(await said(opens())).toBe("slack.file-no-access");
  }
  const { opens } = await workspace({
    info: fox,
    serve: (_, response) => response.writeHead(302, { location: `${elsewhere}/fox.png` }).end(),
  });
  expect(await said(opens())).toBe("slack.file-no-access");
  expect(reached).toEqual([]);
});

test("a page instead of the file is recognised by its type and by its first words", async () => {
  const page = "\n<!DOCTYPE html><title>Sign in | Slack</title>";
  for (const type of ["text/html; charset=utf-8", "image/png"]) {
    const { opens } = await workspace({
      info: fox,
      serve: (_, response) => response.writeHead(200, { "content-type": type }).end(page),
    });
    expect(await said(opens().then(all))).toBe("slack.file-page");
  }
});

test("of a picture of an iPhone the largest preview is fetched", async () => {
  const heic = { name: "IMG_1.HEIC", mimetype: "image/heic", filetype: "heic" };
  const { asked, opens } = await workspace({
    info: (origin) =>
      fox(origin, {
        ...heic,
        thumb_64: `${origin}/files-tmb/64.png`,
        thumb_960: `${origin}/files-tmb/960.png`,
        thumb_720: `${origin}/files-tmb/720.png`,
        thumb_960_w: 960,
      }),
    serve: (_, response) => response.end("preview"),
  });
  expect((await all(await opens())).toString()).toBe("preview");
  expect(asked.map(({ path }) => path)).toEqual(["/files-tmb/960.png"]);
  const without = await workspace({ info: (origin) => fox(origin, heic) });
  expect(await said(without.opens(), "IMG_1.HEIC")).toBe("slack.heic-no-preview");
});

test("what files.info tells of a file counts, whatever was known before", async () => {
  const remote = await workspace({ info: (origin) => fox(origin, { mode: "external", is_external: true }) });
  expect(await said(remote.opens())).toBe("slack.file-remote");
  const plan = await workspace({ info: (origin) => fox(origin, { name: "plan.pdf", mimetype: "application/pdf" }) });
  expect(await said(plan.opens(), "plan.pdf")).toBe("slack.file-not-a-picture");
  expect([...remote.asked, ...plan.asked]).toEqual([]);
});

test("a file that Slack does not give asks for an invitation, a scope or patience", async () => {
  const sentences: string[] = [];
  for (const error of ["file_not_found", "file_deleted", "access_denied", "missing_scope", "internal_error"]) {
    const { opens } = await workspace({ info: () => error });
    sentences.push(await said(opens()));
  }
  const gone = "slack.file-no-access";
  expect(sentences).toEqual([gone, gone, gone, "slack.file-no-scope", "attachment.unreachable"]);
});

test("a link that is gone asks for an invitation, a service that fails for patience", async () => {
  let status = 404;
  const { opens } = await workspace({ info: fox, serve: (_, response) => response.writeHead(status).end("no") });
  const sentences: string[] = [];
  for (status of [404, 403, 500, 503, 429]) sentences.push(await said(opens()));
  const gone = "slack.file-no-access";
  const later = "attachment.unreachable";
  expect(sentences).toEqual([gone, gone, later, later, later]);
});

test("a host that stops in the middle, or sends on for ever, is given up", async () => {
  const stalls = await workspace({
    info: fox,
    serve: (_, response) => response.writeHead(200, { "content-length": 10 }).write("12345"),
    timeoutMs: 100,
  });
  expect(await said(stalls.opens().then(all))).toBe("attachment.unreachable");
  const circles = await workspace({
    info: fox,
    serve: (request, response) => response.writeHead(302, { location: request.url }).end(),
  });
  expect(await said(circles.opens())).toBe("slack.file-no-access");
  expect(circles.asked).toHaveLength(4);
});

test("whoever stops asking gets their own reason back", async () => {
  const stop = new AbortController();
  const { opens } = await workspace({ info: fox, serve: () => stop.abort(new Error("cancelled")) });
  await expect(opens(stop.signal)).rejects.toThrow("cancelled");
});

test("files are on Slack's own hosts, or with a configured API on its origin alone", () => {
  const slack = fileOrigins("https://slack.com/api/");
  const isSlack = (link: string, of = slack) => of.isSlack(new URL(link));
  const mayFollow = (link: string, of = slack) => of.mayFollow(new URL(link));
  expect(isSlack("https://files.slack.com/files-pri/x")).toBe(true);
  expect(isSlack("https://team.slack.com/files/x")).toBe(true);
  for (const link of [
    "http://files.slack.com/x",
    "https://files.slack.com:8443/x",
    "https://files.slack.com.example.com/x",
    "https://notslack.com/x",
    "https://me:word@files.slack.com/x",
    "https://slack-files.com/x",
    "https://files.slack-gov.com/x",
  ])
    expect(isSlack(link)).toBe(false);
  expect(mayFollow("https://downloads.slack-edge.com/x")).toBe(true);
  expect(mayFollow("https://slack-files.com/x")).toBe(true);
  expect(mayFollow("https://notslack-files.com/x")).toBe(false);
  expect(mayFollow("http://slack-files.com/x")).toBe(false);
  const government = fileOrigins("https://slack-gov.com/api/");
  expect(isSlack("https://files.slack-gov.com/x", government)).toBe(true);
  expect(isSlack("https://files.slack.com/x", government)).toBe(false);
  const own = fileOrigins("https://slack.example/api/");
  expect(isSlack("https://slack.example/files-pri/x", own)).toBe(true);
  expect(isSlack("https://files.slack.example/x", own)).toBe(false);
  expect(mayFollow("https://slack-files.com/x", own)).toBe(false);
  expect(isSlack("http://slack.example/x", fileOrigins("http://slack.example/api/"))).toBe(false);
});

async function all(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The code of what people are told when it fails. */
async function said(work: Promise<unknown>, name = "fox.png"): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`not an AppError: ${String(error)}`);
  expect(error.code).toBe("invalid");
  expect(error.text.parameters).toMatchObject({ name });
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
