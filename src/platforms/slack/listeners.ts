import type { App } from "@slack/bolt";
import { takeAction } from "./actions.ts";
import { openHeard } from "./heard.ts";
import { showHome } from "./home.ts";
import type { Receiving } from "./receiving.ts";
import { takeGlobalShortcut, takeMessageShortcut } from "./shortcuts.ts";
import { takeSlashCommand } from "./slash-commands.ts";
import type { SlashNames } from "./slash-names.ts";
import { takeSpeech } from "./speech.ts";
import { takeSubmission } from "./submissions.ts";

const anything = /.*/;

/**
 * Everything that Slack can tell of. What has somebody waiting is acknowledged before anything else happens; only a form says
 * in its acknowledgement what is wrong with it. Events are acknowledged when these listeners are through (`handOn`), so none
 * resolves before what it took in is written down.
 */
export function listen(
  app: App,
  receiving: Receiving,
  names: SlashNames,
  { now, underWay }: { now(): number; readonly underWay: Set<Promise<void>> },
): void {
  /** What fails here has nobody to tell but the log: whoever asked was acknowledged, and the core answers by itself. */
  function follow(work: Promise<void>): Promise<void> {
    const followed: Promise<void> = work
      .catch((error: unknown) => receiving.log("not taken in from slack", { error }))
      .finally(() => underWay.delete(followed));
    underWay.add(followed);
    return followed;
  }

  app.command(anything, ({ body, ack }) => follow(takeSlashCommand(receiving, names, body, ack, now())));
  app.shortcut(anything, async ({ body, ack }) => {
    await ack();
    await follow(
      body.type === "message_action"
        ? takeMessageShortcut(receiving, body, now())
        : takeGlobalShortcut(receiving, body, now()),
    );
  });
  app.action(anything, async ({ body, ack }) => {
    await ack();
    if (body.type === "block_actions") await follow(takeAction(receiving, body, now()));
  });
  app.view(anything, ({ body, ack }) => {
    if (body.type === "view_submission") return follow(takeSubmission(receiving, body, ack as never, now()));
    return ack();
  });
  const heard = openHeard();
  const hear = (event: { readonly ts?: string; readonly channel?: string }) =>
    follow(heard(`${event.channel}:${event.ts}`, () => takeSpeech(receiving, event, now())));
  app.event("app_mention", ({ event }) => hear(event));
  app.event("message", ({ event }) => hear(event));
  app.event("app_home_opened", async ({ event }) => {
    // Whoever looks at the page asks for nothing that could be lost.
    if (event.tab === "home") void follow(showHome(receiving, event.user, now()));
  });
}
