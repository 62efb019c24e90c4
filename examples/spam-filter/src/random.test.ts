import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { seededShuffle } from "./random.js";

test("a shuffle keeps every thing and is the same for the same seed", () => {
  assert(
    property(array(integer()), integer({ min: 0, max: 1000 }), (things, seed) => {
      const shuffled = seededShuffle(seed)(things);
      expect(shuffled.toSorted()).toEqual(things.toSorted());
      expect(seededShuffle(seed)(things)).toEqual(shuffled);
    }),
  );
});

test("seeds and later calls give other orders", () => {
  const things = Array.from({ length: 50 }, (_, i) => i);
  const shuffle = seededShuffle(1);
  const first = shuffle(things);
  expect(shuffle(things)).not.toEqual(first);
  expect(seededShuffle(2)(things)).not.toEqual(first);
});
