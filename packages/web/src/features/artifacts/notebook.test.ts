import { expect, it } from "vitest";
import { readNotebook } from "./notebook.js";

it("reads cells and their outputs, each in the form that shows most", () => {
  const notebook = {
    nbformat: 4,
    cells: [
      { cell_type: "markdown", source: ["# A\n", "b"] },
      {
        cell_type: "code",
        source: "f()",
        execution_count: 2,
        outputs: [
          { output_type: "stream", name: "stderr", text: "careful" },
          { output_type: "execute_result", data: { "text/plain": "1", "text/html": ["<b>", "1</b>"] } },
          { output_type: "display_data", data: { "image/png": "aGk=\n", "text/plain": "Figure" } },
          { output_type: "error", ename: "E", evalue: "bad", traceback: ["E:", "bad"] },
          { output_type: "display_data", data: {} },
        ],
      },
    ],
  };
  expect(readNotebook(JSON.stringify(notebook))).toEqual([
    { kind: "markdown", source: "# A\nb", outputs: [] },
    {
      kind: "code",
      source: "f()",
      count: 2,
      outputs: [
        { kind: "text", text: "careful", failed: true },
        { kind: "html", html: "<b>1</b>" },
        { kind: "image", address: "data:image/png;base64,aGk=" },
        { kind: "text", text: "E:\nbad", failed: true },
      ],
    },
  ]);
});

it.each(["", "[]", "{}", '{"cells": 1}', "no json"])("does not take %s for a notebook", (text) =>
  expect(readNotebook(text)).toBeUndefined(),
);

it.each(['{"cells":[1,null,{"cell_type":5}]}', '{"cells":[{"outputs":[{"data":[]},7],"source":{}}]}'])(
  "bears what is odd: %s",
  (text) => expect(readNotebook(text)).toMatchObject([{ kind: "code", source: "", outputs: [] }]),
);
