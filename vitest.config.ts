import { defineConfig } from "vitest/config";

/**
 * What is decided once for a whole process these decide otherwise than the bot: what sharp may read, and, where plain clients
 * are used, which undici sends for all.
 */
const ownProcess = ["test/{local-images-api,image-tools,fakes}/**/*.test.ts"];

const common = { testTimeout: 30_000, hookTimeout: 30_000 };

export default defineConfig({
  test: {
    // Half of the time goes by waiting for processes, so two cores carry three; with more, short leases would run out.
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
