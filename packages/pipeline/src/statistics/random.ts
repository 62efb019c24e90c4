/** Up to this n, 32 bits times n is exact as a double. */
const EXACT = 0x20_0000;
const MASK = 0xffff_ffff_ffff_ffffn;

/** A stream of random numbers that its seed determines wholly. */
export interface Random {
  /** The next 32 bits, as a whole number from 0 to 2^32 - 1. */
  next(): number;
  /** The next 32 bits of each of many. */
  fill(values: Uint32Array): void;
  /** A number in [0, 1) with 53 random bits. */
  uniform(): number;
  /**
   * A whole number in [0, n), each equally likely, for n up to 2^32: the upper half of a 64-bit product (Lemire
   * 2019, "Fast random integer generation in an interval"), where doubles hold that exactly.
   */
  below(n: number): number;
}

/**
 * xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 2021), its
 * state filled from the seed by splitmix64 (Steele, Lea and Flood 2014), as its authors advise. Chosen over the
 * 64-bit generators because JavaScript computes in 32-bit integers.
 * @param seed any whole number; taken modulo 2^64.
 */
export function seededRandom(seed: number | bigint): Random {
  const words = splitmix64(BigInt(seed), 2);
  return xoshiro128(words.flatMap((word) => [Number(word & 0xffff_ffffn), Number(word >> 32n)]));
}

/** The first outputs of splitmix64. */
export function splitmix64(seed: bigint, count: number): bigint[] {
  let state = seed & MASK;
  return Array.from({ length: count }, () => {
    state = (state + 0x9e37_79b9_7f4a_7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d0_49bb_1331_11ebn) & MASK;
    return z ^ (z >> 31n);
  });
}

/** The generator itself, from four 32-bit words of state that are not all zero. */
export function xoshiro128(state: readonly number[]): Random {
  let [a = 0, b = 0, c = 0, d = 0] = state.map((word) => word | 0);
  const next = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
  // As `next`, but with the state in variables of its own: three times as fast.
  const fill = (values: Uint32Array): void => {
    let [p, q, r, s] = [a, b, c, d];
    for (let i = 0; i < values.length; i++) {
      values[i] = Math.imul(rotate(Math.imul(q, 5), 7), 9);
      const shifted = q << 9;
      r ^= p;
      s ^= q;
      q ^= r;
      p ^= s;
      r ^= shifted;
      s = rotate(s, 11);
    }
    [a, b, c, d] = [p, q, r, s];
  };
  let [divisor, excess] = [1, 0];
  return {
    next,
    fill,
    uniform: () => ((next() >>> 5) * 0x400_0000 + (next() >>> 6)) / 0x20_0000_0000_0000,
    below: (n) => {
      // What lies beyond the last whole multiple of n would make some numbers likelier.
      if (n !== divisor) [divisor, excess] = [n, 0x1_0000_0000 % n];
      if (n > EXACT) {
        let value = next();
        while (value >= 0x1_0000_0000 - excess) value = next();
        return value % n;
      }
      for (;;) {
        const product = next() * n;
        const high = Math.floor(product / 0x1_0000_0000);
        if (product - high * 0x1_0000_0000 >= excess) return high;
      }
    },
  };
}

const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k));
