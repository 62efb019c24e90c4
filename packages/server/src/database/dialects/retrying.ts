import { setTimeout as sleep } from "node:timers/promises";

const ATTEMPTS = 8;
const FIRST_WAIT = 10; // milliseconds; each wait is about twice as long as the one before

/** Does work again, after a growing wait, while it fails with what passes by itself: for about two seconds altogether. */
export async function retrying<T>(work: () => Promise<T>, passes: (error: unknown) => boolean): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt + 1 === ATTEMPTS || !passes(error)) throw error;
      // Of random length, so that those who met do not meet again.
      await sleep((0.5 + Math.random()) * FIRST_WAIT * 2 ** attempt);
    }
  }
}
