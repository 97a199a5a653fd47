import { defineConfig } from "vitest/config";

/** Which files of sharp's own may be read is decided for the whole process, and these decide otherwise than the bot. */
const ownProcess = ["test/local-images-api/**/*.test.ts", "test/image-tools/**/*.test.ts"];

const common = { testTimeout: 30_000, hookTimeout: 30_000 };

export default defineConfig({
  test: {
    // Some wait for seconds to pass and many for processes that they start; on two cores vitest alone would choose one worker.
    maxWorkers: 3,
    projects: [
      {
        // Nothing else has a state of its own or replaces a module, so files share what is loaded: a quarter of the time.
        test: { ...common, name: "shared", include: ["test/**/*.test.ts"], exclude: ownProcess, isolate: false },
      },
      { test: { ...common, name: "alone", include: ownProcess } },
    ],
  },
});
