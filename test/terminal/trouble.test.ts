import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { inOrder, moderated, rateLimited, resetAfter, silence } from "#src/local-images-api/faults.ts";
import { accountAt, imageServer } from "#test/image-server.ts";
import { mountable, smallDisk } from "#test/small-disk.ts";
import { machine } from "./limner.ts";

describe("the image service says no", () => {
  test("of four pictures one is refused: three come, one is explained, three are paid", async () => {
    const server = await imageServer({ script: inOrder(null, moderated("input"), null, null) });
    const ada = await machine(accountAt(server));
    const said = await ada.starts(["imagine", "a fox", "-n", "4", "--json"]).ended;
    const answer = JSON.parse(said.out);

    expect(answer.pictures).toHaveLength(3);
    expect(answer.text[0]).toBe("3 of 4 pictures are here.");
    expect(answer.text[1]).toMatch(/safety check declined this\. Nothing was charged/);
    expect(answer).toMatchObject({ ok: false, problem: "blocked", facts: { cost: "$0.158" } });
    expect(said.exitCode).toBe(3);
  });

  test("a refusal says why, that it cost nothing, and what to do", async () => {
    const server = await imageServer();
    const ada = await machine(accountAt(server));
    const said = await ada.starts(["imagine", "a fox [blocked]"]).ended;

    expect(said).toMatchObject({ out: "", exitCode: 5 });
    expect(said.note.trim()).toBe(
      "The image service's safety check declined this. Nothing was charged; say it differently or use another picture.",
    );
  });

  test("a busy service is asked again when it says so, and the picture comes", async () => {
    const server = await imageServer({
      script: inOrder(rateLimited({ retryAfterMs: 50 }), rateLimited({ retryAfterMs: 50 })),
    });
    const ada = await machine(accountAt(server));
    const said = await ada.types(["imagine", "a fox"]);

    expect(said.exitCode).toBe(0);
    expect(server.requests.map(({ paid }) => paid)).toEqual([false, false, true]);
  });

  test("a lost connection is not asked again: it may have been paid", async () => {
    const server = await imageServer({ script: inOrder(resetAfter) });
    const ada = await machine(accountAt(server));
    const said = await ada.starts(["imagine", "a fox"]).ended;

    expect(said.exitCode).toBe(1);
    expect(said.note).toMatch(/may have been charged/);
    expect(server.requests).toHaveLength(1);
    const info = await ada.types(["info"]);
    expect(info.exitCode).toBe(2);
    const history = await ada.types(["history"]);
    expect(history.out).toMatch(/0 pictures {2}a fox/);
  });

  test("nobody there: the person is told within the time that a person waits", async () => {
    const server = await imageServer();
    const account = accountAt(server);
    await server.close();
    const ada = await machine(account);
    const running = ada.starts(["imagine", "a fox"]);
    await pause(1_500);
    running.interrupt();
    const said = await running.ended;
    expect(said.note).toContain("Cancelled. Nothing was charged.");
    expect(said.exitCode).toBe(130);
  });
});

describe("Ctrl-C", () => {
  test("ends the request itself and says what is known of the charge", async () => {
    const server = await imageServer({ script: () => silence });
    const ada = await machine(accountAt(server));
    const running = ada.starts(["imagine", "a fox", "-n", "2"]);
    await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBe(2);
    running.interrupt();
    const said = await running.ended;

    expect(said.note).toContain("Cancelling.");
    expect(said.note).toContain("Whether it charges for that is not known");
    expect(said.exitCode).toBe(130);
    await expect.poll(() => server.requests.map(({ state }) => state)).toEqual(["aborted", "aborted"]);
  });
});

describe.runIf(mountable)("nowhere to put it", () => {
  test("a disk that is full before anything is asked costs nothing", async () => {
    const server = await imageServer();
    const ada = await machine(accountAt(server));
    const out = await smallDisk(join(ada.folder, "small"), "1m");
    await writeFile(join(out, "filler"), Buffer.alloc(900_000));
    const said = await ada.starts(["imagine", "a fox", "-o", "small"]).ended;

    expect(said).toMatchObject({ out: "", exitCode: 2 });
    expect(said.note).toMatch(
      /^Pictures cannot be written to small: its disk is full\. Nothing was asked and nothing was charged/,
    );
    expect(server.requests).toHaveLength(0);
  });

  test("a disk that fills up meanwhile: the picture is kept, and the sentence says how to get it", async () => {
    const server = await imageServer({ fixedImage: await largePicture() });
    const ada = await machine(accountAt(server));
    const out = await smallDisk(join(ada.folder, "small"), "2m");
    const said = await ada.starts(["imagine", "a fox", "-o", "small"]).ended;

    expect(said).toMatchObject({ out: "", exitCode: 4 });
    expect(said.note).toMatch(/^The picture is made and kept, but could not be written to small: its disk is full\./);
    expect(await readdir(out)).toEqual([]);
    const [, id] = /info (\S+) -o/.exec(said.note) ?? [];
    const fetched = await ada.types(["info", id ?? "", "-o", "elsewhere"]);
    expect(fetched.exitCode).toBe(0);
    expect(await readdir(join(ada.folder, "elsewhere"))).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });

  test("no room for Limner's own data: nothing is asked and the sentence says what is missing", async () => {
    const server = await imageServer();
    const ada = await machine(accountAt(server));
    await smallDisk(join(ada.folder, "data"), "4m");
    const said = await ada.starts(["imagine", "a fox"]).ended;

    expect(said).toMatchObject({ out: "", exitCode: 2 });
    expect(said.note).toMatch(
      /^The disk has 3 MB left and \d+ MB are needed, so nothing was painted and nothing was charged\./,
    );
    expect(server.requests).toHaveLength(0);
  });
});

/** A PNG of noise, about 3 MB. */
async function largePicture(): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  return sharp({ create: { width: 1024, height: 1024, channels: 3, background: "grey", noise } })
    .png()
    .toBuffer();
}
