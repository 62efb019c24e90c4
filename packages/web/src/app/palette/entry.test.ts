import { expect, it } from "vitest";
import { byGroup, type Entry, matching } from "./entry.js";

const entry = (group: string, label: string): Entry => ({ id: label, group, label, act: () => undefined });
const ENTRIES = [
  entry("Pages", "Models"),
  entry("Actions", "Use dark colours"),
  entry("Pages", "Experiments"),
];

it("groups entries, and keeps their order", () => {
  const groups = byGroup(ENTRIES).map(([group, entries]) => [group, entries.map(({ label }) => label)]);
  expect(groups).toEqual([
    ["Pages", ["Models", "Experiments"]],
    ["Actions", ["Use dark colours"]],
  ]);
});

it("finds entries by every word of a text", () => {
  const found = (text: string) => matching(ENTRIES, text).map(({ label }) => label);
  expect(found("")).toHaveLength(3);
  expect(found("col  DARK")).toEqual(["Use dark colours"]);
  expect(found("dark models")).toEqual([]);
});
