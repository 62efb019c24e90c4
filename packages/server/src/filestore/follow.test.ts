import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { TemporaryFiles } from "./testing/temporary-files.js";

const run = (digit: string) => digit.repeat(32);

it("sees what others write, move and remove, without a look at each run", async () => {
  const files = new TemporaryFiles();
  files.experiment("123456789012345678");
  files.run("123456789012345678", run("a"));
  const call = await files.serve();
  const runs = async () => {
    const answer = await call("POST", "runs/search", {
      experiment_ids: ["123456789012345678"],
      run_view_type: "ALL",
    });
    return ((answer.runs ?? []) as { info: { run_id: string }; data: object }[]).map(({ info, data }) => [
      info.run_id,
      data,
    ]);
  };
  expect(await runs()).toEqual([[run("a"), {}]]);

  files.write(`123456789012345678/${run("a")}/metrics/val/loss`, "1 0.5 1\n");
  files.run("123456789012345678", run("b"));
  await expect.poll(runs, { timeout: 4000 }).toEqual([
    [run("a"), { metrics: [{ key: "val/loss", value: 0.5, timestamp: 1, step: 1 }] }],
    [run("b"), {}],
  ]);
  appendFileSync(join(files.root, `123456789012345678/${run("a")}/metrics/val/loss`), "2 0.25 2\n");
  rmSync(join(files.root, `123456789012345678/${run("b")}`), { recursive: true });
  await expect
    .poll(runs, { timeout: 4000 })
    .toEqual([[run("a"), { metrics: [{ key: "val/loss", value: 0.25, timestamp: 2, step: 2 }] }]]);
  const history = await call("GET", `metrics/get-history?run_id=${run("a")}&metric_key=val/loss`);
  expect(history.metrics).toHaveLength(2);

  const stage = async () => {
    const { experiment } = await call("GET", "experiments/get?experiment_id=123456789012345678");
    return (experiment as { lifecycle_stage?: string } | undefined)?.lifecycle_stage;
  };
  mkdirSync(join(files.root, ".trash"));
  renameSync(join(files.root, "123456789012345678"), join(files.root, ".trash/123456789012345678"));
  await expect.poll(stage, { timeout: 4000 }).toBe("deleted");
  expect(await runs()).toHaveLength(1);
  const { file_store } = await call("GET", "/api/slipway/1.0/server");
  expect(file_store).toMatchObject({ root: files.root, watching: expect.any(Boolean) });
});

it("looks at the files after a start as it left them", async () => {
  const files = new TemporaryFiles();
  files.experiment("1");
  files.run("1", run("a"));
  files.write(`1/${run("a")}/params/p`, "old");
  const store = await files.open();
  await store.close();
  files.write(`1/${run("a")}/params/p`, "newer");
  files.run("1", run("b"));
  const again = await files.open();
  const params = await again.database.read.selectFrom("params").selectAll().execute();
  expect(params).toEqual([{ run_uuid: run("a"), key: "p", value: "newer" }]);
  expect(await again.database.read.selectFrom("runs").select("run_uuid").execute()).toHaveLength(2);
});

it("writes nothing outside of its folder, and through no link", async () => {
  const files = new TemporaryFiles();
  files.experiment("1");
  files.run("1", run("a"));
  const outside = join(dirname(files.root), "outside");
  mkdirSync(outside);
  const call = await files.serve();
  for (const name of ["..", "../outside", "a\\b", "50%"])
    expect(await call("POST", "registered-models/create", { name }), name).toMatchObject({
      error_code: "INVALID_PARAMETER_VALUE",
    });
  for (const key of ["../../x", "/x", "a/../../b"])
    for (const [path, body] of [
      ["runs/set-tag", { run_id: run("a"), key, value: "v" }],
      ["experiments/set-experiment-tag", { experiment_id: "1", key, value: "v" }],
    ] as const)
      expect(await call("POST", path, body), `${path} ${key}`).toMatchObject({
        error_code: "INVALID_PARAMETER_VALUE",
      });
  symlinkSync(outside, join(files.root, "1", run("a"), "tags"));
  expect(await call("POST", "runs/set-tag", { run_id: run("a"), key: "k", value: "v" })).toMatchObject({
    error_code: "INVALID_PARAMETER_VALUE",
    message: expect.stringContaining("is a file, or a link"),
  });
  const { run: after } = await call("GET", `runs/get?run_id=${run("a")}`);
  expect(after).not.toHaveProperty("data.tags");
  expect(readdirSync(outside)).toEqual([]);
});

it("undoes a write whose files cannot be written, and keeps what others wrote a moment ago", async () => {
  const files = new TemporaryFiles();
  files.experiment("1");
  files.run("1", run("a"));
  const call = await files.serve();
  files.write(`1/${run("a")}/params/p`, "theirs");
  expect(
    await call("POST", "runs/log-parameter", { run_id: run("a"), key: "p", value: "ours" }),
  ).toMatchObject({
    error_code: "INVALID_PARAMETER_VALUE",
    message: expect.stringContaining("was already logged with value='theirs'"),
  });
  await call("POST", "runs/set-tag", { run_id: run("a"), key: "k", value: "v" });
  expect(await call("POST", "runs/set-tag", { run_id: run("a"), key: "k/below", value: "v" })).toMatchObject({
    error_code: "INVALID_PARAMETER_VALUE",
  });
  files.run("1", run("a"), "status: 3\nof_another_program: kept\n");
  await call("POST", "runs/update", { run_id: run("a"), run_name: "renamed" });
  await sleep(300);
  const { run: after } = await call("GET", `runs/get?run_id=${run("a")}`);
  expect(after).toMatchObject({
    info: { status: "FINISHED", run_name: "renamed" },
    data: { params: [{ key: "p", value: "theirs" }] },
  });
  expect(readFileSync(join(files.root, `1/${run("a")}/meta.yaml`), "utf8")).toContain(
    "of_another_program: kept",
  );
});
