import { describe, expect, it } from "vitest";
import { readBeginning } from "./read-bytes.js";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** An answer that comes in several pieces and says when nobody reads on. */
function inPieces(pieces: string[], onCancel = () => {}): Response {
  const left = [...pieces];
  const stream = new ReadableStream({
    pull(controller) {
      const piece = left.shift();
      if (piece === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(piece));
    },
    cancel: onCancel,
  });
  return new Response(stream);
}

describe("readBeginning", () => {
  it("reads all of a small file", async () => {
    const { bytes, cut } = await readBeginning(inPieces(["ab", "cd"]), 4);
    expect([text(bytes), cut]).toEqual(["abcd", false]);
  });

  it("stops at the limit and lets go of the rest", async () => {
    let released = false;
    const response = inPieces(["abc", "def", "ghi", "jkl"], () => {
      released = true;
    });
    const { bytes, cut } = await readBeginning(response, 4);
    expect([text(bytes), cut, released]).toEqual(["abcd", true, true]);
  });

  it("reads an empty file", async () => {
    const { bytes, cut } = await readBeginning(new Response(null), 4);
    expect([bytes.length, cut]).toEqual([0, false]);
  });
});
