import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * For the environment of processes that tests start: what one has compiled, the next one loads. It is half of a start. Main
 * programs that do it themselves use this folder too; they come to it after their first file.
 */
export const compileCache = { NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") };
