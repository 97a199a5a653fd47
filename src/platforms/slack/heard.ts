/** Of so many messages is remembered that they were heard; the core knows of all, but not of what was only said about one. */
const remembered = 2_000;

/**
 * Hears each message once, however often it is told of: a mention comes as such and as a message. Whoever is told again waits
 * for the same, so that nothing counts as heard before it is. What failed is heard again.
 */
export function openHeard(): (key: string, work: () => Promise<void>) => Promise<void> {
  const heard = new Map<string, Promise<void>>();
  return (key, work) => {
    const known = heard.get(key);
    if (known) return known;
    const hearing = work();
    heard.set(key, hearing);
    const [oldest] = heard.keys();
    if (heard.size > remembered && oldest !== undefined) heard.delete(oldest);
    hearing.catch(() => heard.delete(key));
    return hearing;
  };
}
