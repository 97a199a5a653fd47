import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { accountAt, imageServer } from "#test/image-server.ts";
import { findingsHere, patient, trouble } from "./patient.ts";

/** A server that answers everything in that way; its base URL. */
async function service(answer: (response: ServerResponse, path: string) => unknown): Promise<string> {
  const server = createServer((request, response) => void answer(response, request.url ?? ""));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

const refusal = (status: number, error: object) => (response: ServerResponse) => json(response, status, { error });
const account = (baseUrl: string) => ({ OPENAI_API_KEY: "sk-test-of-ada-1234", OPENAI_BASE_URL: baseUrl });

describe("access", () => {
  test("a service that lets us in: who pays, what it costs, and what stays unproved", async () => {
    const models = [{ id: "gpt-image-2", object: "model" }];
    const baseUrl = await service((response) =>
      json(response, 200, { data: models }, { "openai-organization": "org-ada", "openai-project": "proj_1" }),
    );
    const { out, exitCode } = await (await patient(account(`${baseUrl}/v1`))).examined();

    expect(out).toMatch(/^✓ address .* answers$/m);
    expect(out).toMatch(/^✓ key .*organisation org-ada, project proj_1/m);
    expect(out).toMatch(/^✓ model .*gpt-image-2 is on the list/m);
    expect(out).toMatch(/^✓ price .*\$0\.05/m);
    expect(out).toMatch(/^✓ newer models .*gpt-image-2\.5-flare.*transparent/m);
    expect(out).toMatch(/^\? painting .*verification of the organisation.*--paint proves them for about \$0\.006/m);
    expect(exitCode).toBe(0);
  });

  test("a wrong key", async () => {
    const server = await imageServer({ acceptKey: () => false });
    const { out, exitCode } = await (await patient(accountAt(server))).examined("--paint");

    expect(out).toMatch(
      /^✗ key .*does not accept the key.*\n {4}fix: make a key at https:\/\/platform\.openai\.com\/api-keys/m,
    );
    expect(out).toMatch(/^\? painting .*nothing is paid for/m);
    expect(out).not.toMatch(/1234|sk-test/);
    expect(exitCode).toBe(1);
    expect(server.requests).toHaveLength(0);
  });

  test.each([
    [
      "no key at all",
      refusal(401, { message: "no key" }),
      { OPENAI_API_KEY: "" },
      "key",
      /none is set, and the service wants one/,
      /OPENAI_API_KEY/,
    ],
    [
      "the wrong region",
      refusal(403, { code: "unsupported_country_region_territory" }),
      {},
      "key",
      /not offered where/,
      /supported country/,
    ],
    ["no credit", refusal(429, { code: "insufficient_quota" }), {}, "key", /no money left/, /organization\/billing/],
    [
      "a restricted key",
      refusal(403, { message: "Missing scopes: api.model.read. Check" }),
      {},
      "key",
      /lacks api\.model\.read;/,
      /Models: Read/,
    ],
    [
      "a web page",
      (response: ServerResponse) => response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in"),
      {},
      "address",
      /web page/,
      /OPENAI_BASE_URL/,
    ],
    [
      "a redirect",
      (response: ServerResponse) => response.writeHead(302, { location: "/login" }).end(),
      {},
      "address",
      /leads elsewhere/,
      /no redirect/,
    ],
    ["a fault of its own", refusal(503, {}), {}, "address", /status 503/, /try again/],
    [
      "a closed connection",
      (response: ServerResponse) => response.destroy(),
      {},
      "address",
      /closed it without an answer/,
      /check what listens/,
    ],
  ] as const)("%s", async (_, answer, env, name, says, fix) => {
    const baseUrl = await service(answer);
    const found = trouble(await findingsHere({ ...account(`${baseUrl}/v1`), ...env }), name);
    expect(found.says).toMatch(says);
    expect(found.fix).toMatch(fix);
  });

  test("an address without its /v1 is found out", async () => {
    const { baseUrl, ...server } = await imageServer();
    const found = await findingsHere(accountAt({ ...server, baseUrl: baseUrl.replace("/v1", "") }));
    expect(trouble(found, "address")).toMatchObject({ state: "failed", fix: `set OPENAI_BASE_URL=${baseUrl}` });
  });

  test("nobody listens", async () => {
    const server = await imageServer();
    await server.close();
    const found = trouble(await (await patient(accountAt(server))).findings(), "address");
    expect(found.says).toMatch(/refuses the connection/);
  });
});

describe("the model", () => {
  test("one that is not listed is only a warning, because the list was late before", async () => {
    const server = await imageServer();
    const findings = await findingsHere({ ...accountAt(server), IMAGE_MODEL: "gpt-image-2.5" });
    expect(trouble(findings, "model")).toMatchObject({
      state: "warning",
      fix: expect.stringMatching(/gpt-image-2\.5-flare/),
    });
    expect(trouble(findings, "price").says).toMatch(/what gpt-image-2\.5 costs is not known/);
  });

  test("one that was shut down fails, with its day and who replaces it", async () => {
    const baseUrl = await service((response) => json(response, 200, { data: [{ id: "dall-e-3" }] }));
    const ada = await patient({ ...account(`${baseUrl}/v1`), IMAGE_MODEL: "dall-e-3" });
    const { out, exitCode } = await ada.examined();
    expect(out).toMatch(
      /^✗ model .*shut down on 2026-05-12\n {4}fix: set IMAGE_MODEL to gpt-image-2, or gpt-image-2\.5-flare/m,
    );
    expect(exitCode).toBe(1);
  });

  test("one that the service itself announces to end soon is warned about", async () => {
    const day = new Date(Date.now() + 10 * 86_400_000).toISOString();
    const models = [{ id: "gpt-image-2.5-flare", shutdown_date: day }];
    const baseUrl = await service((response) => json(response, 200, { data: models }));
    const env = { ...account(`${baseUrl}/v1`), IMAGE_MODEL: "gpt-image-2.5-flare" };
    expect(trouble(await findingsHere(env), "model")).toMatchObject({
      state: "warning",
      says: `gpt-image-2.5-flare will be shut down on ${day.slice(0, 10)}, in 10 days`,
    });
  });
});
