import { expect, it } from "vitest";
import { temporaryDatabase } from "../database/testing/temporary-database.js";
import { temporaryServer } from "../testing/temporary-server.js";
import { stateOf } from "./subject.js";

const GREATEST = "9223372036854775807";

it("has another state after each change, and the same one while nothing changes", async () => {
  const server = await temporaryServer();
  const database = await temporaryDatabase(server.backendStoreUri);
  const post = async (path: string, body: object) => {
    const answer = await server.call("POST", path, body);
    expect(answer, `${path} ${JSON.stringify(answer.body)}`).toMatchObject({ status: 200 });
    return answer.body;
  };
  const startRun = async (run_name: string) => {
    const { run } = await post("runs/create", { experiment_id: "0", run_name, start_time: 1 });
    return (run as { info: { run_id: string } }).info.run_id;
  };
  const run_id = await startRun("first");
  const point = (key: string, step: number | string) =>
    post("runs/log-metric", { run_id, key, value: 1.7e308, timestamp: 1, step });
  await post("registered-models/create", { name: "m" });
  const run = { kind: "run", id: run_id } as const;
  const experiment = { kind: "experiment", id: "0" } as const;
  const model = { kind: "model", id: "m" } as const;
  const version = { name: "m", version: "1" };
  const changes = [
    [() => point("loss", 0), run, experiment],
    [() => point("loss", 1), run, experiment],
    // Beyond what any database adds up.
    [() => point("a", GREATEST), run, experiment],
    [() => point("b", GREATEST), run, experiment],
    [() => post("runs/log-parameter", { run_id, key: "c", value: "1" }), run],
    [() => post("runs/set-tag", { run_id, key: "note", value: "a" }), run],
    [() => post("runs/set-tag", { run_id, key: "note", value: "b" }), run],
    [() => post("runs/update", { run_id, run_name: "renamed" }), run, experiment],
    [() => post("runs/update", { run_id, status: "FINISHED", end_time: 2 }), run, experiment],
    [() => startRun("second"), experiment],
    [() => post("runs/delete", { run_id }), run, experiment],
    [() => post("experiments/update", { experiment_id: "0", new_name: "renamed" }), experiment],
    [() => post("model-versions/create", { name: "m", source: "s3://bucket/model" }), model],
    [() => post("model-versions/set-tag", { ...version, key: "k", value: "v" }), model],
    [() => post("model-versions/transition-stage", { ...version, stage: "Production" }), model],
    [() => post("registered-models/alias", { ...version, alias: "best" }), model],
    [() => post("/api/slipway/1.0/promotions", { name: "m", action: "hold", reason: "r" }), model],
  ] as const;
  for (const [n, [change, ...subjects]] of changes.entries()) {
    const states = () => Promise.all(subjects.map((subject) => stateOf(database, subject)));
    const before = await states();
    expect(await states()).toEqual(before);
    await change();
    const after = await states();
    for (const [place, state] of after.entries()) {
      expect(state).toMatch(/^[\w-]{22}$/);
      expect(state, `after change ${n} of the ${subjects[place]?.kind}`).not.toBe(before[place]);
    }
  }
});

it("has no state where there is nothing", async () => {
  const database = await temporaryDatabase();
  const missing = [
    { kind: "run", id: "nope" },
    { kind: "experiment", id: "99" },
    { kind: "experiment", id: "9".repeat(30) },
    { kind: "model", id: "nope" },
  ] as const;
  for (const subject of missing) expect(await stateOf(database, subject)).toBeUndefined();
});
