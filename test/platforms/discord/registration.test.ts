import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { REST } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { commands } from "#commands/index.ts";
import { type CommandJson, commandsJson } from "#src/platforms/discord/command-json.ts";
import { differences, register } from "#src/platforms/discord/registration.ts";
import { application, around } from "./samples.ts";

const wanted = commandsJson(commands, around);

test("into an empty application everything is written at once", async () => {
  const discord = await keepingCommands();
  const registered = await register({ ...discord, guild: null, wanted });
  expect(registered.changed).toBe(true);
  expect(registered.added).toContain("/imagine");
  expect(registered.added).toContain("Edit image");
  expect(discord.requests).toEqual([
    `GET /applications/${application}/commands?with_localizations=true`,
    `PUT /applications/${application}/commands`,
  ]);
});

test("what is there already is read and left alone, whatever Discord adds to it", async () => {
  const discord = await keepingCommands();
  await register({ ...discord, guild: null, wanted });
  const again = await register({ ...discord, guild: null, wanted });
  expect(again).toEqual({ changed: false, added: [], removed: [], updated: [] });
  expect(discord.requests.filter((request) => request.startsWith("PUT"))).toHaveLength(1);
});

test("commands of one server are compared without what only counts everywhere", async () => {
  const discord = await keepingCommands();
  const first = await register({ ...discord, guild: "42", wanted });
  const second = await register({ ...discord, guild: "42", wanted });
  expect([first.changed, second.changed]).toEqual([true, false]);
  expect(discord.requests[1]).toBe(`PUT /applications/${application}/guilds/42/commands`);
  expect(discord.kept[0]).not.toHaveProperty("contexts", [0, 1, 2]);
});

test("it is told what came, what went and what is different", async () => {
  const discord = await keepingCommands();
  await register({ ...discord, guild: null, wanted });
  const changed = wanted
    .filter(({ name }) => name !== "history")
    .map((command): CommandJson => {
      if (!("options" in command) || command.name !== "imagine") return command;
      return { ...command, options: command.options?.toReversed() };
    });
  const menu: CommandJson = { type: 3, name: "Describe image" };
  const found = { changed: true, added: ["Describe image"], removed: ["/history"], updated: ["/imagine"] };
  expect(await differences({ ...discord, guild: null, wanted: [...changed, menu] })).toEqual(found);
  expect(discord.kept).toHaveLength(wanted.length);
  expect(await register({ ...discord, guild: null, wanted: [...changed, menu] })).toEqual(found);
  expect(discord.kept).toHaveLength(wanted.length);
  expect(discord.kept.map(({ name }) => name)).toContain("Describe image");
});

test("a translation that is new is a difference", async () => {
  const discord = await keepingCommands();
  const without = wanted.map((command) => (command.type === 3 ? { ...command, name_localizations: null } : command));
  await register({ ...discord, guild: null, wanted: without });
  const { updated } = await register({ ...discord, guild: null, wanted });
  expect(updated).toContain("Edit image");
  expect(updated).not.toContain("/imagine");
});

/** Keeps what is put and answers it as Discord does: with ids and defaults, and in an order of its own where order means nothing. */
async function keepingCommands() {
  let kept: readonly Record<string, unknown>[] = [];
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const path = (request.url ?? "").replace("/api/v10", "");
    requests.push(`${request.method} ${path}`);
    if (request.method === "PUT") {
      const body: unknown = await json(request);
      kept = Array.isArray(body) ? body.map(filledIn) : [];
    }
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(kept));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const rest = new REST({ api: `http://127.0.0.1:${address.port}/api`, version: "10" }).setToken("token");
  return {
    rest,
    application,
    requests,
    get kept() {
      return kept;
    },
  };
}

function filledIn(command: Record<string, unknown>, index: number): Record<string, unknown> {
  return {
    name_localizations: null,
    description: "",
    description_localizations: null,
    default_member_permissions: null,
    dm_permission: true,
    nsfw: false,
    integration_types: [0],
    ...command,
    contexts: Array.isArray(command.contexts) ? command.contexts.toReversed() : null,
    id: String(9_000_000_000_000_000_000n + BigInt(index)),
    application_id: application,
    version: "1",
  };
}
