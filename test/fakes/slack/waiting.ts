import type { World } from "./world.ts";

const lookAgainMs = 25;

/** Resolves as soon as `look` gives something; it is asked after every change. Rejects with what `describe` tells. */
export async function waitFor<T>(
  world: World,
  look: () => T | null | undefined,
  describe: () => string,
  timeoutMs = 5000,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const check = (): void => {
    try {
      const found = look();
      if (found !== null && found !== undefined) resolve(found);
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
