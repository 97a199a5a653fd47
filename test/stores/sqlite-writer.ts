import { openSqliteRecords } from "#src/stores/records/sqlite.ts";

/*
 * A second process for the tests: writes rows one by one and prints the name of each when it is on disk.
 * Arguments: database file, prefix of the names, how many.
 */
const [path = "", prefix = "", count = "0"] = process.argv.slice(2);
const records = await openSqliteRecords({ path, log: console.error });
for (let index = 0; index < Number(count); index += 1) {
  const name = `${prefix}${index}`;
  await records.transaction(({ settings }) => settings.set("written", name, "yes"));
  process.stdout.write(`${name}\n`);
}
await records.close();
