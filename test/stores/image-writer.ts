import { AppError } from "#core/errors.ts";
import { folderImageStore } from "#src/stores/images/folder-store.ts";

/*
 * A second process for the tests: writes one image and prints what came of it, as JSON.
 * Arguments: folder, how many bytes, and `hang` to stop for good before the end.
 */
const [folder = "", byteCount = "0", end = ""] = process.argv.slice(2);
const store = await folderImageStore({ folder, reserveBytes: 0 });

async function* image() {
  const chunk = new Uint8Array(64 * 1024).fill(7);
  for (let left = Number(byteCount); left > 0; left -= chunk.length) yield chunk.subarray(0, left);
  if (end !== "hang") return;
  process.stdout.write("hangs\n");
  await new Promise((resolve) => setTimeout(resolve, 1_000_000));
}

try {
  process.stdout.write(JSON.stringify(await store.write(image(), "png")));
} catch (error) {
  process.stdout.write(JSON.stringify(error instanceof AppError ? { code: error.code, text: error.text.code } : {}));
}
