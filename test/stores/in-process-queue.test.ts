import { inProcessQueue } from "#src/stores/queues/in-process-queue.ts";
import { queueContract } from "#test/contract/queue.ts";

queueContract("the in-process queue", async (options) => {
  const queue = inProcessQueue(options);
  return {
    queue,
    async transaction(work) {
      const effects: (() => void)[] = [];
      await work({ afterCommit: (effect) => effects.push(effect) });
      for (const effect of effects) effect();
    },
    close: () => queue.close(0),
  };
});
