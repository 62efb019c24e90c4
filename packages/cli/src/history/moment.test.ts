import { expect, it } from "vitest";
import { parseMoment } from "./moment.js";

it.each([
  ["2026-11-01", new Date(2026, 10, 1, 23, 59, 59, 999).getTime()],
  ["2026-11-01T12:30", new Date(2026, 10, 1, 12, 30).getTime()],
  ["2026-11-01T12:30:00Z", Date.UTC(2026, 10, 1, 12, 30)],
])("%s is a moment", (text, time) => {
  expect(parseMoment(text)).toBe(time);
});

it.each(["", "yesterday", "2026-13-01", "2026-02-30", "2026-11-01T99:00", "1795539413377"])(
  "%j is none",
  (text) => {
    expect(() => parseMoment(text)).toThrow("no day and no time");
  },
);
