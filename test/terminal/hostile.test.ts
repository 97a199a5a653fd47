import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { JobSnapshot } from "#core/feed.ts";
import { silence } from "#src/local-images-api/faults.ts";
import { progressLine } from "#src/platforms/terminal/progress-bar.ts";
import { wrapped } from "#src/platforms/terminal/wrap.ts";
import { compileCache } from "#test/compile-cache.ts";
import { accountAt, imageServer } from "#test/image-server.ts";
import { machine } from "./limner.ts";

const red = "\u001b[31m";
const steering = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

describe("nothing that a person writes steers a terminal", () => {
  test("a prompt is shown without escapes, on one line, and joined emoji stay whole", async () => {
    const ada = await machine(accountAt(await imageServer()));
    await ada.types(["imagine", `a ${red}fox\u001b]0;title\u0007\u009b2J\r\nId  another \u202egnp 👩‍👩‍👧`]);
    const info = await ada.types(["info"]);
    const history = await ada.types(["history"]);

    expect(info.out).not.toMatch(steering);
    expect(info.out).toContain("a \ufffd[31mfox\ufffd]0;title\ufffd\ufffd2J Id  another \ufffdgnp 👩‍👩‍👧\n");
    expect(history.out).not.toMatch(steering);
  });

  test("scripts get the very words, as JSON that can be looked at", async () => {
    const ada = await machine(accountAt(await imageServer()));
    const prompt = `a ${red}fox \u009b2J \u202egnp`;
    await ada.types(["imagine", prompt]);
    const { out } = await ada.types(["info", "--json"]);

    expect(out).not.toMatch(steering);
    expect(JSON.parse(out).facts.prompt).toBe(prompt);
  });

  test.each([
    ["a file's name", ["edit", `${red}no\r\n.png`, "x"]],
    ["a file that is no picture", ["edit", `${red}text.png`, "x"]],
    ["an option", ["imagine", "x", `--${red}sise`]],
    ["a size", ["imagine", "x", "-s", `${red}wide`]],
    ["a model", ["imagine", "x", "-m", `${red}best`]],
    ["a command", [`${red}imagine`]],
    ["an id", ["info", `${red}id`]],
  ])("%s", async (_, words) => {
    const ada = await machine();
    await writeFile(join(ada.folder, `${red}text.png`), "words");
    const said = await ada.types(words);
    expect(said.note).not.toMatch(steering);
    expect(said.note).toContain("\ufffd[31m");
    expect(said.exitCode).toBe(2);
  });
});

describe("a reader that goes away", () => {
  test("a pipe that is closed early costs no picture and is no failure", async () => {
    const ada = await machine();
    const said = await shell(ada.folder, `{ "$0" "$1" imagine "a fox" -n 2; echo "ended with $?" >&2; } | true`);
    expect(said).not.toContain("EPIPE");
    expect(said).toContain("ended with 0");
    expect(await readdir(join(ada.folder, "out"))).toHaveLength(2);
  });

  test("an answer that cannot be written is a failure of its own, without a stack", async () => {
    const ada = await machine();
    const said = await shell(ada.folder, `"$0" "$1" imagine "a fox" --json > /dev/full; echo "ended with $?"`);
    expect(said).toBe("ended with 4\n");
  });

  test("notes that nobody can read do not disturb the picture", async () => {
    const ada = await machine();
    const said = await shell(ada.folder, `"$0" "$1" imagine "a fox" 2> /dev/full; echo "ended with $?"`);
    expect(said).toMatch(/^out\/a-fox-.*\nended with 0\n$/);
  });
});

test.each(["SIGTERM", "SIGHUP"] as const)(
  "%s, as from a window that is closed, settles the picture first",
  async (signal) => {
    const server = await imageServer({ script: () => silence });
    const ada = await machine(accountAt(server));
    const running = ada.starts(["imagine", "a fox"]);
    await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBe(1);
    running.interrupt(signal);
    const said = await running.ended;

    expect(said.note).toContain("Cancelled while the image service was painting.");
    expect(said.exitCode).toBe(130);
  },
);

