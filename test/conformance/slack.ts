import { z } from "zod";
import { commands } from "#commands/index.ts";
import { manifest } from "#src/platforms/slack/manifest.ts";
import type { Conformance, Violation } from "./conformance.ts";
import { within } from "./json.ts";
import { openRows } from "./rows.ts";
import { type Check, slackSchema } from "./slack-schema.ts";

/** As test/fakes/slack keeps it. */
const exchange = z.object({
  route: z.string().nullable(),
  path: z.string(),
  arguments: z.record(z.string(), z.unknown()).nullable(),
  status: z.number(),
  answer: z.unknown(),
});

/** Every method that the adapter or Bolt calls; a story that calls another one says that this list is short. */
const used: readonly string[] = [
  "acknowledgement",
  "acknowledgement: blocks",
  "apps.connections.open",
  "assistant.threads.setStatus",
  "auth.test",
  "cdn",
  "chat.delete",
  "chat.postEphemeral: blocks",
  "chat.postMessage: blocks",
  "conversations.history",
  "conversations.info",
  "conversations.join",
  "conversations.open",
  "conversations.replies",
  "download",
  "files.completeUploadExternal: arguments",
  "files.delete",
  "files.getUploadURLExternal",
  "files.info",
  "response_url",
  "response_url: blocks",
  "upload",
  "users.info",
  "views.open: view",
  "views.publish: view",
];

/** What somebody can have made: `npm run slack-manifest`. */
const manifests = (["minimal", "full"] as const).flatMap((kind) => [
  { name: `manifest (${kind}, socket)`, kind, mode: "socket", publicUrl: null } as const,
  { name: `manifest (${kind}, http)`, kind, mode: "http", publicUrl: "https://limner.example.com" } as const,
]);

/** Slack's published types and manifest schema: https://github.com/slackapi/node-slack-sdk */
export const slack: Conformance = {
  service: "Slack",
  stories: ["test/slack/**/*.test.ts", "test/platforms/slack/**/*.test.ts"],
  specs: [
    "slack-blocks.schema.json",
    "slack-modal.schema.json",
    "slack-completeUploadExternal.schema.json",
    "slack-manifest.schema.2.0.0.json",
  ],
  check([blocksSpec, modalSpec, completeSpec, manifestSpec], { exchanges }) {
    const [blocks, modal] = [slackSchema(blocksSpec), slackSchema(modalSpec)];
    const complete = slackSchema(completeSpec);
    const rows = openRows();
    const violations: Violation[] = [];
    const hold = (check: Check, route: string, part: string, value: unknown) =>
      violations.push(...check(value).map((problem) => ({ ...problem, route, part })));

    for (const { route, path, arguments: sent, status, answer } of z
      .array(exchange)
      .parse(exchanges.get("slack") ?? [])) {
      const name = route ?? path;
      const part = partOf(name, sent);
      const counted = part === null ? name : `${name}: ${part}`;
      rows.count(counted, `${outcome(status, answer)}${part === null ? " *" : ""}`);
      // Where blocks are refused, the same is said in words alone.
      if (!used.includes(counted) && !used.includes(`${name}: blocks`)) {
        const expected = route === null ? "a method of Slack" : "an entry of the list in slack.ts";
        violations.push({ route: counted, part: "route", path: "$", value: path, expected });
      }
      if (part === "blocks") hold(blocks, counted, part, sent?.blocks);
      if (part === "arguments") hold(complete, counted, part, sent);
      if (part === "view") {
        if (within(sent, "view", "type") === "home") hold(blocks, counted, "blocks", within(sent, "view", "blocks"));
        else hold(modal, counted, part, sent?.view);
      }
    }
    const fits = slackSchema(manifestSpec);
    for (const { name, ...wanted } of manifests) {
      const made = manifest(commands, { imagineCommand: "/imagine", editCommand: "/edit", ...wanted });
      rows.count(name, "made");
      hold(fits, name, "manifest", made);
    }
    return { rows: rows.all(), violations, unseen: rows.unseen(used), exceptions: [] };
  },
};

/** What of it the specs speak of; null where they do not. */
function partOf(name: string, sent: unknown): "blocks" | "view" | "arguments" | null {
  if (name === "files.completeUploadExternal") return "arguments";
  if (within(sent, "view") !== undefined) return "view";
  return within(sent, "blocks") === undefined ? null : "blocks";
}

function outcome(status: number, answer: unknown): string {
  if (status !== 200) return String(status);
  const error = within(answer, "error");
  return typeof error === "string" ? error : "ok";
}
