import { expect, test } from "vitest";
import type { JobSnapshot } from "#core/feed.ts";
import type { PictureState } from "#core/rows.ts";
import type { DiscordAddress } from "#src/platforms/discord/address.ts";
import { statusOf } from "#src/platforms/discord/status.ts";

const minute = 60_000;

test.each<[string, Partial<JobSnapshot>, number]>([
  ["Waiting: next in line", { queue: { ahead: 0, waitMs: null } }, 0],
  ["Waiting: 1 before it, about 45 s", { queue: { ahead: 1, waitMs: 45_000 } }, 0],
  ["Painting… 12 s", { pictures: pictures("submitting") }, 12_000],
  [
    "Painting… 2 of 4 finished, 1 min 5 s",
    { pictures: pictures("rendered", "failed", "submitting", "waiting") },
    65_000,
  ],
  ["Cancelling…", { pictures: pictures("submitting"), cancelRequestedAt: 1 }, 5_000],
  ["Painted. Bringing it here…", { pictures: pictures("rendered", "rendered") }, 5_000],
])("people read: %s", (words, job, elapsedMs) => {
  expect(statusOf({ job: snapshot(job), elapsedMs, partialKey: null }, reader(), 0).content).toBe(words);
});

test("what waits or runs can be cancelled, once", () => {
  const buttons = (job: Partial<JobSnapshot>) =>
    statusOf({ job: snapshot(job), elapsedMs: 0, partialKey: null }, reader(), 0).components.length;
  expect(buttons({ queue: { ahead: 3, waitMs: null } })).toBe(1);
  expect(buttons({ pictures: pictures("submitting") })).toBe(1);
  expect(buttons({ pictures: pictures("submitting"), cancelRequestedAt: 1 })).toBe(0);
  expect(buttons({ pictures: pictures("rendered") })).toBe(0);
});

test.each([
  ["to this channel", reader()],
  ["as a direct message", reader({ audience: "private" })],
  ["as a direct message", reader({ botWrites: false })],
  ["in history", reader({ botWrites: false, guild: null })],
])("shortly before its end it says that the result will be found %s", (where, to) => {
  const said = (now: number) => statusOf({ job: snapshot({}), elapsedMs: now, partialKey: null }, to, now).content;
  expect(said(13 * minute)).not.toContain("longer than usual");
  expect(said(13.6 * minute)).toContain(where);
});

function reader({
  audience = "public",
  ...changes
}: Partial<DiscordAddress> & { audience?: "public" | "private" } = {}) {
  const address: DiscordAddress = {
    ...{ application: "1", person: "2", guild: "3", channel: "4", message: "5", token: "t", issuedAt: 0 },
    ...{ uploadLimit: 10_000_000, botWrites: true },
    ...changes,
  };
  return { address, audience, locale: "en" } as const;
}

function pictures(...states: readonly PictureState[]): JobSnapshot["pictures"] {
  return states.map((state, index) => ({
    ...{ id: `k3f9qax2m4-${index + 1}`, position: index + 1, state, startedAt: null, imageKey: null },
  }));
}

function snapshot(changes: Partial<JobSnapshot>): JobSnapshot {
  return {
    jobId: "k3f9qax2m4",
    place: { platform: "discord", workspace: "3", channel: "4", thread: null },
    ...{ createdAt: 0, cancelRequestedAt: null, queue: null, delivery: null },
    pictures: pictures("waiting"),
    ...changes,
  };
}
