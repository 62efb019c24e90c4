import fc from "fast-check";
import { expect, it } from "vitest";
import { arrange } from "./arrange.js";
import { fallingOrder } from "./falling-order.js";

it("the falling order is that of a stable sort", () => {
  const numbers = fc.oneof(
    fc.double({ noNaN: true }),
    fc.constantFrom(0, 1, -1, 0.5, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE),
  );
  fc.assert(
    fc.property(fc.array(numbers, { maxLength: 60 }), (list) => {
      // The bits of -0 come after those of 0.
      const values = Float64Array.from(list, (value) => value + 0);
      const sorted = list
        .map((_, row) => row)
        .sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
      expect([...fallingOrder(values)]).toEqual(sorted);
    }),
  );
});

it("arranging puts each value where the order says", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(255), { maxLength: 60 }), fc.nat(), (list, seed) => {
      const order = Uint32Array.from(list.keys()).sort(
        (a, b) => ((a * 7919 + seed) % 61) - ((b * 7919 + seed) % 61),
      );
      const columns = [Float64Array.from(list), Uint8Array.from(list)];
      const expected = Array.from(order, (row) => list[row]);
      arrange(columns, order);
      for (const column of columns) expect([...column]).toEqual(expected);
    }),
  );
});
