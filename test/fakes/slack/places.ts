import { buttonCalled, choicesCalled, choose, press } from "./actions.ts";
import { ask, type Desk, newAsking } from "./asking.ts";
import { globalShortcutPayload } from "./payloads.ts";
import type { Channel, Person, SeenHome } from "./place-types.ts";
import type { ChannelRow, UserRow, ViewRow } from "./rows.ts";
import { seatOf, shortcutCalled } from "./seat.ts";
import { seenMessage } from "./seen.ts";
import { homeTranscript, statusLines, transcriptOf, visibleMessages } from "./transcript.ts";
import { homeOf, viewJson } from "./view-methods.ts";
import { waitFor } from "./waiting.ts";
import type { World } from "./world.ts";

export function channelOf(world: World, row: ChannelRow): Channel {
  const viewer = (as: Person | undefined): UserRow | null => (as === undefined ? null : world.user(as.id));
  return {
    id: row.id,
    name: row.name,
    messages: (view = {}) => visibleMessages(world, row, viewer(view.as)).map((each) => seenMessage(world, each)),
    transcript: (view = {}) => transcriptOf(world, row, viewer(view.as)),
    statuses: () => [...row.statuses.keys()].flatMap((threadTs) => statusLines(world, row, threadTs)),
    addsBot() {
      row.members.add(world.bot.id);
    },
    removesBot() {
      row.members.delete(world.bot.id);
    },
    archive() {
      row.isArchived = true;
    },
    refusesPosts(error) {
      row.refusesPosts = error;
    },
    refusesFiles(error) {
      row.refusesFiles = error;
    },
  };
}

export function personOf(desk: Desk, row: UserRow): Person {
  const { world } = desk;
  const home = homeSeenBy(desk, row);
  const channelRow = (channel: Channel): ChannelRow => {
    const found = world.channels.get(channel.id);
    if (found === undefined) throw new Error(`There is no channel ${channel.name}.`);
    if (!found.members.has(row.id)) throw new Error(`${row.displayName} is not in ${channel.name}.`);
    return found;
  };
  const person: Person = {
    id: row.id,
    name: row.displayName,
    teamId: row.teamId,
    in: (channel) => seatOf(desk, row, channelRow(channel)),
    dm: () => seatOf(desk, row, world.directOf(row.id)),
    get direct() {
      return channelOf(world, world.directOf(row.id));
    },
    home,
    async opensHome() {
      const view = homeOf(world, row.id);
      const event = {
        type: "app_home_opened",
        user: row.id,
        channel: world.directOf(row.id).id,
        tab: "home",
        ...(view === undefined ? {} : { view: viewJson(world, view) }),
        event_ts: world.clock.ts(),
      };
      world.dispatch(event, { channel: null });
      return home;
    },
    async usesShortcut(name) {
      const callbackId = shortcutCalled(desk, row, name, "global");
      const asking = newAsking(world, {
        kind: "shortcut",
        name,
        userId: row.id,
        channelId: null,
        hasResponseUrl: false,
      });
      return ask(desk, asking, globalShortcutPayload(world, asking, callbackId));
    },
  };
  return person;
}

function homeSeenBy(desk: Desk, row: UserRow): SeenHome {
  const { world } = desk;
  const find = async <T>(what: string, look: (view: ViewRow) => T | undefined): Promise<{ view: ViewRow; found: T }> =>
    await waitFor(
      world,
      () => {
        const view = homeOf(world, row.id);
        const found = view === undefined ? undefined : look(view);
        return view === undefined || found === undefined ? null : { view, found };
      },
      () => `${row.displayName}'s home has no ${what}:\n${homeTranscript(world, row)}`,
    );
  return {
    transcript: () => homeTranscript(world, row),
    async presses(label) {
      const { view, found } = await find(`[${label}]`, (each) => buttonCalled(each, label));
      return press(desk, row, view, found);
    },
    async chooses(option) {
      const { view, found } = await find(`<${option}>`, (each) => choicesCalled(each, [option]));
      return choose(desk, row, view, found);
    },
  };
}
