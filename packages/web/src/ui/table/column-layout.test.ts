import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ColumnLayout,
  hideColumn,
  moveColumn,
  neighbourOf,
  shownOrder,
  togglePin,
  widenColumn,
} from "./column-layout.js";

const layout: ColumnLayout = { order: ["a", "b", "c", "d"], pinned: ["c"], widths: {} };
const changed = (part: Partial<ColumnLayout>) => shownOrder({ ...layout, ...part }).join("");

describe("a column layout", () => {
  it("shows pinned columns first", () => expect(shownOrder(layout).join("")).toBe("cabd"));

  it.each([
    ["a", "d", "cbda"],
    ["d", "a", "cdab"],
    ["a", "c", "acbd"],
    ["c", "b", "abcd"],
    ["b", "b", "cabd"],
  ])("moves %s to the place of %s", (id, target, expected) =>
    expect(changed(moveColumn(layout, id, target))).toBe(expected),
  );

  it("lets columns change places with their like only", () => {
    expect(neighbourOf(layout, "a", -1)).toBeUndefined();
    expect(neighbourOf(layout, "b", 1)).toBe("d");
    expect(neighbourOf(layout, "c", 1)).toBeUndefined();
  });

  it("pins, hides and widens", () => {
    expect(changed(togglePin(layout, "d"))).toBe("cdab");
    expect(changed(togglePin(layout, "c"))).toBe("abcd");
    expect(changed(hideColumn(layout, "c"))).toBe("abd");
    expect(widenColumn(layout, "a", 3)).toEqual({ widths: { a: 60 } });
    expect(widenColumn(layout, "a", 120.6)).toEqual({ widths: { a: 121 } });
  });

  it("neither loses nor doubles a column, whatever is moved", () => {
    const id = fc.constantFrom(...layout.order);
    fc.assert(
      fc.property(fc.subarray([...layout.order]), id, id, (pinned, moved, target) => {
        const next = { ...layout, pinned, ...moveColumn({ ...layout, pinned }, moved, target) };
        expect(shownOrder(next).toSorted()).toEqual([...layout.order]);
        if (moved !== target) expect(next.pinned.includes(moved)).toBe(pinned.includes(target));
      }),
    );
  });
});