describe("things that are no files", () => {
  test("a pipe is called a pipe, and a dash is a prompt alone", async () => {
    const ada = await machine();
    await shell(ada.folder, "mkfifo pipe");
    expect((await ada.types(["edit", "pipe", "x"])).note).toMatch(/^pipe is no ordinary file but a pipe or a device\./);
    expect((await ada.types(["edit", "/dev/zero", "x"])).note).toMatch(/^\/dev\/zero is no ordinary file/);
    expect((await ada.types(["edit", "-", "x"], { stdin: "\u0089PNG" })).note).toBe("There is no file -.\n");
  });

  test("standard input without an end is refused like any prompt that is too long", async () => {
    const ada = await machine();
    const said = await shell(ada.folder, `yes | "$0" "$1" imagine - 2>&1; echo "ended with $?"`);
    expect(said).toMatch(/^The prompt has \d+ characters; at most 32000 fit\. Please shorten it\.\nended with 2\n$/);
  });

  test("words that begin with a dash are told how", async () => {
    const said = await (await machine()).types(["imagine", "-5 degrees"]);
    expect(said.note).toBe("There is no option -5. Write -- before words that begin with a dash.\n");
  });
});

describe("narrow windows", () => {
  test("the words of the progress line stay, the bar gives way", () => {
    const picture = { id: "k3f9qax2m4-1", position: 1, startedAt: null, imageKey: null } as const;
    const place = { platform: "terminal", workspace: "local", channel: "terminal", thread: null };
    const job: JobSnapshot = {
      ...{ jobId: "k3f9qax2m4", place, createdAt: 0, cancelRequestedAt: null, queue: null, delivery: null },
      pictures: [
        { ...picture, state: "submitting" },
        { ...picture, state: "waiting" },
      ],
    };
    const progress = { job, elapsedMs: 12_000, partialKey: null };
    expect(progressLine(progress, 80)).toMatch(/^[█░]{24} painting, 0 of 2 done · 12 s$/);
    expect(progressLine(progress, 36)).toMatch(/^[█░]{6} painting, 0 of 2 done · 12 s$/);
    expect(progressLine(progress, 20)).toBe("painting, 0 of 2 do");
  });

  test("lines break between words, and what hangs is indented", () => {
    expect(wrapped("one two three four five six seven", 24)).toBe("one two three four five\nsix seven");
    expect(wrapped("  -m  one two three four five six", 28, 6)).toBe("  -m  one two three four\n      five six");
    expect(wrapped(`see ${"x".repeat(40)} there`, 30)).toBe(`see\n${"x".repeat(40)}\nthere`);
  });

  test("help keeps within 80 columns", async () => {
    const said = await (await machine()).types(["edit", "--help"]);
    for (const line of said.out.split("\n")) expect(line.length).toBeLessThan(80);
  });
});

test("a password in the service's address is refused before it can reach a log", async () => {
  const ada = await machine({ OPENAI_BASE_URL: "http://ada:hunter2@127.0.0.1:9/v1" });
  const said = await ada.types(["imagine", "a fox"]);
  expect(said.note).toContain("OPENAI_BASE_URL: must not hold a name or password");
  expect(said.note).not.toContain("hunter2");
  expect(said.exitCode).toBe(2);
});

test("what the service is at fault for names the doctor", async () => {
  const server = await imageServer();
  const account = accountAt(server);
  const ada = await machine({ ...account, OPENAI_BASE_URL: `${account.OPENAI_BASE_URL}/nowhere` });
  const said = await ada.types(["imagine", "a fox"]);
  expect(said.note).toMatch(/no image service under the address that is set.*\n.*npm run doctor\n$/s);
  expect(await readFile(join(ada.folder, "data", "terminal.log"), "utf8")).not.toContain(account.OPENAI_API_KEY ?? "?");
});

/** What a shell says on both streams; `$0` is Node and `$1` Limner. */
async function shell(folder: string, script: string): Promise<string> {
  const env = { ...compileCache, PATH: "/usr/bin:/bin", HOME: folder, LANG: "C", DATA_DIR: join(folder, "data") };
  const words = ["-c", script, process.execPath, resolve("src/main.ts")];
  const { stdout, stderr } = await promisify(execFile)("/bin/sh", words, { cwd: folder, env });
  return stdout + stderr;
}
