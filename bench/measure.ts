import { monitorEventLoopDelay } from "node:perf_hooks";

/** What one process measured of itself. */
export interface Figures {
  readonly imagesPerSecond: number;
  /** Of all its threads. */
  readonly cpuMsPerImage: number;
  /** The most memory it ever had, above what it had before the first of the measured pictures. */
  readonly megabytesAboveIdle: number;
  /** The longest time that nothing else could have been answered. */
  readonly longestDelayMs: number;
}

/** Paints one picture and resolves when it is stored. */
export type Painter = (index: number) => Promise<void>;

/** Paints two pictures to get warm, and then so many, so many at once. */
export async function measure(paint: Painter, atOnce: number, images: number): Promise<Figures> {
  for (let index = 0; index < 2; index += 1) await paint(index);
  const idleBytes = process.memoryUsage.rss();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const cpu = process.cpuUsage();
  const start = performance.now();
  delay.enable();
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < images) {
        next += 1;
        await paint(1 + next);
      }
    }),
  );
  delay.disable();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    imagesPerSecond: images / seconds,
    cpuMsPerImage: (user + system) / 1000 / images,
    // The kernel's own mark, in KiB: a blocked event loop could not look in time.
    megabytesAboveIdle: (process.resourceUsage().maxRSS * 1024 - idleBytes) / 1e6,
    longestDelayMs: delay.max / 1e6,
  };
}
