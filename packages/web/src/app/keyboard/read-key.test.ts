import { describe, expect, it } from "vitest";
import { type Key, readKey } from "./read-key.js";

const key = (name: string, rest: Partial<Key> = {}): Key => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isTaken: false,
  ...rest,
});

describe("readKey", () => {
  it.each([
    ["?", "help"],
    ["/", "filter"],
    ["j", "next"],
    ["k", "previous"],
    ["x", "select"],
    ["Enter", "open"],
    ["g", undefined],
    ["q", undefined],
  ])("takes %s alone for %s", (name, command) => {
    expect(readKey(key(name), undefined, true)).toBe(command);
  });

  it("goes to a page by two keys", () => {
    expect(readKey(key("m"), "g", true)).toMatchObject({ to: "/models" });
    expect(readKey(key("e"), "g", true)).toMatchObject({ to: "/" });
    expect(readKey(key("j"), "g", true)).toBeUndefined();
    expect(readKey(key("m"), "x", true)).toBeUndefined();
  });

  it("leaves keys to fields, and to what a browser does with Alt and Ctrl", () => {
    for (const name of ["j", "/", "?", "x"]) {
      expect(readKey(key(name, { isTaken: true }), undefined, true)).toBeUndefined();
      expect(readKey(key(name, { ctrlKey: true }), undefined, true)).toBeUndefined();
      expect(readKey(key(name, { altKey: true }), undefined, true)).toBeUndefined();
    }
  });

  it("opens the palette everywhere, even where single keys are switched off", () => {
    for (const modifier of [{ ctrlKey: true }, { metaKey: true }])
      expect(readKey(key("k", { ...modifier, isTaken: true }), undefined, false)).toBe("palette");
    expect(readKey(key("j"), undefined, false)).toBeUndefined();
  });
});
