import { expect, it } from "vitest";
import { readParquet } from "./read-parquet.js";

/** As pyarrow 25 writes {"id": [1, 2, 3], "tags": [["a"], None, ["b", "c"]]} with Zstandard. */
const FILE = Buffer.from(
  "UEFSMRUEFTAVOkwVBhUAEgAAKLUv/SAYpQAAYAEAAgADAAAAAAAAAAIAYOABYAEVABUUFSYsFQYVEBUGFQYcAAAAKLUv/SAKUQAAAgAAAAYBAgMk" +
    "ABUEFR4VMEwVBhUAEgAAKLUv/SAPeQAAAQAAAGEBAAAAYgEAAABjFQAVIhU0LBUIFRAVBhUGHAAAACi1L/0gEYkAAAIAAAADCAMAAAAD8wACAyQA" +
    "FQQZXDUAGAZzY2hlbWEVBAAVBCUCGAJpZAA1AhgEdGFncxUCFQZMPAAAADUEGARsaXN0FQIAFQwlAhgHZWxlbWVudCUATBwAAAAWBhkcGSwmABwV" +
    "BBk1AAYQGRgCaWQVDBYGFoYBFqIBJl4mCCksFQQVABUCABUAFRAVAgA8KQYZJgAGAAAAJgAcFQwZNQAGEBk4BHRhZ3MEbGlzdAdlbGVtZW50FQwW" +
    "CBaCARamASb2ASaqASksFQQVABUCABUAFRAVAgA8FgYZJgYCGUYCAAAGAAAAFogCFgYmCBbIAgAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24g" +
    "MjUuMC4xGSwcAAAcAAAACwEAAFBBUjE=",
  "base64",
);

const open = (bytes: Buffer) => ({
  byteLength: bytes.length,
  slice: (start: number, end?: number) => Uint8Array.from(bytes.subarray(start, end)).buffer,
});

it("reads the first rows as texts, and tells how many there are", async () => {
  expect(await readParquet(open(FILE), 2)).toEqual({
    columns: ["id", "tags"],
    rows: [
      ["1", '["a"]'],
      ["2", ""],
    ],
    total: 3,
  });
  expect((await readParquet(open(FILE), 200)).rows.at(-1)).toEqual(["3", '["b","c"]']);
});

it("refuses what is no Parquet", async () => {
  await expect(readParquet(open(Buffer.from("no table at all")), 2)).rejects.toThrow(/parquet/);
});
