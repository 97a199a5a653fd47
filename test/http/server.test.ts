import { connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { type Check, healthRoutes } from "#src/http/health.ts";
import { type Route, sendJson, startHttpServer } from "#src/http/server.ts";

async function serverWith(routes: readonly Route[]) {
  const logged: string[] = [];
  const server = await startHttpServer({
    ...{ host: "127.0.0.1", port: 0, routes },
    log: (message) => void logged.push(message),
  });
  onTestFinished(() => server.close(0));
  return { ...server, logged };
}

function healthWith(checks: readonly Check[], patienceMs = 5_000) {
  return serverWith(healthRoutes({ version: "1.2.3", uptimeMs: () => 61_500, checks, patienceMs }));
}

const well: Check = { name: "database", run: async () => {} };

describe("health", () => {
  test("alive says so, with uptime and version, whatever is not ready", async () => {
    const broken: Check = {
      name: "pictures",
      run: () => Promise.reject(new AppError("misconfigured", say("disk.full"))),
    };
    const { origin } = await healthWith([well, broken]);
    const response = await fetch(`${origin}/healthz?probe=1`);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({ status: "alive", version: "1.2.3", uptimeSeconds: 61 });
    expect((await fetch(`${origin}/healthz`, { method: "HEAD" })).status).toBe(200);
  });

  test("ready when everything is well", async () => {
    const { origin } = await healthWith([well, { ...well, name: "queue" }]);
    const response = await fetch(`${origin}/readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ready: true, parts: { database: "ok", queue: "ok" } });
  });

  test("not ready says which part is not well, and what to do, also when a part does not answer", async () => {
    const low: Check = { name: "pictures", run: () => Promise.reject(new AppError("misconfigured", say("disk.full"))) };
    const stuck: Check = { name: "queue", run: () => new Promise(() => {}) };
    const { origin } = await healthWith([well, low, stuck], 100);
    const response = await fetch(`${origin}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      ready: false,
      parts: {
        database: "ok",
        pictures: "The disk is full, so nothing more can be kept. Free some space and ask again.",
        queue: "no answer within 0.1 s",
      },
    });
  });
});

describe("the server", () => {
  test("answers each address by its method, and says what it does not know", async () => {
    const { origin } = await serverWith([
      {
        method: "POST",
        path: "/slack",
        async handle(request, response) {
          const chunks: Buffer[] = [];
          for await (const chunk of request) chunks.push(chunk);
          sendJson(response, 200, { got: Buffer.concat(chunks).toString() });
        },
      },
    ]);
    const answered = await fetch(`${origin}/slack`, { method: "POST", body: "a fox" });
    expect(await answered.json()).toEqual({ got: "a fox" });
    const wrong = await fetch(`${origin}/slack`);
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await fetch(`${origin}/elsewhere`)).status).toBe(404);
  });

  test("survives a route that throws, and logs it", async () => {
    const { origin, logged } = await serverWith([
      { method: "GET", path: "/", handle: () => Promise.reject(new Error("broken inside")) },
    ]);
    const response = await fetch(origin);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("broken inside");
    expect(logged).toEqual(["a request was not answered"]);
    expect((await fetch(origin)).status).toBe(500);
  });

  test("lets a request finish when it closes, and breaks off what takes too long", async () => {
    const arrived = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const server = await serverWith([
      {
        method: "GET",
        path: "/slow",
        async handle(_request, response) {
          arrived.resolve();
          await goOn.promise;
          sendJson(response, 200, { done: true });
        },
      },
    ]);
    const idle = connect(Number(new URL(server.origin).port), "127.0.0.1");
    onTestFinished(() => void idle.destroy());
    const slow = fetch(`${server.origin}/slow`);
    await arrived.promise;
    const closed = server.close(500);
    goOn.resolve();
    expect(await (await slow).json()).toEqual({ done: true });
    await closed;
    await expect(fetch(server.origin)).rejects.toThrow();
  });

  test("on a port that is taken, or an address that is not this machine's, says what to do", async () => {
    const { origin } = await serverWith([]);
    const port = Number(new URL(origin).port);
    const options = { routes: [], log: () => {} };
    await expect(startHttpServer({ ...options, host: "127.0.0.1", port })).rejects.toMatchObject({
      ...{ code: "misconfigured", text: { code: "port.taken", parameters: { host: "127.0.0.1", port } } },
    });
    await expect(startHttpServer({ ...options, host: "192.0.2.1", port: 0 })).rejects.toMatchObject({
      ...{ code: "misconfigured", text: { code: "port.unusable" } },
    });
  });
});
