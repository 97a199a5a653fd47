import type { World } from "./world.ts";

const lookAgainMs = 25;

/** Resolves as soon as `look` gives something; it is asked after every change. Rejects with what `describe` tells. */
export async function waitFor<T>(
  world: World,
  look: () => T | null,
  describe: () => string,
  timeoutMs = 10_000,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const check = () => {
    try {
      const found = look();
      if (found !== null) resolve(found);
    } catch (error) {
      reject(error);
    }
  };
  const stop = world.onChange(check);
  const interval = setInterval(check, lookAgainMs);
  const timeout = setTimeout(() => reject(new Error(describe())), timeoutMs);
  check();
  try {
    return await promise;
  } finally {
    stop();
    clearInterval(interval);
    clearTimeout(timeout);
  }
}
