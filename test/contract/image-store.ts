import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import { say } from "#core/message.ts";

export interface OpenedImageStore {
  readonly store: ImageStore;
  /** Removes what was opened. */
  close(): Promise<void>;
}

/** What whoever keeps bytes must promise. */
export function imageStoreContract(name: string, open: () => Promise<OpenedImageStore>): void {
  describe(name, () => {
    let opened: OpenedImageStore;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const write = (...chunks: readonly Uint8Array[]) => opened.store.write(streamOf(chunks), "png");
    const contentOf = async (key: string) => new Uint8Array(await (await opened.store.read(key)).arrayBuffer());

    test("keeps bytes under their hash and their format, and gives them back", async () => {
      const chunks = [bytes("a picture", 1), bytes("of a fox", 70_000), new Uint8Array(), bytes("🦊", 3)];
      const whole = Buffer.concat(chunks);
      for (const format of ["png", "jpeg", "webp"] as const) {
        const stored = await opened.store.write(streamOf(chunks), format);
        expect(stored).toEqual({ key: `${hashOf(whole)}.${format}`, sha256: hashOf(whole), bytes: whole.length });
        const blob = await opened.store.read(stored.key);
        expect(blob.size).toBe(whole.length);
        expect(blob.type).toBe(`image/${format}`);
        expect(Buffer.from(await blob.arrayBuffer()).equals(whole)).toBe(true);
      }
    });

    test("keeps the same bytes once, though ten write them at once and somebody reads meanwhile", async () => {
      const chunk = bytes("the same", 10_000);
      const { key } = await write(chunk);
      const blob = await opened.store.read(key);
      const written = await Promise.all(Array.from({ length: 10 }, () => write(chunk)));
      expect(new Set(written.map((stored) => stored.key))).toEqual(new Set([key]));
      expect(Buffer.from(await blob.arrayBuffer()).equals(chunk)).toBe(true);
      expect(Buffer.from(await contentOf(key)).equals(chunk)).toBe(true);
    });

    test("takes the same new bytes from ten at once", async () => {
      const chunk = bytes("new to all", 10_000);
      const written = await Promise.all(Array.from({ length: 10 }, () => write(chunk)));
      expect(new Set(written.map((stored) => stored.key)).size).toBe(1);
      expect(Buffer.from(await contentOf(written[0]?.key ?? "")).equals(chunk)).toBe(true);
    });

    test("gives a Blob that can be read twice", async () => {
      const chunk = bytes("twice", 1_000);
      const blob = await opened.store.read((await write(chunk)).key);
      for (const _time of ["first", "second"]) expect(await blob.text()).toBe(Buffer.from(chunk).toString());
    });

    test("passes on what a stream throws, and keeps nothing of it", async () => {
      const half = bytes("half a picture", 5_000);
      const broken = new AppError("provider", say("disk.full"), { charged: "unknown" });
      async function* breaking() {
        yield half;
        throw broken;
      }
      await expect(opened.store.write(breaking(), "png")).rejects.toBe(broken);
      await expect(opened.store.read(`${hashOf(half)}.png`)).rejects.toMatchObject({ code: "delivery" });
    });

    test("keeps nothing of a download that is cut off in the middle", async () => {
      const half = bytes("half a download", 5_000);
      const server = createServer((_request, response) => {
        response.writeHead(200, { "content-length": half.length * 2 });
        response.write(half, () => response.socket?.destroy());
      });
      await once(server.listen(0, "127.0.0.1"), "listening");
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      const { body } = await fetch(`http://127.0.0.1:${port}/`);
      if (!body) throw new Error("the server sent no body");
      await expect(opened.store.write(body, "png")).rejects.toThrow();
      await expect(opened.store.read(`${hashOf(half)}.png`)).rejects.toMatchObject({ code: "delivery" });
      server.close();
    });

    test("takes 50 MB without holding them, from a source that uses its buffer again", async () => {
      const buffer = new Uint8Array(256 * 1024);
      const hash = createHash("sha256");
      const before = process.memoryUsage().arrayBuffers;
      let most = 0;
      async function* endlessly() {
        for (let index = 0; index < 200; index += 1) {
          buffer.fill(index).set([index, 7, index], index);
          hash.update(buffer);
          most = Math.max(most, process.memoryUsage().arrayBuffers - before);
          yield buffer;
        }
      }
      const stored = await opened.store.write(endlessly(), "webp");
      expect(stored).toMatchObject({ sha256: hash.digest("hex"), bytes: 200 * buffer.length });
      expect(most).toBeLessThan(20_000_000);
      const copy = createHash("sha256");
      for await (const chunk of (await opened.store.read(stored.key)).stream()) copy.update(chunk);
      expect(copy.digest("hex")).toBe(stored.sha256);
    });

    test("removes, also what is not there", async () => {
      const { key } = await write(bytes("soon gone", 10));
      await opened.store.remove(key);
      await opened.store.remove(key);
      const gone = { code: "delivery", text: { code: "picture.gone" } };
      await expect(opened.store.read(key)).rejects.toMatchObject(gone);
      expect((await write(bytes("soon gone", 10))).key).toBe(key);
      expect(await contentOf(key)).toHaveLength(90);
    });

    test("neither reads nor removes anything by a key that it did not give", async () => {
      const chunk = bytes("well kept", 10);
      const { key, sha256 } = await write(chunk);
      const hostile = [
        ...["", ".", "..", "/", "spool", "../../../../etc/passwd", "/etc/passwd", "..\\..\\x.png", "C:\\x.png"],
        ...[`../${key}`, `./${key}`, `${sha256.slice(0, 2)}/${key}`, `${key}/../${key}`, `${key}\u0000`, `${key}\n`],
        ...[`x${key}`, `${key}.part`, sha256, `${sha256}.svg`, `${sha256}.PNG`, key.toUpperCase(), ` ${key}`],
      ];
      for (const wrong of hostile) {
        await expect(opened.store.read(wrong), wrong).rejects.toMatchObject({ code: "delivery" });
        await opened.store.remove(wrong);
      }
      expect(Buffer.from(await contentOf(key)).equals(chunk)).toBe(true);
    });

    test("lists what it keeps, and since when", async () => {
      const listed = async () => {
        const all = new Map<string, number>();
        for await (const { key, modifiedAt } of opened.store.list()) all.set(key, modifiedAt);
        return all;
      };
      const chunk = bytes("on the list", 10);
      const { key } = await write(chunk);
      const first = (await listed()).get(key) ?? 0;
      expect(Math.abs(Date.now() - first)).toBeLessThan(60_000);
      for (const known of (await listed()).keys()) expect((await opened.store.read(known)).size).toBeGreaterThan(0);
      await opened.store.remove(key);
      expect((await listed()).has(key)).toBe(false);
    });

    test("removes what is older than a moment, but not what was written again since, and says so", async () => {
      const chunk = bytes("written twice", 10);
      const { key } = await write(chunk);
      await pause(20);
      const between = Date.now();
      await pause(20);
      await write(chunk);
      expect(await opened.store.removeOlder(key, between)).toBe(false);
      expect(Buffer.from(await contentOf(key)).equals(chunk)).toBe(true);
      expect(await opened.store.removeOlder(key, Date.now() + 60_000)).toBe(true);
      await expect(opened.store.read(key)).rejects.toMatchObject({ code: "delivery" });
      expect(await opened.store.removeOlder(key, 0)).toBe(true);
      expect(await opened.store.removeOlder("../../../etc/passwd", Date.now())).toBe(true);
    });

    test("never loses bytes that are written while they are removed as old", async () => {
      const chunk = bytes("a race", 100);
      for (let round = 0; round < 30; round += 1) {
        const old = await write(chunk);
        await pause(2);
        const [stored] = await Promise.all([write(chunk), opened.store.removeOlder(old.key, Date.now() - 1)]);
        expect(Buffer.from(await contentOf(stored.key)).equals(chunk)).toBe(true);
      }
    });

    test("finds room for a picture", async () => {
      await opened.store.ensureRoom(1_000);
    });
  });
}

export function bytes(text: string, times: number): Uint8Array {
  return Buffer.from(text.repeat(times));
}

export async function* streamOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

function hashOf(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
