import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collectPredictions } from "./collect-predictions.js";
import { EvaluationError } from "./evaluation-error.js";
import { measure } from "./metrics/metric.js";
import { metricByName } from "./metrics/metric-by-name.js";
import type { Predictions } from "./predictions.js";
import { readPredictions } from "./read-predictions.js";
import { textsOf } from "./testing/predictions-of.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "predictions-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, text: string) {
  const path = join(folder, name);
  await writeFile(path, text);
  return readPredictions(path);
}

/** The rows by id: the texts of their columns, then their numbers. */
const plain = (rows: Predictions): (string | number)[][] => {
  const texts = [rows.groups, rows.labels, rows.predictions].filter((column) => column !== undefined);
  return textsOf(rows.ids)
    .map((id, row): (string | number)[] => [
      id,
      ...texts.map((column) => column.at(row)),
      ...[...rows.numbers.values()].map((column) => (column[row] as number) + 0),
    ])
    .sort(byId);
};
const byId = ([a = ""]: (string | number)[], [b = ""]: (string | number)[]) => (a < b ? -1 : 1);

describe("readPredictions", () => {
  it("reads labels, predictions, groups and scores", async () => {
    const rows = await read(
      "rows.csv",
      'id,group,label,prediction,score.ham,score.spam,note\n1,u1,ham,ham,0.9,0.1,fine\n"2, b",u1,spam,ham,6e-1,.4,3\n',
    );
    expect(rows.source).toBe(join(folder, "rows.csv"));
    expect(plain(rows)).toEqual([
      ["1", "u1", "ham", "ham", 0.9, 0.1],
      ["2, b", "u1", "spam", "ham", 0.6, 0.4],
    ]);
    const note = rows.texts.get("note");
    expect(note?.problem).toMatch(/^line 2 of .*rows.csv has "fine" as note, which is not a finite number$/);
    expect(textsOf(note?.texts).sort()).toEqual(["3", "fine"]);
  });

  it("reads the same rows from JSON lines", async () => {
    const csv = await read("same.csv", "id,label,prediction,score.a,score.b\n1,a,b,0.5,0.5\n2,b,b,0.1,0.9\n");
    const json = await read(
      "same.jsonl",
      '{"id":1,"label":"a","prediction":"b","score":{"a":0.5,"b":0.5}}\n\n{"id":"2","score":{"b":0.9,"a":0.1},"label":"b","prediction":"b"}\n',
    );
    expect(plain(json)).toEqual(plain(csv));
  });

  it("skips a byte-order mark, spaces around values, empty lines and carriage returns", async () => {
    const csv = await read("bom.csv", "\uFEFFid, label ,prediction\r\n1, a,a \r\n\r\n2,b,b");
    expect(plain(csv)).toEqual([
      ["1", "a", "a"],
      ["2", "b", "b"],
    ]);
    const json = await read("bom.jsonl", '\uFEFF{"id":"1","profit":2}\r\n{"id":"2","profit":-3.5}\r\n');
    expect(plain(json)).toEqual([
      ["1", 2],
      ["2", -3.5],
    ]);
  });

  it("takes 1.0 for the class 1, as data frames write it", async () => {
    const rows = await read("floats.csv", "id,label,prediction\na,1,1.0\nb,0.0,-0.50\nc,1.50,2.00\n");
    expect(plain(rows)).toEqual([
      ["a", "1", "1"],
      ["b", "0", "-0.50"],
      ["c", "1.50", "2"],
    ]);
  });

  it("reads back whatever was written", async () => {
    const text = fc.stringMatching(/^[a-z",\n ]{0,6}[a-z"]$/).map((value) => value.trim() || "x");
    const row = fc.record({
      id: text,
      label: text,
      profit: fc.double({ noNaN: true, noDefaultInfinity: true }),
    });
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { minLength: 1, maxLength: 8, selector: ({ id }) => id }),
        async (rows) => {
          fc.pre(rows.every(({ label }) => label !== "nan"));
          const csv = rows.map(
            (one) => `${quoted(one.id)},${quoted(one.label)},${quoted(one.label)},${one.profit}`,
          );
          const json = rows.map((one) => JSON.stringify({ ...one, prediction: one.label }));
          for (const file of [
            await read("any.csv", ["id,label,prediction,profit", ...csv].join("\n")),
            await read("any.ndjson", json.join("\n")),
          ]) {
            expect(plain(file)).toEqual(
              rows.map(({ id, label, profit }) => [id, label, label, profit + 0]).sort(byId),
            );
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it("tells the samples of one id apart, and groups them", async () => {
    const rows = await read("samples.csv", "sample,id,profit\n1,a,1\n2,a,3\n1,b,5\n");
    expect(textsOf(rows.ids).sort()).toEqual(["a, sample 1", "a, sample 2", "b, sample 1"]);
    expect(rows.groups && [...new Set(textsOf(rows.groups))].sort()).toEqual(["a", "b"]);
    await expect(read("again.csv", "id,sample,profit\na,1,1\na,1,3\n")).rejects.toThrow(
      /^the id "a, sample 1" occurs twice in .*again.csv: on lines 2 and 3$/,
    );
  });

  it("takes many different numbers for amounts, and refuses a name among them", async () => {
    const lines = Array.from({ length: 70_000 }, (_, row) => `${row},${row / 8},${row / 8 + 1}`);
    const rows = await read("amounts.csv", `id,label,prediction\n${lines.join("\n")}\n`);
    expect(measure(metricByName("mae"), rows)).toBe(1);
    expect(measure(metricByName("accuracy"), rows)).toBe(0);
    expect(() => measure(metricByName("f1_macro"), rows)).toThrow("f1_macro needs classes, but the label of");
    await expect(read("mixed.csv", `id,label,prediction\n${lines.join("\n")}\nx,spam,1\n`)).rejects.toThrow(
      /^line 70002 of .*mixed.csv has "spam" as label, but the lines before it have 65,536 different numbers/,
    );
  });

  it("reads 100,000 rows", async () => {
    const lines = Array.from({ length: 100_000 }, (_, row) => `${row},${row % 2},${row % 3 ? 1 : 0},0.25`);
    const rows = await read("large.csv", `id,label,prediction,score\n${lines.join("\n")}\n`);
    expect([rows.ids.length, rows.numbers.get("score")?.length]).toEqual([100_000, 100_000]);
    expect(new Set(textsOf(rows.ids)).size).toBe(100_000);
  });
});

describe("a file of predictions that is wrong", () => {
  it.each([
    ["empty.csv", "", "empty.csv is empty"],
    ["empty.jsonl", "\n\n", "empty.jsonl is empty"],
    ["bare.csv", "id,label,prediction\n", "bare.csv has columns but no rows"],
    [
      "noid.csv",
      "name,label,prediction\nx,a,a\n",
      "noid.csv lacks the column id; it has name, label, prediction",
    ],
    [
      "half.csv",
      "id,label,guess\n1,a,a\n",
      "half.csv lacks the column prediction; label and prediction go together; it has id, label, guess",
    ],
    [
      "less.csv",
      "id,group\n1,a\n",
      "lacks what is measured: label and prediction, or numeric columns; it has id, group",
    ],
    ["words.csv", "id,note\n1,fine\n", "has neither label and prediction nor a column of numbers: line 2 of"],
    ["twice.csv", "id,label,label,prediction\n1,a,a,a\n", 'twice.csv has two columns called "label"'],
    ["ids.csv", "id,profit\na,1\nb,2\na,3\n", /the id "a" occurs twice in .*ids.csv: on lines 2 and 4/],
    ["drift.csv", "id,profit\n\na,1\n\nb,2\na,3\n", /occurs twice in .*: on lines 3 and 6; where one id has/],
    ["noids.csv", "id,profit\n,1\n", /line 2 of .*noids.csv has no id/],
    [
      "nan.csv",
      "id,label,prediction,score\n1,a,a,0.5\n2,a,a,NaN\n",
      /line 3 of .*nan.csv has "NaN" as score, which is not a finite number/,
    ],
    [
      "inf.csv",
      "id,label,prediction,score.a\n1,a,a,inf\n",
      /has "inf" as score.a, which is not a finite number/,
    ],
    ["null.jsonl", '{"id":1,"label":"a","prediction":null}', /line 1 of .* has no prediction: null/],
    ["missing.csv", "id,label,prediction\n1,a,\n", /line 2 of .* has no prediction: an empty value/],
    ["nanlabel.csv", "id,label,prediction\n1,nan,a\n", /line 2 of .* has no label: "nan"/],
    [
      "wide.csv",
      "id,profit\n1,2\n2,3,4\n5,6\n",
      /^line 3 of .*wide.csv has 3 values, but the header has 2 columns$/,
    ],
    [
      "cut.csv",
      "id,label,prediction\n1,a,a\n2,a",
      /^line 3 of .* has 2 values, but the header has 3 columns; it is the last line: was the file cut short\?$/,
    ],
    ["quote.csv", 'id,profit\n1,2\n2,"3', /is not valid CSV: .*; was the file cut short\?/],
    [
      "cut.jsonl",
      '{"id":1,"profit":2}\n{"id":2,"pro',
      /^line 2 of .* is not JSON: .*; it is the last line: was the file cut short\?$/,
    ],
    [
      "list.jsonl",
      '{"id":1,"profit":2}\n[3]\n{"id":3,"profit":2}',
      /^line 2 of .*list.jsonl is not a JSON object$/,
    ],
    [
      "lacks.jsonl",
      '{"id":1,"profit":2}\n{"id":2}\n{"id":3,"profit":2}',
      /^line 2 of .* lacks profit, which the first has$/,
    ],
    [
      "extra.jsonl",
      '{"id":1,"profit":2}\n{"id":2,"profit":1,"x":1}\n{"id":3,"profit":2}',
      /^line 2 of .* has x, which the first line lacks$/,
    ],
    ["deep.jsonl", '{"id":1,"profit":[2]}', /profit is neither text nor a number/],
    ["rows.parquet", "PAR1", /rows.parquet is not valid Parquet: .*; was the file cut short\?$/],
    ["empty.parquet", "", "empty.parquet is empty"],
    ["rows.xlsx", "", /".xlsx" is no known format; known are .csv, .jsonl, .ndjson, .parquet/],
  ])("%s is told what", async (name, text, message) => {
    const reading = read(name, text);
    await expect(reading).rejects.toThrow(EvaluationError);
    await expect(reading).rejects.toThrow(message);
  });

  it("is told when its rows take more memory than they may", async () => {
    const rows = async function* () {
      for (let line = 1; ; line++) yield [{ line, values: [`row-${line}`, 0.5] }];
    };
    const stream = { columns: ["id", "profit"], unit: "line" as const, rows: rows() };
    await expect(collectPredictions("endless.csv", stream, 10, 1e6)).rejects.toThrow(
      /^endless.csv is too large for this machine: its first 4\d,\d{3} rows take more than 0.0 GB, a third of its memory;/,
    );
  });

  it("is told when it is not there or is a directory", async () => {
    await expect(readPredictions(join(folder, "none.csv"))).rejects.toThrow(
      /none.csv: there is no such file/,
    );
    await expect(readPredictions(join(folder, "none.jsonl"))).rejects.toThrow(
      /none.jsonl: there is no such file/,
    );
    const directory = join(folder, "directory.csv");
    await mkdir(directory);
    await expect(readPredictions(directory)).rejects.toThrow(/directory.csv: it is a directory/);
  });
});
