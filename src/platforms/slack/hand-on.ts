import type { App, ReceiverEvent } from "@slack/bolt";

/**
 * How long after it has come an event may stay unacknowledged, in milliseconds. Slack waits for three seconds in all
 * (https://docs.slack.dev/apis/events-api/#responding), in which the event and its acknowledgement have to travel as well.
 */
const acknowledgedWithinMs = 2_000;

/**
 * Hands to Bolt what Slack tells of. An event is acknowledged once its listeners are through: what it asks for is written
 * down by then, or it asks for nothing. Bolt would do so beforehand, and an event that is acknowledged is not told again to
 * the next process when this one dies. Everything else has a person waiting, and is acknowledged by its listener.
 *
 * Where it takes too long to look up what was meant, or to write it down, it is acknowledged before: a process that dies in
 * the seconds between still loses the asking. Without an acknowledgement Slack would tell of it again while it is being taken
 * in, and of nothing at all any more when that happens too often.
 */
export async function handOn(app: Pick<App, "processEvent">, event: ReceiverEvent): Promise<void> {
  if (event.body.type !== "event_callback") return app.processEvent(event);
  let acknowledged: Promise<void> | null = null;
  const acknowledge = () => {
    // The socket is closed: Slack tells of it again, and what is written down by then is known.
    acknowledged ??= event.ack().catch(() => {});
    return acknowledged;
  };
  const late = setTimeout(acknowledge, acknowledgedWithinMs);
  try {
    await app.processEvent({ ...event, ack: async () => {} });
  } finally {
    clearTimeout(late);
  }
  await acknowledge();
}
