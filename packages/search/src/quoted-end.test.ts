import { expect, it } from "vitest";
import { quotedEnd } from "./quoted-end.js";

it.each([
  ["'a' b", 3],
  ["''", 2],
  ["'it''s' b", 7],
  ["'it\\'s' b", 7],
  ["'C:\\models\\' b", 12],
  ["'''", 2],
  ["'\\' = 'b'", 7],
  ["`a\\` b", 4],
  ["``` b", 2],
  ["'a", undefined],
  ["'", undefined],
])("finds the end of %s", (text, end) => expect(quotedEnd(text, 0)).toBe(end));
