import { describe, expect, test } from "vitest";
import type { Command } from "#core/command.ts";

/** What every surface relies on when it shows a command: Discord's and Slack's limits among it, so that none has to cut. */
export function commandContract(command: Command): void {
  const options = Object.entries(command.options);

  describe(`the command ${command.name}`, () => {
    test("has a name and a description that fit everywhere", () => {
      expect(command.name).toMatch(/^[a-z][a-z-]{0,30}$/);
      expect(command.description).toMatch(/^[A-Z].{5,99}$/);
      expect(command.description).not.toMatch(/\.$/);
      expect(command.triggers.length).toBeGreaterThan(0);
      expect(options.length).toBeLessThanOrEqual(25);
    });

    test("has options with short names, descriptions and an order of their own", () => {
      for (const [name, option] of options) {
        expect(name).toMatch(/^[a-z][a-z-]{0,30}$/);
        expect(option.description.length, name).toBeLessThanOrEqual(100);
        expect(option.description, name).not.toMatch(/\.$/);
        if (option.kind === "choice" && typeof option.choices !== "string") {
          expect(option.choices.length, name).toBeGreaterThan(1);
          expect(option.choices.length, name).toBeLessThanOrEqual(25);
        }
      }
      const ranks = options.map(([, { rank }]) => rank);
      expect(new Set(ranks).size).toBe(ranks.length);
    });

    test("needs no more than a form of five items can ask for, and asks for that first", () => {
      const needed = options.filter(([, { required }]) => required).map(([, { rank }]) => rank);
      const others = options.filter(([, { required }]) => !required).map(([, { rank }]) => rank);
      expect(needed.length).toBeLessThanOrEqual(5);
      expect(Math.max(0, ...needed)).toBeLessThan(Math.min(1_000, ...others));
    });

    test("has one-letter flags that differ from each other and from the terminal's own", () => {
      const letters = options.flatMap(([, { short }]) => short ?? []);
      expect(new Set([...letters, "o", "j", "h"]).size).toBe(letters.length + 3);
    });
  });
}
