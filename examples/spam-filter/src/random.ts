import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Puts things into another order; the same order every time for the same seed and the same calls before. */
export type Shuffle = <T>(things: readonly T[]) => T[];

/** A shuffler of its own sequence of random numbers. */
export function seededShuffle(seed: number): Shuffle {
  const generator = xoroshiro128plus(seed);
  return (things) => {
    const shuffled = [...things];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = uniformInt(generator, 0, last);
      const held = shuffled[last] as (typeof shuffled)[number];
      shuffled[last] = shuffled[other] as (typeof shuffled)[number];
      shuffled[other] = held;
    }
    return shuffled;
  };
}
