import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slipway, startTestServer, type TestServer } from "../../testing/command-line.js";

let server: TestServer;
const ids: string[] = [];
beforeAll(async () => {
  server = await startTestServer();
  for (const [index, name] of ["first run", "second run"].entries()) {
    const { run } = await server.client.runs.create({
      experiment_id: "0",
      run_name: name,
      start_time: 1_700_000_000_000 + index * 1000,
    });
    const { run_id } = run.info;
    const metrics = [{ key: "accuracy", value: 0.8 + index / 10, timestamp: 1, step: 0 }];
    await server.client.runs.logBatch({ run_id, metrics, params: [{ key: "c", value: "10" }], tags: [] });
    ids.push(run_id);
  }
  await server.client.runs.update({ run_id: ids[0] ?? "", status: "FINISHED", end_time: 1_700_000_002_000 });
});
afterAll(() => server.stop());

describe("slipway runs", () => {
  it("list shows the newest first", async () => {
    const { out, code } = await slipway("runs", "list", "--experiment-id", "0");
    const [header, rule, ...rows] = out.trimEnd().split("\n");
    expect(header).toMatch(/^Date +Name +Status +ID$/);
    expect(rule).toMatch(/^[- ]+$/);
    expect(rows.map((row) => row.split(/ {2,}/).slice(1))).toEqual([
      ["second run", "RUNNING", ids[1]],
      ["first run", "FINISHED", ids[0]],
    ]);
    expect(code).toBe(0);
  });

  it("list takes a filter, a view and --json", async () => {
    const listed = async (...words: string[]) =>
      JSON.parse((await slipway("runs", "list", "--experiment-id", "0", "--json", ...words)).out).map(
        ({ info }: { info: { run_id: string } }) => info.run_id,
      );
    expect(await listed("--filter", "metrics.accuracy > 0.85")).toEqual([ids[1]]);
    expect(await listed("--view", "deleted_only")).toEqual([]);
  });

  it("list says that an experiment does not exist", async () => {
    expect(await slipway("runs", "list", "--experiment-id", "77")).toEqual({
      code: 2,
      out: "",
      err: "error: No Experiment with id=77 exists\n",
    });
  });

  it("describe shows a run as JSON, by key", async () => {
    const { out } = await slipway("runs", "describe", "--run-id", ids[1] ?? "");
    expect(JSON.parse(out)).toMatchObject({
      info: { run_name: "second run", status: "RUNNING" },
      data: { metrics: { accuracy: 0.9 }, params: { c: "10" } },
    });
    expect((await slipway("runs", "describe", "--run-id", "abc")).code).toBe(2);
  });
});
