import { Worker } from "node:worker_threads";

export interface FileHashes {
  /** The SHA-256 of a file, in hexadecimal digits. Rejects with what the disk said. */
  sha256(path: string): Promise<string>;
}

/** How long the thread stays without work, in milliseconds: starting it takes some 40, keeping it some 10 MB. */
const idleMs = 2_000;

/** Hashes files on another thread, which starts with the first file, never keeps the process alive, and goes when it is idle. */
export function fileHashes(): FileHashes {
  const open = new Map<number, { resolve(sha256: string): void; reject(error: unknown): void }>();
  let next = 0;
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;

  function started(): Worker {
    const worker = new Worker(new URL("./hash-thread.ts", import.meta.url));
    worker.unref();
    worker.on("message", ({ id, sha256, error }: { id: number; sha256?: string; error?: unknown }) => {
      const asked = open.get(id);
      open.delete(id);
      if (sha256 === undefined) asked?.reject(error);
      else asked?.resolve(sha256);
      rest(worker);
    });
    worker.on("error", (error) => {
      for (const { reject } of open.values()) reject(error);
      open.clear();
      if (thread === worker) thread = null;
    });
    return worker;
  }

  function rest(worker: Worker): void {
    if (open.size > 0) return;
    // Nothing waits any more, so nothing has to hold the process.
    worker.unref();
    idle = setTimeout(() => {
      if (thread === worker) thread = null;
      void worker.terminate();
    }, idleMs).unref();
  }

  return {
    sha256(path) {
      clearTimeout(idle);
      thread ??= started();
      const id = next++;
      const asked = Promise.withResolvers<string>();
      open.set(id, asked);
      thread.ref();
      thread.postMessage({ id, path });
      return asked.promise;
    },
  };
}
