import { describe, expect, it } from "vitest";
import { readTable } from "./read-table.js";

describe("readTable", () => {
  it("reads quotes, separators within them and line ends of either kind", () => {
    const text = '\uFEFFid,text\r\n1,"a, ""b"""\r\n2,"two\nlines"\r\n';
    expect(readTable(text, ",", 10, true)).toEqual({
      columns: ["id", "text"],
      rows: [
        ["1", 'a, "b"'],
        ["2", "two\nlines"],
      ],
      cut: false,
    });
  });

  it("reads tabs", () => {
    expect(readTable("a\tb\n1,5\t2\n", "\t", 10, true).rows).toEqual([["1,5", "2"]]);
  });

  it("stops after the rows that were asked for", () => {
    const text = `n\n${Array.from({ length: 9 }, (_, n) => n).join("\n")}`;
    expect(readTable(text, ",", 3, true)).toEqual({ columns: ["n"], rows: [["0"], ["1"], ["2"]], cut: true });
    expect(readTable(text, ",", 9, true).cut).toBe(false);
  });

  it("leaves the line out that a limit cut through", () => {
    expect(readTable("a,b\n1,2\n3,", ",", 10, false)).toEqual({
      columns: ["a", "b"],
      rows: [["1", "2"]],
      cut: true,
    });
  });

  it("takes rows of different lengths, and no rows", () => {
    expect(readTable("a,b\n1\n1,2,3\n", ",", 10, true).rows).toEqual([["1"], ["1", "2", "3"]]);
    expect(readTable("", ",", 10, true)).toEqual({ columns: [], rows: [], cut: false });
  });
});
