/**
 * How many independent rows the rows of groups are worth for a share: p (1 - p) over the variance of the share when
 * whole groups are the units, from the number of groups to the number of rows (Korn and Graubard 1998, whose bound
 * is {@link clopperPearsonBound} of that size). A share of 0 or 1 shows no variance, so each group counts once.
 * @param groupOf the group of each row
 */
export function effectiveSampleSize(hit: readonly boolean[], groupOf: ArrayLike<number>): number {
  const n = hit.length;
  const share = hit.filter(Boolean).length / n;
  const residuals = new Map<number, number>();
  hit.forEach((one, row) => {
    const group = groupOf[row] as number;
    residuals.set(group, (residuals.get(group) ?? 0) + (one ? 1 : 0) - share);
  });
  const groups = residuals.size;
  if (share === 0 || share === 1 || groups === 1) return groups;
  let squares = 0;
  for (const residual of residuals.values()) squares += residual ** 2;
  const variance = (groups / (groups - 1)) * (squares / n ** 2);
  return Math.min(n, Math.max(1, (share * (1 - share)) / variance));
}
