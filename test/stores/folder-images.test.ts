import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Bytes } from "#core/bytes.ts";
import { folderImageStore } from "#src/stores/images/folder-store.ts";
import { bytes, imageStoreContract, streamOf } from "#test/contract/image-store.ts";
import { mountable, smallDisk } from "#test/small-disk.ts";

const run = promisify(execFile);
const writer = fileURLToPath(new URL("./image-writer.ts", import.meta.url));
const megabyte = 1024 * 1024;
imageStoreContract("images in a folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "limner-images-"));
  const store = await folderImageStore({ folder: join(folder, "data", "images") });
  return { store, close: () => rm(folder, { recursive: true }) };
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "limner-images-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function* megabytes(count: number) {
  for (let index = 0; index < count; index += 1) yield new Uint8Array(megabyte).fill(index);
}

describe("a folder of images", () => {
  test("holds one file for the same bytes, and none for what failed", async () => {
    const folder = await newFolder();
    const store = await folderImageStore({ folder, maxImageBytes: 2_000_000 });
    const chunk = bytes("a fox", 100);
    const keys = await Promise.all([1, 2, 3].map(() => store.write(streamOf([chunk]), "png")));
    async function* breaking() {
      yield chunk;
      throw new Error("no");
    }
    await expect(store.write(breaking(), "png")).rejects.toThrow("no");
    const tooLong = { code: "invalid", text: { code: "picture.too-long", parameters: { megabytes: 2 } } };
    await expect(store.write(megabytes(3), "png")).rejects.toMatchObject(tooLong);
    // A mark without bytes says that the same were written again.
    const files = (await filesIn(folder)).filter((name) => !name.endsWith(".png.part"));
    expect(files).toEqual([keys[0]?.key]);
  });

  test("removes what crashed processes left, but nothing that may still be written", async () => {
    const folder = await newFolder();
    await mkdir(join(folder, "spool"));
    const twoHoursAgo = Date.now() / 1000 - 2 * 60 * 60;
    for (const name of ["old.part", "young.part"]) await writeFile(join(folder, "spool", name), "x");
    await utimes(join(folder, "spool", "old.part"), twoHoursAgo, twoHoursAgo);
    await folderImageStore({ folder });
    expect(await filesIn(folder)).toEqual(["young.part"]);
  });

  test("shows nothing of a picture whose writer was killed, and forgets it an hour later", async () => {
    const folder = await newFolder();
    const child = spawn(process.execPath, [writer, folder, String(megabyte), "hang"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await filesIn(folder)).toEqual([expect.stringMatching(/\.part$/)]);
    await folderImageStore({ folder, now: () => Date.now() + 2 * 60 * 60 * 1000 });
    expect(await filesIn(folder)).toEqual([]);
  });

  test("refuses before any money is spent when the disk has too little room, with figures", async () => {
    const folder = await newFolder();
    const store = await folderImageStore({ folder, reserveBytes: 2 ** 52 });
    await expect(store.ensureRoom(2_000_000)).rejects.toMatchObject({
      code: "misconfigured",
      charged: "no",
      text: {
        code: "disk.low",
        parameters: {
          freeMegabytes: expect.any(Number),
          neededMegabytes: Math.ceil((2 ** 52 + 2_000_000) / 1_000_000),
        },
      },
    });
  });

  test("lets bytes be read as soon as they are all there, and ever after, whatever name they have by then", async () => {
    const store = await folderImageStore({ folder: await newFolder(), reserveBytes: 0 });
    const picture = Buffer.alloc(3_000_000, 7);
    const heard: Bytes[] = [];
    const read = async (bytes: Bytes | undefined) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes?.stream() ?? []) pieces.push(piece);
      return Buffer.concat(pieces).equals(picture);
    };
    const early: Promise<boolean>[] = [];
    for (let nth = 0; nth < 2; nth += 1) {
      await store.write(new Blob([picture]).stream(), "png", (bytes) => {
        heard.push(bytes);
        for (let reader = 0; reader < 20; reader += 1)
          early.push(new Promise((resolve) => setTimeout(resolve, reader / 4)).then(() => read(bytes)));
      });
    }
    expect(await Promise.all(early)).toEqual(Array(40).fill(true));
    expect(await Promise.all(heard.map(read))).toEqual([true, true]);
    expect(heard.map(({ size }) => size)).toEqual([picture.length, picture.length]);
  });

  test("gives each of many pictures its own hash, wherever it was hashed", async () => {
    const store = await folderImageStore({ folder: await newFolder(), reserveBytes: 0 });
    const write = async (numbers: readonly number[]) => {
      const pictures = numbers.map((number) => Buffer.alloc(600_000 + number, number));
      const stored = await Promise.all(pictures.map((picture) => store.write(new Blob([picture]).stream(), "png")));
      for (const [index, picture] of pictures.entries()) {
        const sha256 = createHash("sha256").update(picture).digest("hex");
        expect(stored[index]).toEqual({ key: `${sha256}.png`, sha256, bytes: picture.length });
      }
    };
    await write([1]);
    await write([2, 3, 4]);
    // By now the thread that hashes is there, or it will never be.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await write(Array.from({ length: 40 }, (_, index) => 10 + index));
  });

  test("keeps nothing of what breaks off while it is hashed elsewhere, and goes on", async () => {
    const folder = await newFolder();
    const store = await folderImageStore({ folder, reserveBytes: 0 });
    for (const name of ["a", "b"]) await store.write(streamOf([bytes(name, 100)]), "png");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = await filesIn(folder);
    async function* breaking() {
      yield* megabytes(2);
      throw new Error("no");
    }
    await expect(store.write(breaking(), "png")).rejects.toThrow("no");
    expect(await filesIn(folder)).toEqual(before);
    const { sha256 } = await store.write(streamOf([bytes("c", 100)]), "png");
    expect(sha256).toBe(createHash("sha256").update(bytes("c", 100)).digest("hex"));
  });

  test("that may not grow says so, and keeps nothing half written", async () => {
    const folder = await newFolder();
    // In blocks of 512 bytes.
    const limited = `ulimit -f ${megabyte / 512}; exec "$@"`;
    const { stdout } = await run("sh", ["-c", limited, "sh", process.execPath, writer, folder, String(2 * megabyte)]);
    expect(JSON.parse(stdout)).toEqual({ code: "misconfigured", text: "disk.full" });
    expect(await filesIn(folder)).toEqual([]);
    const { stdout: small } = await run(process.execPath, [writer, folder, String(megabyte / 2)]);
    expect(JSON.parse(small)).toMatchObject({ bytes: megabyte / 2 });
  });

  // Mounting takes rights that not every machine gives; the test above fails a write on all of them.
  if (mountable) {
    test("on a disk that runs full says so, keeps nothing half written, and works again when there is room", async () => {
      const folder = await smallDisk(await newFolder(), "4m");
      const store = await folderImageStore({ folder, reserveBytes: 0 });
      await store.ensureRoom(megabyte);
      await expect(store.ensureRoom(8 * megabyte)).rejects.toMatchObject({ text: { code: "disk.low" } });
      const { key } = await store.write(megabytes(2), "png");
      const full = { code: "misconfigured", text: { code: "disk.full" }, cause: { code: "ENOSPC" } };
      await expect(store.write(megabytes(3), "webp")).rejects.toMatchObject(full);
      expect(await filesIn(folder)).toEqual([key]);
      await store.remove(key);
      await store.write(megabytes(3), "webp");
    });
  }
});
