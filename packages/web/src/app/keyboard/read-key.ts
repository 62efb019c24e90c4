import { MAIN_PAGES, type MainPage } from "../pages.js";

/** What a key asks for. */
export type Command = "palette" | "help" | "filter" | "next" | "previous" | "open" | "select" | MainPage;

/** A key as an event tells it, and where it was pressed. */
export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Whether it was pressed in a field, or where keys mean something else. */
  isTaken: boolean;
}

/** The key before one of a page. */
const GO = "g";

const SINGLE: Record<string, Command> = {
  "?": "help",
  "/": "filter",
  j: "next",
  k: "previous",
  Enter: "open",
  x: "select",
};

/**
 * Reads one key.
 * @param before the key before it, unless that is long ago
 * @param single whether keys without Ctrl or Cmd mean anything
 */
export function readKey(key: Key, before: string | undefined, single: boolean): Command | undefined {
  if (key.altKey) return undefined;
  if (key.ctrlKey || key.metaKey) return key.key.toLowerCase() === "k" ? "palette" : undefined;
  if (!single || key.isTaken) return undefined;
  if (before === GO) return MAIN_PAGES.find((page) => page.key === key.key);
  return SINGLE[key.key];
}

/** What to press for what, for people. */
export const SHORTCUTS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["Ctrl", "K"], does: "Go to any page, experiment, run or model" },
  ...MAIN_PAGES.map(({ key, label }) => ({ keys: [GO, key], does: `Go to ${label.toLowerCase()}` })),
  { keys: ["/"], does: "Filter or search on this page" },
  { keys: ["j"], does: "Next row" },
  { keys: ["k"], does: "Row before" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["x"], does: "Select the row" },
  { keys: ["?"], does: "Show these keys" },
];
