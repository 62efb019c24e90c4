type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** The array itself when `length` more fits into it, else a copy with at least twice the room. */
export function withRoom<Values extends Numbers>(array: Values, length: number): Values {
  if (length <= array.length) return array;
  const grown = new (array.constructor as new (length: number) => Values)(
    Math.max(length, array.length * 2, 1024),
  );
  grown.set(array);
  return grown;
}
