import { describe, expect, it } from "vitest";
import { dayOf, momentOf, readMoment, timeOf, writeMoment } from "./moment.js";

const end = new Date(2026, 10, 1, 23, 59, 59, 999).getTime();

describe("readMoment", () => {
  it.each([
    ["2026-11-01", end],
    ["2026-11-01T12:30:00.000Z", Date.UTC(2026, 10, 1, 12, 30)],
    ["2026-02-30", undefined],
    ["yesterday", undefined],
    [undefined, undefined],
  ])("of %s is %s", (text, time) => expect(readMoment(text)).toBe(time));

  it("reads what is written", () => expect(readMoment(writeMoment(end))).toBe(end));
});

describe("momentOf", () => {
  it.each([
    ["2026-11-01", "", end],
    ["2026-11-01", "09:30", new Date(2026, 10, 1, 9, 30, 59, 999).getTime()],
    ["2026-13-01", "", undefined],
    ["", "09:30", undefined],
  ])("of %s %s is %s", (day, time, moment) => expect(momentOf(day, time)).toBe(moment));
});

it("shows a moment as day and time", () => {
  expect([dayOf(end), timeOf(end)]).toEqual(["2026-11-01", "23:59"]);
});
