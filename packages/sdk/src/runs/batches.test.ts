import fc from "fast-check";
import { expect, it } from "vitest";
import { type Batch, batchesOf } from "./batches.js";

const pairs = (prefix: string) => (count: number) =>
  Array.from({ length: count }, (_, n) => ({ key: `${prefix}${n}`, value: "" }));
const metrics = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ key: `m${n}`, value: n, timestamp: n }));

it("keeps everything, in its order, within every limit", () => {
  const batch = fc.record({
    params: fc.nat(350).map(pairs("p")),
    tags: fc.nat(350).map(pairs("t")),
    metrics: fc.nat(3500).map(metrics),
  });
  fc.assert(
    fc.property(batch, (whole) => {
      const pieces = [...batchesOf(whole)];
      const all = (list: keyof Batch) => pieces.flatMap<unknown>((piece) => piece[list] ?? []);
      expect(all("params")).toEqual(whole.params);
      expect(all("tags")).toEqual(whole.tags);
      expect(all("metrics")).toEqual(whole.metrics);
      for (const { params = [], tags = [], metrics = [] } of pieces) {
        expect(params.length).toBeLessThanOrEqual(100);
        expect(tags.length).toBeLessThanOrEqual(100);
        expect(params.length + tags.length + metrics.length).toBeLessThanOrEqual(1000);
      }
      const fewest = Math.ceil((whole.params.length + whole.tags.length + whole.metrics.length) / 1000);
      expect(pieces.length).toBeLessThanOrEqual(Math.max(1, fewest + 3));
    }),
    { numRuns: 50 },
  );
});

it("still sends one request for nothing, so that an unknown run is noticed", () => {
  expect([...batchesOf({})]).toEqual([{ params: [], tags: [], metrics: [] }]);
});
