import fc from "fast-check";
import { mostly } from "./values.js";

/** What earlier calls made, by number; a number that was never made stays as it is written, and is unknown. */
export const experimentId = mostly(
  ["<experiment0>", "<experiment0>", "<experiment1>"],
  ["", "x", "987654321", "-1", "1.5", "99999999999999999999", " <experiment0>", "0x1"],
  14,
);
export const runId = mostly(
  ["<run0>", "<run0>", "<run1>", "<run2>"],
  ["", "nowhere", "bad id!", "r".repeat(33), "a/b", "<run0> ", "..", "<experiment0>"],
  14,
);
export const modelId = mostly(
  ["<model0>", "<model0>", "<model1>", "<model2>"],
  ["m-nowhere", "<run0>", "m-"],
  14,
);

/** Experiments of a search; its own only, since others run at the same time. */
export const experimentIds = fc.oneof(
  { arbitrary: fc.constantFrom(["<experiment0>"], ["<experiment0>", "<experiment1>"]), weight: 12 },
  {
    arbitrary: fc.constantFrom([], ["x"], ["987654321"], ["<experiment0>", "<experiment0>"], [""]),
    weight: 1,
  },
);
/** Names of experiments, of this sequence alone through `<p>`. */
export const experimentName = mostly(
  ["<p>-a", "<p>-b", "<p>-c"],
  [
    "",
    " ",
    "<p> ünï😀",
    "<p>'x",
    '<p>"x',
    `<p>${"n".repeat(490)}`,
    `<p>${"n".repeat(500)}`,
    "<p>/a",
    "<p>:a",
    "<p>\n",
  ],
  8,
);
export const registeredName = mostly(
  ["<p>-m", "<p>-m", "<p>-n", "<p>-o"],
  [
    "",
    " ",
    "<p>/m",
    "<p>:m",
    "<p>ünï😀",
    "<p>'m",
    `<p>${"n".repeat(240)}`,
    `<p>${"n".repeat(250)}`,
    "<p>.m",
    "<p>%",
    ".",
  ],
  12,
);
