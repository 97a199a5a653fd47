import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import {
  inOrder,
  invalidKey,
  modelMissing,
  quotaExhausted,
  rateLimited,
  unverifiedOrganization,
} from "#src/local-images-api/faults.ts";
import type { Fault } from "#src/local-images-api/script.ts";
import { accountAt, imageServer } from "#test/image-server.ts";
import { findingsHere, patient, trouble } from "./patient.ts";

test("one small picture is painted, and leaves nothing behind", async () => {
  const server = await imageServer();
  const ada = await patient(accountAt(server));
  const { out, exitCode } = await ada.examined("--paint");

  expect(out).toMatch(/^✓ painting .*816x816 at low in \d+\.\d s for \$0\.00\d/m);
  expect(exitCode).toBe(0);
  expect(server.requests).toMatchObject([{ paid: true }]);
  expect(await readdir(`${ada.folder}/data`)).not.toContain("images");
});

test("an organisation that is not verified: the command line says where to do that", async () => {
  const server = await imageServer({ script: inOrder(unverifiedOrganization()) });
  const { out, exitCode } = await (await patient(accountAt(server))).examined("--paint");

  expect(out).toMatch(/^✓ key .*accepts it/m);
  expect(out).toMatch(
    /^✗ painting .*not verified.*\n {4}fix: .*platform\.openai\.com\/settings\/organization\/general; it can take 30 minutes/m,
  );
  expect(exitCode).toBe(1);
});

const restricted: Fault = {
  answer: {
    status: 401,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ error: { message: "Missing scopes: api.model.images.request. Check that", code: null } }),
    afterRender: false,
  },
};

test.each([
  [
    "an unverified organisation",
    unverifiedOrganization(),
    /not verified/,
    /organization\/general.*30 minutes.*new key/,
  ],
  ["no credit", quotaExhausted(), /no money left/, /organization\/billing/],
  ["too many requests", rateLimited(), /no more requests/, /images per minute.*tier 1: 5/],
  [
    "a model that the project may not use",
    modelMissing(),
    /may not use this model/,
    /organization\/limits.*IMAGE_MODEL/,
  ],
  ["a key that was revoked meanwhile", invalidKey(), /does not accept the key/, /api-keys/],
  ["a key that may not paint", restricted, /lacks api\.model\.images\.request$/, /Model capabilities: Write/],
])("%s", async (_, fault, says, fix) => {
  const server = await imageServer({ script: inOrder(fault) });
  const found = trouble(await findingsHere(accountAt(server), true), "painting");

  expect(found.state).toBe("failed");
  expect(found.says).toMatch(says);
  expect(found.fix).toMatch(fix);
  expect(JSON.stringify(found)).not.toContain("sk-test");
  expect(server.requests).toHaveLength(1);
});
