import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { runAll } from "./run-all.js";

describe("runAll", () => {
  it("starts in order, never more at once than allowed, and returns the results in order", async () => {
    const stop = new AbortController();
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const results = await runAll([30, 10, 20, 5], 2, stop, stop.signal, async (wait, index) => {
      started.push(index);
      running += 1;
      most = Math.max(most, running);
      await pause(wait);
      running -= 1;
      return wait * 2;
    });
    expect(results).toEqual([60, 20, 40, 10]);
    expect(started).toEqual([0, 1, 2, 3]);
    expect(most).toBe(2);
  });

  it("throws the first error once the others have ended, and starts no further one", async () => {
    const stop = new AbortController();
    const ended: string[] = [];
    const work = async (item: string) => {
      if (item === "bad") throw new Error("broken");
      while (!stop.signal.aborted) await pause(5);
      ended.push(item);
    };
    await expect(runAll(["slow", "bad", "never"], 2, stop, stop.signal, work)).rejects.toThrow("broken");
    expect(ended).toEqual(["slow"]);
  });

  it("starts nothing more once it is interrupted, and returns what there is", async () => {
    const interruption = new AbortController();
    const results = await runAll([1, 2, 3], 1, new AbortController(), interruption.signal, async (item) => {
      if (item === 2) interruption.abort();
      return item;
    });
    expect(results).toEqual([1, 2]);
  });
});
