import { describe, expect, it } from "vitest";
import { isAccepted, isPassing, waitBefore } from "./retry.js";

const reply = (status: number) => ({ status, body: "", retryAfter: undefined });

describe("retries", () => {
  it("takes 2xx alone for success", () => {
    expect([200, 204, 301, 404, 500].map((status) => isAccepted(reply(status)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("tries again after MLflow's statuses, and after no answer", () => {
    const statuses = [302, 400, 404, 410, 429, 500, 501, 502, 503, 504];
    expect(statuses.filter((status) => isPassing(reply(status)))).toEqual([429, 500, 502, 503, 504]);
    expect(isPassing(undefined)).toBe(true);
  });

  it("waits twice as long each time, up to a minute", () => {
    for (const [failures, least, most] of [
      [1, 1000, 2000],
      [2, 2000, 3000],
      [3, 4000, 5000],
      [20, 60_000, 60_000],
    ] as const) {
      const wait = waitBefore(failures, undefined);
      expect(wait).toBeGreaterThanOrEqual(least);
      expect(wait).toBeLessThanOrEqual(most);
    }
  });

  it("waits as the receiver asks, in seconds or until a date, at most six hours", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(waitBefore(1, "7", now)).toBe(7000);
    expect(waitBefore(1, "Thu, 01 Jan 2026 00:00:30 GMT", now)).toBe(30_000);
    expect(waitBefore(1, "Thu, 01 Jan 2020 00:00:30 GMT", now)).toBe(0);
    expect(waitBefore(1, "99999999", now)).toBe(6 * 60 * 60 * 1000);
    expect(waitBefore(1, "soon", now)).toBeLessThanOrEqual(2000);
  });
});
