/** Of so many messages is remembered that they were heard; the core knows of all, but not of what was only said about one. */
const remembered = 2_000;

/** Hears each message once, however often it is told of: a mention comes as such and as a message. What failed is heard again. */
export function openHeard(): (key: string, work: () => Promise<void>) => Promise<void> {
  const keys = new Set<string>();
  return async (key, work) => {
    if (keys.has(key)) return;
    keys.add(key);
    const [oldest] = keys;
    if (keys.size > remembered && oldest !== undefined) keys.delete(oldest);
    try {
      await work();
    } catch (error) {
      keys.delete(key);
      throw error;
    }
  };
}
