import { type Message, say } from "#core/message.ts";
import { missingPermission, type Trouble } from "./errors.ts";
import {
  channelRung,
  directRung,
  interactionRung,
  parentRung,
  type Rung,
  type RungParts,
  tokenLives,
} from "./rungs.ts";

/** The ways to bring one answer, best first. */
export interface Ladder {
  /** The next way, given what was wrong with the one before; null when there is none left. */
  next(trouble: Trouble | null): Rung | null;
}

/**
 * Each way once: through the interaction, as the bot in the channel, in the channel of a thread that is closed, as a direct
 * message. What is private never goes to a channel.
 */
export function openLadder(parts: RungParts): Ladder {
  const { address, audience } = parts;
  const inChannel = audience === "public" && address.botWrites;
  let step = 0;
  let closed = false;
  let reason: Message | null = null;
  const steps: readonly (() => Rung | null)[] = [
    () => (tokenLives(address, parts.now()) ? interactionRung(parts) : null),
    () => (inChannel ? channelRung(parts, address.channel) : null),
    () => (inChannel && closed ? parentRung(parts) : null),
    () => directRung(parts, reason ?? say("direct.because-late")),
  ];
  return {
    next(trouble) {
      if (trouble?.verdict === "closed") closed = true;
      reason = (trouble && reasonFor(trouble, address.channel)) ?? reason;
      while (step < steps.length) {
        const rung = steps[step]?.();
        step += 1;
        if (rung) return rung;
      }
      return null;
    },
  };
}

function reasonFor(trouble: Trouble, channel: string): Message | null {
  const permission = missingPermission(trouble);
  if (permission !== null) return say("direct.because-denied", { permission, channel: `<#${channel}>` });
  if (trouble.verdict === "closed") return say("direct.because-closed");
  return trouble.code === 10003 || trouble.code === 10004 ? say("direct.because-gone") : null;
}
