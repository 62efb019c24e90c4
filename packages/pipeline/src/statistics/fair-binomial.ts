/**
 * P[Bin(n, 1/2) >= k]: the chance of at least k heads in n fair tosses. Summed from ratios of neighbouring terms
 * and divided by the sum of all of them, so it is right to about 1e-13 of itself, where the incomplete beta
 * function of jStat is right to 1e-8 only.
 */
export function fairTail(n: number, k: number): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  const mode = Math.floor(n / 2);
  let [tail, all] = [0, 0];
  const add = (heads: number, weight: number) => {
    all += weight;
    if (heads >= k) tail += weight;
  };
  add(mode, 1);
  for (let i = mode + 1, weight = 1; i <= n && weight > 0; i++) {
    weight *= (n - i + 1) / i;
    add(i, weight);
  }
  for (let i = mode - 1, weight = 1; i >= 0 && weight > 0; i--) {
    weight *= (i + 1) / (n - i);
    add(i, weight);
  }
  return tail / all;
}
