import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Worker } from "node:worker_threads";
import type { ToHashThread } from "./hash-thread.ts";

/** The SHA-256 of one file while it is being written. */
export interface FileHash {
  /** These bytes now stand in the file, behind all before them. */
  add(bytes: Uint8Array): void;
  /** Resolves with hexadecimal digits; rejects with what the disk said. */
  digest(): Promise<string>;
  /** Nobody will ask for it any more. Harmless after `digest`. */
  drop(): void;
}

export interface FileHashes {
  of(path: string): FileHash;
}

interface HashThread {
  readonly worker: Worker;
  /** Who waits for a hash, by the number of their file. */
  readonly asked: Map<number, PromiseWithResolvers<string>>;
  isReady: boolean;
}

/** How long the thread stays without work, in milliseconds: longer than pictures are painted for. It keeps some 10 MB. */
const idleMs = 10 * 60_000;

/** The thread is told of so many bytes at a time: telling it takes a tenth of a millisecond. */
const toldBytes = 1024 * 1024;

/**
 * Hashes files as they grow, on another thread: half a millisecond a megabyte is as much as all the rest of taking a picture
 * in, and this thread also acknowledges. The first file is hashed here, for a process that takes in no other one needs no thread, and so
 * are those that come while it starts, which takes some 40 ms. It never keeps the process alive, and goes when it is idle.
 */
export function fileHashes(): FileHashes {
  let isFirst = true;
  let thread: HashThread | null = null;
  let files = 0;
  let idle: NodeJS.Timeout | undefined;

  function start(): void {
    const worker = new Worker(new URL("./hash-thread.ts", import.meta.url));
    const asked: HashThread["asked"] = new Map();
    const started: HashThread = { worker, asked, isReady: false };
    thread = started;
    worker.on("online", () => {
      started.isReady = true;
    });
    worker.on("message", ({ id, sha256, error }: { id: number; sha256?: string; error?: unknown }) => {
      const waiting = asked.get(id);
      asked.delete(id);
      if (sha256 === undefined) waiting?.reject(error);
      else waiting?.resolve(sha256);
      // Nothing waits any more, so nothing has to hold the process.
      if (asked.size === 0) worker.unref();
    });
    worker.on("error", gone);
    worker.on("exit", gone);
    // Last: a listener for messages holds the process again.
    worker.unref();
    function gone(): void {
      for (const { reject } of asked.values()) reject(new Error("the thread that hashes has ended"));
      asked.clear();
      if (thread === started) thread = null;
    }
  }

  /** Whoever still waits for it reads their file again. */
  function rest(): void {
    isFirst = true;
    void thread?.worker.terminate();
    thread = null;
  }

  function elsewhere(started: HashThread, path: string): FileHash {
    const { worker, asked } = started;
    const id = files++;
    let bytes = 0;
    let told = 0;
    const tell = (message: ToHashThread) => worker.postMessage(message);
    return {
      add({ byteLength }) {
        bytes += byteLength;
        if (bytes < told + toldBytes) return;
        told = bytes;
        tell({ id, path, bytes, next: "wait" });
      },
      async digest() {
        // A picture that was paid for is not lost because of a thread.
        if (thread !== started) return read(path);
        const waiting = Promise.withResolvers<string>();
        asked.set(id, waiting);
        worker.ref();
        tell({ id, path, bytes, next: "tell" });
        return waiting.promise.catch(() => read(path));
      },
      drop: () => tell({ id, path, bytes, next: "forget" }),
    };
  }

  return {
    of(path) {
      clearTimeout(idle);
      idle = setTimeout(rest, idleMs).unref();
      if (thread?.isReady) return elsewhere(thread, path);
      if (!isFirst && thread === null) {
        try {
          start();
        } catch {
          // No thread to be had, as where their number is limited: hashed here.
        }
      }
      isFirst = false;
      return here();
    },
  };
}

function here(): FileHash {
  const hash = createHash("sha256");
  return {
    add(bytes) {
      hash.update(bytes);
    },
    digest: async () => hash.digest("hex"),
    drop() {},
  };
}

async function read(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}
