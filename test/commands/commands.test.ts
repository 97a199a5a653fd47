import { expect, test } from "vitest";
import { commands } from "#commands/index.ts";
import { commandContract } from "#test/contract/command.ts";

for (const command of commands) commandContract(command);

test("every command has a name of its own", () => {
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
});
