import { expect, test } from "vitest";
import { readTrainingArguments } from "./training-arguments.js";

const read = (line: string) => readTrainingArguments(line.split(" "));

test("a cell of the matrix is read", () => {
  expect(read("--algorithm linear-svm --weighting tf-idf --c 0.5 --seed 3")).toEqual({
    algorithm: "linear-svm",
    weighting: "tf-idf",
    c: 0.5,
    seed: 3,
  });
});

test.each([
  [
    "--algorithm forest --weighting tf-idf --c 1 --seed 1",
    /--algorithm must be one of .*linear-svm; it is 'forest'/,
  ],
  ["--algorithm linear-svm --c 1 --seed 1", /--weighting must be one of counts, tf-idf.*; it is 'undefined'/],
  [
    "--algorithm linear-svm --weighting tf-idf --c much --seed 1",
    /--c must be a number above 0; it is 'much'/,
  ],
  ["--algorithm linear-svm --weighting tf-idf --c 0 --seed 1", /--c must be a number above 0; it is '0'/],
  ["--algorithm linear-svm --weighting tf-idf --c 1 --seed 1.5", /--seed must be an integer; it is '1.5'/],
  ["--algorithm linear-svm --weighting tf-idf --c 1", /--seed must be an integer; it is 'undefined'/],
  ["--gamma 1", /gamma/],
])("%s is refused", (line, message) => {
  expect(() => read(line)).toThrow(message);
});
