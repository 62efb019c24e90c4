import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
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
afterEach(() => vi.stubEnv("MLFLOW_EXPERIMENT_ID", undefined));

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

  it("list takes an order and a limit, and the experiment of the environment", async () => {
    vi.stubEnv("MLFLOW_EXPERIMENT_ID", "0");
    const { out } = await slipway("runs", "list", "--order-by", "metrics.accuracy", "--max-results", "1");
    expect(out.trimEnd().split("\n").slice(2)).toEqual([expect.stringContaining("first run")]);
    expect((await slipway("runs", "list", "--max-results", "0", "--json")).out).toBe("[]\n");
    const wrong = await slipway("runs", "list", "--max-results", "-1");
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining("whole number") });
  });

  it("create says what it made, and what is wrong with a tag or a status", async () => {
    const create = (...words: string[]) => slipway("runs", "create", "-n", "by hand", ...words);
    const { out } = await create("-t", "team=mail", "--status", "failed");
    const made: { run_id: string; status: string } = JSON.parse(out);
    expect(made.status).toBe("FAILED");
    const { run } = await server.client.runs.get({ run_id: made.run_id });
    expect(run.data.tags).toContainEqual({ key: "team", value: "mail" });
    expect((await create("-t", "team")).err).toContain("Invalid tag format: 'team'");
    expect((await create("-t", "a=1", "-t", "a=2")).err).toContain("Duplicate tag key: 'a'");
    expect(await create("--status", "running")).toMatchObject({ code: 2 });
  });

  it("delete and restore change a run", async () => {
    const [id = ""] = ids;
    const stage = async () => (await server.client.runs.get({ run_id: id })).run.info.lifecycle_stage;
    expect((await slipway("runs", "delete", "--run-id", id)).out).toBe(
      `Run with ID ${id} has been deleted.\n`,
    );
    expect(await stage()).toBe("deleted");
    expect((await slipway("runs", "restore", "--run-id", id)).out).toBe(
      `Run with id ${id} has been restored.\n`,
    );
    expect(await stage()).toBe("active");
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
