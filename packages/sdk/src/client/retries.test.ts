import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_RETRIES, isWorthRetrying, waitBefore } from "./retries.js";

const steady = { ...DEFAULT_RETRIES, jitter: 0 };

describe("waitBefore", () => {
  it("comes back at once, then waits twice as long each time, at most two minutes", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => waitBefore(n, steady, null));
    expect(waits).toEqual([0, 4, 8, 16, 32, 64, 120, 120]);
  });

  it("adds a random part that is never larger than the jitter", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (n, jitter) => {
          const wait = waitBefore(n, { ...steady, jitter }, null);
          expect(wait).toBeGreaterThanOrEqual(waitBefore(n, steady, null));
          expect(wait).toBeLessThanOrEqual(Math.min(120, waitBefore(n, steady, null) + jitter));
        },
      ),
    );
  });

  it("does as the server asks, in seconds or with a date, at most two minutes", () => {
    expect(waitBefore(3, steady, "7")).toBe(7);
    expect(waitBefore(3, steady, "0")).toBe(0);
    expect(waitBefore(3, steady, "86400")).toBe(120);
    expect(waitBefore(3, steady, "Thu, 01 Jan 1970 00:00:00 GMT")).toBe(0);
    expect(waitBefore(3, steady, "soon")).toBe(8);
  });
});

describe("isWorthRetrying", () => {
  const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
  const reset = Object.assign(new Error("reset"), { code: "ECONNRESET" });
  const wrapped = (cause: unknown) => new TypeError("fetch failed", { cause });

  it.each([
    ["never left this machine", wrapped(refused), true],
    ["left to none of several addresses", wrapped(new AggregateError([refused, refused])), true],
    ["may have left to one of several addresses", wrapped(new AggregateError([refused, reset])), false],
    ["may have arrived", wrapped(reset), false],
    ["failed for a reason that is not told", new TypeError("Failed to fetch"), false],
  ])("knows of a request that %s whether it may be repeated blindly", (_what, failure, certain) => {
    expect(isWorthRetrying({ failure }, false)).toBe(certain);
    expect(isWorthRetrying({ failure }, true)).toBe(true);
  });
});
