import type { Run } from "@slipway/contract";
import { parse } from "csv-parse/browser/esm/sync";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvHeading, csvLines, inertCell } from "./run-csv.js";

const run = (name: string, note: string): Run => ({
  info: {
    run_id: "r1",
    run_name: name,
    experiment_id: "1",
    status: "FINISHED",
    lifecycle_stage: "active",
    start_time: 1_700_000_000_000,
    end_time: 1_700_000_001_500,
  },
  data: {
    metrics: [{ key: "loss", value: -0.5, timestamp: 0, step: 0 }],
    params: [{ key: "note", value: note }],
    tags: [],
  },
});

describe("inertCell", () => {
  it.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r", "-"])("makes %j inert", (text) =>
    expect(inertCell(text)).toBe(`'${text}`),
  );

  it.each(["-0.5", "+1e-3", "plain", "a=b", ""])("leaves %j", (text) => expect(inertCell(text)).toBe(text));
});

describe("the CSV of runs", () => {
  it("has whole values under the columns in order, and each run's id once", () => {
    const columns = ["duration", "id", "metrics.loss", "params.note", "metrics.none", "start"];
    expect(csvHeading(columns)).toBe(
      "Run,Run ID,Duration (s),metrics.loss,params.note,metrics.none,Started (UTC)\n",
    );
    expect(csvLines([run('say "hi", please', "=A1")], columns)).toMatch(
      /^"say ""hi"", please",r1,1\.5,-0\.5,'=A1,,2023-11-14.22:13:20/,
    );
  });

  it("gives back every text, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (name, note) => {
        const [cells] = parse(csvLines([run(name, note)], ["params.note"]));
        expect(cells).toEqual([inertCell(name), "r1", inertCell(note)]);
      }),
    );
  });
});
