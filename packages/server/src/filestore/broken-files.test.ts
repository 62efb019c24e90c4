import { chmodSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { TemporaryFiles } from "./testing/temporary-files.js";

const run = (digit: string) => digit.repeat(32);

it("become findings, and what is whole is served", async () => {
  const files = new TemporaryFiles();
  files.experiment("1");
  files.run("1", run("a"));
  files.write(`1/${run("a")}/metrics/good`, "1 0.5 1\n2 nan 2\n3 inf 3\n");
  files.write(`1/${run("a")}/metrics/half`, "1 0.5 1\n17");
  files.write(`1/${run("a")}/metrics/junk`, Buffer.from([0, 255, 10, 254, 32, 10]));
  files.write(`1/${run("a")}/metrics/old-form`, "7 0.25\n");
  files.write(`1/${run("a")}/params/junk`, Buffer.from([0xff, 0xfe]));
  files.write(`1/${run("a")}/params/deep/key`, "v");
  files.run("1", run("b"), "status: 99\n");
  files.run("1", run("c"));
  files.write(`1/${run("c")}/meta.yaml`, "a: [1\nb: }");
  files.run("1", run("d"));
  files.write(`1/${run("d")}/meta.yaml`, "");
  files.write(`1/${run("e")}/params/p`, "a run without meta.yaml");
  files.write(`1/artifacts-only/model.pkl`, "no run at all");
  files.run("1", run("f"));
  files.write(`1/${run("f")}/meta.yaml`, `experiment_id: '2'\nrun_id: ${run("f")}\n`);
  symlinkSync("..", join(files.root, "1", run("a"), "params", "loop"));
  symlinkSync(dirname(files.root), join(files.root, "1", "outside"));
  files.experiment("2", "experiment 1");
  files.write("not-a-number/meta.yaml", "name: x");
  files.write("3/tags/x", "an experiment without meta.yaml");
  files.write("models/reg/meta.yaml", "name: reg\ncreation_timestamp: 1\n");
  files.write("models/reg/aliases/champion", "first");
  files.write("models/reg/version-1/meta.yaml", "name: reg\nversion: 1\ncurrent_stage: Bogus\n");
  const call = await files.serve();

  const { experiments } = await call("POST", "experiments/search", { max_results: 10 });
  expect(experiments).toEqual([expect.objectContaining({ experiment_id: "1" })]);
  const { runs } = await call("POST", "runs/search", { experiment_ids: ["1"], order_by: ["run_name"] });
  expect(runs).toHaveLength(2);
  const [first, second] = runs as { info: object; data: Record<string, { key: string; value: unknown }[]> }[];
  expect(first?.data.metrics?.map(({ key, value }) => [key, value]).sort()).toEqual([
    ["good", 1.7976931348623157e308],
    ["half", 0.5],
    ["old-form", 0.25],
  ]);
  expect(first?.data.params).toEqual([{ key: "deep/key", value: "v" }]);
  expect(second?.info).toMatchObject({ status: "RUNNING" });
  const { model_version } = await call("GET", "model-versions/get?name=reg&version=1");
  expect(model_version).toMatchObject({ current_stage: "None" });

  const { findings } = await call("GET", "/api/slipway/1.0/file-store/findings");
  const found = (findings as { path: string; problem: string }[]).map(
    ({ path, problem }) => `${path}: ${problem}`,
  );
  const expected = [
    [`1/${run("a")}/metrics/junk`, "lines hold no point"],
    [`1/${run("a")}/params/junk`, "no UTF-8 text"],
    [`1/${run("a")}/params/loop`, "symbolic link"],
    [`1/${run("b")}/meta.yaml`, "status 99 is unknown"],
    [`1/${run("c")}/meta.yaml`, "no YAML"],
    [`1/${run("d")}/meta.yaml`, "no mapping"],
    [`1/${run("e")}/meta.yaml`, "missing"],
    [`1/${run("f")}/meta.yaml`, "of experiment 2"],
    ["1/outside", "symbolic link"],
    ["2/meta.yaml", "is named 'experiment 1' too"],
    ["3/meta.yaml", "missing"],
    ["models/reg/aliases/champion", "no number of a version"],
    ["models/reg/meta.yaml", "'Bogus' is unknown"],
    ["not-a-number", "no number of an experiment"],
  ] as const;
  for (const [path, problem] of expected)
    expect(found, path).toContainEqual(expect.stringMatching(new RegExp(`^${path}: .*${problem}`)));
  expect(found).toHaveLength(expected.length);

  // Another file of the same run is read, the broken ones are not: they stay findings.
  files.write(`1/${run("a")}/params/new`, "v");
  await call("GET", `runs/get?run_id=${run("a")}`);
  const later = await call("GET", "/api/slipway/1.0/file-store/findings");
  const paths = (later.findings as { path: string }[]).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(expected.map(([path]) => path)));
});

it.skipIf(process.getuid?.() === 0)(
  "that cannot be opened hide nothing else, and come when they can",
  async () => {
    const files = new TemporaryFiles();
    files.experiment("1");
    files.run("1", run("a"));
    files.write(`1/${run("a")}/params/secret`, "x");
    chmodSync(join(files.root, `1/${run("a")}/params/secret`), 0);
    const store = await files.open();
    expect(await store.findings()).toEqual([
      { path: `1/${run("a")}/params/secret`, problem: expect.stringContaining("EACCES") },
    ]);
  },
);

it("are taken once they are whole", async () => {
  const files = new TemporaryFiles();
  files.experiment("1");
  files.run("1", run("a"));
  files.write(`1/${run("a")}/meta.yaml`, "");
  files.write(`1/${run("a")}/metrics/m`, "1 0.5 1\n2 0.7");
  const call = await files.serve();
  expect(await call("GET", `runs/get?run_id=${run("a")}`)).toMatchObject({
    error_code: "RESOURCE_DOES_NOT_EXIST",
  });
  files.run("1", run("a"));
  files.write(`1/${run("a")}/metrics/m`, "1 0.5 1\n2 0.75 2\n");
  const answer = await call("GET", `runs/get?run_id=${run("a")}`);
  expect(answer.run).toMatchObject({ data: { metrics: [{ key: "m", value: 0.75, step: 2 }] } });
  expect(await call("GET", "/api/slipway/1.0/file-store/findings")).toEqual({});
});
