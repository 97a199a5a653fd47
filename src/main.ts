import { enableCompileCache } from "node:module";

// A command in the terminal lives for a second or two; reading the sources again each time would be a third of that.
enableCompileCache();
const { loadEnvironmentFile } = await import("./config.ts");
const { run } = await import("./run.ts");
loadEnvironmentFile();
process.exitCode = await run(process.argv.slice(2));
