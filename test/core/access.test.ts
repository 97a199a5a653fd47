import { describe, expect, test } from "vitest";
import type { RawValues } from "#core/invocation.ts";
import type { Actor, Audience, Place } from "#core/people.ts";
import type { Job, PictureState } from "#core/rows.ts";
import { channelScope, personScope, totalScope, workspaceScope } from "#core/scopes.ts";
import { aFailure, aJob, anImage, aPicture } from "#test/contract/sample-rows.ts";
import { ada, type Desk, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";
import { quarteredPng } from "#test/images.ts";

const hall: Place = { platform: "desk", workspace: "house", channel: "hall", thread: null };
const garden = { ...hall, channel: "garden" };
const barn = { ...hall, workspace: "barn", channel: "loft" };
const someone = (id: string, more: Partial<Actor> = {}): Actor => ({ ...ada, id, name: id, ...more });

/** Ada asked in the hall of the house; these come along. */
const people = {
  owner: { actor: ada, place: hall },
  neighbour: { actor: someone("bob"), place: hall },
  stranger: { actor: someone("eve"), place: garden },
  moderator: { actor: someone("mo", { right: "moderator" }), place: garden },
  otherModerator: { actor: someone("max", { right: "moderator", workspace: "barn" }), place: barn },
  operator: { actor: someone("op", { right: "operator", workspace: "barn" }), place: barn },
} as const;

type Who = keyof typeof people;
/** What each of them is answered: `yes`, or the code of the sentence that refuses. */
type Row = Readonly<Record<Who, string>>;

const none = "subject.not-found";
const all = (cell: string): Row => ({
  ...{ owner: cell, neighbour: cell, stranger: cell },
  ...{ moderator: cell, otherModerator: cell, operator: cell },
});
const seen: Row = { ...all("yes"), stranger: none, otherModerator: none };
const hidden: Row = { ...all(none), owner: "yes", operator: "yes" };
const notShown: Row = { ...hidden, owner: "subject.private", operator: "subject.private" };
const run = (refusal: string): Row => ({ ...all(refusal), moderator: "yes", otherModerator: "yes", operator: "yes" });

interface Action {
  readonly command: string;
  readonly values: (job: string) => RawValues;
  /** The state of the result's one picture. */
  readonly state?: PictureState;
  readonly public: Row;
  readonly private: Row;
}

const subject = (job: string) => ({ subject: job });
const alone = (job: string) => ({ subject: job, private: true });
const looks = { public: seen, private: hidden };

const actions: readonly Action[] = [
  { command: "info", values: subject, ...looks },
  { command: "vary", values: alone, ...looks },
  { command: "edit", values: (image) => ({ image, prompt: "a hat", private: true }), ...looks },
  { command: "again", values: alone, ...looks },
  // Asked where everybody reads: nothing that comes from a private result may appear there.
  { command: "vary", values: subject, public: seen, private: notShown },
  { command: "edit", values: (image) => ({ image, prompt: "a hat" }), public: seen, private: notShown },
  { command: "again", values: subject, public: seen, private: notShown },
  { command: "upscale", values: subject, public: seen, private: notShown },
  { command: "original", values: alone, ...looks },
  { command: "post", values: alone, ...looks },
  {
    ...{ command: "cancel", values: subject, state: "waiting" },
    ...{ public: { ...seen, neighbour: "cancel.not-yours" }, private: hidden },
  },
  {
    ...{ command: "retry", values: alone, state: "unknown" },
    ...{ public: { ...seen, neighbour: "retry.not-yours" }, private: hidden },
  },
  { command: "remove", values: subject, public: { ...seen, neighbour: "remove.not-yours" }, private: hidden },
  {
    ...{ command: "share", values: subject },
    public: { ...all("share.not-yours"), owner: "share.already", stranger: none, otherModerator: none },
    private: { ...hidden, operator: "share.not-yours" },
  },
];

async function opened(): Promise<Desk> {
  return desk(modelAt(await imageServer()), { partialImages: 0 });
}

const painted = quarteredPng({ width: 1024, height: 1024 });

/** A result of Ada's in the hall, written into the rows as if it had been painted. */
async function result(open: Desk, audience: Audience, state: PictureState): Promise<Job> {
  const bytes = new Blob([new Uint8Array(await painted)]);
  const stored = await open.images.write(bytes.stream(), "png");
  const replyTo = { platform: "desk", session: null, audience, locale: "en", data: {} };
  const made = aJob({ actor: ada, place: hall, replyTo, handedOverAt: state === "waiting" ? null : 1 });
  const id = made.id.replaceAll("-", "").slice(0, 10);
  const job = { ...made, id, budget: [], request: { ...made.request, images: [], count: 1 } };
  const image = anImage({ ...stored, size: { width: 1024, height: 1024 }, jobId: id });
  const rendered = { paintedImageId: image.id, imageId: image.id };
  await open.records.transaction(async ({ jobs, images, pictures }) => {
    await jobs.insert(job);
    await images.insert(image, []);
    const failure = state === "unknown" ? aFailure("unknown") : null;
    await pictures.insert([aPicture(id, { state, failure, ...(state === "rendered" ? rendered : {}) })]);
  });
  return job;
}

async function answered(open: Desk, who: Who, command: string, values: RawValues): Promise<string> {
  const { actor, place } = people[who];
  await open.asks(command, values, { actor, place });
  let said = await open.nextAnswer();
  // What is cancelled brings its own answer as well.
  while (command === "cancel" && said.result !== null) said = await open.nextAnswer();
  const { problem, text } = said;
  const [first] = text;
  return problem === null ? "yes" : first && "code" in first ? first.code : "no sentence";
}

describe("who may do what with a result", () => {
  const rows = actions.flatMap((action) => [
    { ...action, audience: "public" as const, row: action.public },
    { ...action, audience: "private" as const, row: action.private },
  ]);

  test.each(rows)("$command of a $audience one", async ({ command, values, state = "rendered", audience, row }) => {
    const open = await opened();
    const found: Record<string, string> = {};
    for (const who of Object.keys(people) as Who[]) {
      const job = await result(open, audience, state);
      found[who] = await answered(open, who, command, values(job.id));
    }
    expect(found).toEqual(row);
  });
});

describe("who may run a place", () => {
  test.each<[string, RawValues, Row]>([
    ["usage", { by: "me" }, all("yes")],
    ["usage", { by: "person" }, run("usage.forbidden")],
    ["usage", { by: "day", csv: true }, run("usage.forbidden")],
    ["settings", {}, all("yes")],
    ["settings", { name: "quality", value: "low" }, all("yes")],
    ["settings", { for: "channel" }, run("settings.forbidden")],
    ["settings", { for: "channel", name: "quality", value: "low" }, run("settings.forbidden")],
    ["settings", { for: "workspace", name: "channels", value: "here" }, run("settings.forbidden")],
    ["settings", { person: "ada", name: "blocked", value: "yes" }, run("settings.forbidden")],
    ["settings", { role: "guests", name: "daily-images", value: "1" }, run("settings.forbidden")],
    [
      "settings",
      { for: "everything", name: "daily-budget", value: "1" },
      { ...all("settings.forbidden-everything"), operator: "yes" },
    ],
    ["forget", {}, all("yes")],
  ])("%s %j", async (command, values, row) => {
    const open = await opened();
    const found: Record<string, string> = {};
    for (const who of Object.keys(people) as Who[]) found[who] = await answered(open, who, command, values);
    expect(found).toEqual(row);
  });

  test("a moderator changes their own workspace and no other, and sees nothing of it", async () => {
    const open = await opened();
    await open.asks("imagine", { prompt: "a fox" });
    await open.nextAnswer();
    const { actor, place } = people.otherModerator;
    for (const more of [{ for: "workspace" }, { for: "channel" }, { person: "ada" }]) {
      await open.asks("settings", { name: "daily-images", value: "0", ...more }, { actor, place });
      expect(await open.nextAnswer()).toMatchObject({ problem: null });
    }
    const scopes = [workspaceScope(ada), channelScope(hall), personScope(ada), totalScope];
    for (const scope of scopes)
      expect(await open.records.transaction(({ settings }) => settings.all(scope))).toEqual({});
    await open.asks("usage", { by: "person" }, { actor, place });
    expect(await open.nextAnswer()).toMatchObject({ facts: [] });
  });
});
