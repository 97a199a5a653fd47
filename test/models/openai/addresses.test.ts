import { afterEach, describe, expect, test } from "vitest";
import type { OpenaiImageConfig } from "#src/models/openai/model.ts";
import { json, modelAt, outcomeOf, picture, pngBytes, type Wire, wire } from "./wire.ts";

const image = pngBytes(200_000);
const servers: Wire[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** A server that answers a paint request with an address, and every other one with the picture, or as told. */
async function gateway(
  address: (base: URL) => string,
  file: Parameters<typeof wire>[0] = (response) => void response.end(image),
) {
  const server = await wire((response, request) =>
    request.method === "POST"
      ? json(response, 200, { data: [{ url: address(new URL(server.baseUrl)) }] })
      : file(response, request),
  );
  servers.push(server);
  return server;
}

async function painted(server: Wire, config: Partial<OpenaiImageConfig> = {}) {
  return outcomeOf(modelAt(server.baseUrl, { provider: "compatible", ...config }), picture());
}

describe("an answer that only says where the picture lies", () => {
  test.each([
    ["absolute", (base: URL) => `${base.origin}/files/1.png`],
    ["from the root", () => "/files/1.png"],
    ["beside the API", () => "files/1.png"],
  ])("is followed on its own server, with the key: %s", async (_, address) => {
    const server = await gateway(address);
    const { error, stored } = await painted(server);
    expect(error).toBeNull();
    expect(stored?.bytes.equals(image)).toBe(true);
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
    expect(server.requests[1]?.url).toMatch(/files\/1\.png$/);
    expect(server.requests[1]?.headers.authorization).toBe("Bearer sk-secret-key");
  });

  test("is followed to an allowed place, without the key", async () => {
    const elsewhere = await wire((response) => void response.end(image));
    servers.push(elsewhere);
    const origin = new URL(elsewhere.baseUrl).origin;
    const server = await gateway(() => `${origin}/1.png`);
    const { error, stored } = await painted(server, { imageOrigins: [origin] });
    expect(error).toBeNull();
    expect(stored?.bytes.length).toBe(image.length);
    expect(elsewhere.requests).toHaveLength(1);
    expect(elsewhere.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  test.each([
    "http://127.0.0.1:1/1.png",
    "http://127.1:1/1.png",
    "http://2130706433:1/1.png",
    "http://0x7f000001:1/1.png",
    "http://[::1]:1/1.png",
    "http://[::ffff:127.0.0.1]:1/1.png",
    "http://169.254.169.254/latest/meta-data",
    "https://example.com/1.png",
    "file:///etc/passwd",
    "ftp://example.com/1.png",
    "http://",
  ])("is not followed elsewhere: %s", async (address) => {
    const server = await gateway(() => address);
    const { error, sentence, timesAsked } = await painted(server);
    expect(error).toMatchObject({ code: "misconfigured", charged: "unknown", again: "never" });
    expect(sentence).toMatch(/whoever runs this bot has to allow that address/);
    expect(timesAsked).toBe(0);
    expect(server.requests).toHaveLength(1);
  });

  test("is not followed through a redirect", async () => {
    const server = await gateway(
      () => "/1.png",
      (response) => void response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    );
    const { error } = await painted(server);
    expect(error).toMatchObject({ code: "unknown", charged: "unknown" });
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ["is not there", (response) => void response.writeHead(404).end("gone"), /without a picture/],
    ["is a web page", (response) => void response.end("<html>hello</html>"), /without a picture/],
    [
      "is cut",
      (response) => {
        response.writeHead(200, { "content-length": "900000" });
        response.write(image, () => response.destroy());
      },
      /lost/,
    ],
    ["never comes", () => {}, /took too long/],
  ] satisfies [string, Parameters<typeof wire>[0], RegExp][])(
    "may have been charged when the picture %s",
    async (_, file, says) => {
      const server = await gateway(() => "/1.png", file);
      const { error, sentence, stored } = await painted(server, { totalTimeoutMs: 150 });
      expect(error).toMatchObject({ charged: "unknown", again: "never" });
      expect(sentence).toMatch(says);
      expect(stored).toBeNull();
    },
  );
});
