/** Files that answers refer to by URL, as some compatible servers do. */
export interface ServedFiles {
  /** Keeps the bytes and gives their path below the server's root. */
  add(bytes: Buffer, type: string): string;
  find(path: string): { bytes: Buffer; type: string } | undefined;
}

const MAX_FILES = 100;

/** Keeps the newest hundred files in memory. */
export function servedFiles(): ServedFiles {
  const files = new Map<string, { bytes: Buffer; type: string }>();
  let added = 0;
  return {
    add(bytes, type) {
      const path = `/files/${++added}.${type.slice(type.indexOf("/") + 1)}`;
      files.set(path, { bytes, type });
      const [oldest] = files.keys();
      if (files.size > MAX_FILES && oldest !== undefined) files.delete(oldest);
      return path;
    },
    find: (path) => files.get(path),
  };
}
