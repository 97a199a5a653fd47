import { enableCompileCache } from "node:module";

enableCompileCache();
const { doctor } = await import("./doctor.ts");
process.exitCode = await doctor(process.argv.slice(2));
// A name that is still being looked up would keep the process alive for as long as the resolver likes.
setTimeout(() => process.exit(), 500).unref();
