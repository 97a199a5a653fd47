import { backup, DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

/*
 * Copies a database and checks the copy, on a thread of its own: the check alone would stop the others for seconds.
 */
const { from, to }: { readonly from: string; readonly to: string } = workerData;

/** One connection sees one moment: without this, every commit of another connection would start the copy anew. */
const source = new DatabaseSync(from, { readOnly: true, timeout: 10_000 });
source.exec("begin");
source.prepare("select count(*) from sqlite_schema").get();
await backup(source, to);
source.exec("commit");
source.close();

const copy = new DatabaseSync(to);
// One file without a log beside it, so that restoring is copying one file.
copy.exec("pragma journal_mode = delete");
const [first] = copy.prepare("pragma integrity_check(1)").all();
copy.close();
parentPort?.postMessage(String(Object.values(first ?? {})[0]));
