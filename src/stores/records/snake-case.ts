import { CamelCasePlugin, type KyselyPlugin, type QueryCompiler } from "kysely";

const results = new CamelCasePlugin();

/**
 * Columns read `likeThis` in code where the database calls them `like_this`. Kysely's own plugin copies every query to rename
 * what is in it, which takes longer than compiling and running it: here names are changed as they are written.
 */
export const camelCaseResults: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: (query) => results.transformResult(query),
};

/** The other half of it: the same compiler, writing names in snake case. */
export function inSnakeCase<Compiler extends QueryCompiler>(compiler: Compiler): Compiler {
  return Object.assign(compiler, { sanitizeIdentifier: snakeCase });
}

const known = new Map<string, string>();

/** Every name comes from our own code, so there are few, in ASCII, and none has two capitals in a row. */
function snakeCase(name: string): string {
  let written = known.get(name);
  if (written === undefined) {
    written = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('"', '""');
    known.set(name, written);
  }
  return written;
}
