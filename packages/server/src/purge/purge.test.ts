import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database/database.js";
import { openDatabase } from "../database/open-database.js";
import { mlflowTables } from "../database/schema/index.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

const OURS = "/api/slipway/1.0";
let server: TestServer;
let database: Database;
beforeAll(async () => {
  server = await temporaryServer();
  database = await openDatabase(server.backendStoreUri);
  return () => database.close();
});

const artifacts = (...names: string[]) => join(server.directory, "artifacts", ...names);

async function made(path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await server.call("POST", path, body);
  expect(answer, path).toMatchObject({ status: 200 });
  return answer.body;
}

async function makeExperiment(name: string): Promise<string> {
  return String((await made("experiments/create", { name })).experiment_id);
}

/** A run with a bit of everything, and a logged model that it made. */
async function makeRun(experiment_id: string, points = 3): Promise<{ run: string; model: string }> {
  const { run } = (await made("runs/create", { experiment_id })) as { run: { info: { run_id: string } } };
  const { run_id } = run.info;
  const fields = { experiment_id, name: "model", source_run_id: run_id, params: [{ key: "a", value: "b" }] };
  const { model } = (await made("logged-models", fields)) as { model: { info: { model_id: string } } };
  const { model_id } = model.info;
  const metrics = Array.from({ length: points }, (_, n) => ({
    key: "m",
    value: n,
    timestamp: n,
    step: 0,
    model_id,
  }));
  for (let from = 0; from < points; from += 1000)
    await made("runs/log-batch", { run_id, metrics: metrics.slice(from, from + 1000) });
  await made("runs/log-batch", {
    run_id,
    metrics: Array.from({ length: 30 }, (_, n) => ({ key: `key ${n}`, value: 1, timestamp: 1, step: n })),
    params: [{ key: "p", value: "1" }],
    tags: [{ key: "t", value: "1" }],
  });
  const dataset = { name: "d", digest: run_id.slice(0, 8), source_type: "s", source: "s" };
  await made("runs/log-inputs", {
    run_id,
    datasets: [{ dataset, tags: [{ key: "context", value: "train" }] }],
  });
  await made("runs/outputs", { run_id, models: [{ model_id, step: 0 }] });
  for (const folder of [`${run_id}/artifacts`, `models/${model_id}/artifacts`]) {
    await mkdir(artifacts(experiment_id, folder, "deep"), { recursive: true });
    await writeFile(artifacts(experiment_id, folder, "deep", "file.txt"), "12345");
  }
  return { run: run_id, model: model_id };
}

/** The rows of every table in which an id is the value of any column. */
async function rowsWith(id: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [name, { columns }] of Object.entries(mlflowTables))
    for (const column of Object.keys(columns)) {
      const answer = await sql<{ n: number }>`
        SELECT count(*) AS n FROM ${sql.table(name)} WHERE CAST(${sql.ref(column)} AS CHAR(40)) = ${id}`.execute(
        database.read,
      );
      const [row] = answer.rows;
      if (Number(row?.n) > 0) found[name] = (found[name] ?? 0) + Number(row?.n);
    }
  return found;
}

const purge = (what: string, body: object) => server.call("POST", `${OURS}/${what}/purge`, body);

describe("runs/purge", () => {
  it("removes every row and artifact of a deleted run, and nothing of others", async () => {
    const experiment = await makeExperiment("runs");
    const [gone, kept] = [await makeRun(experiment), await makeRun(experiment)];
    const before = await rowsWith(kept.run);
    await made("runs/delete", { run_id: gone.run });
    const { status, body } = await purge("runs", { run_ids: [gone.run] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ runs: 1, files: 1, bytes: 5 });
    expect(body).not.toHaveProperty("failed");
    // The model that the run made remembers where it comes from.
    expect(await rowsWith(gone.run)).toEqual({ logged_models: 1 });
    expect(await rowsWith(kept.run)).toEqual(before);
    expect(await readdir(artifacts(experiment))).toEqual([kept.run, "models"].sort());
    expect((await server.call("GET", `runs/get?run_id=${gone.run}`)).status).toBe(404);
  });

  it("removes a long history in pieces, whatever its steps are", async () => {
    const { run } = await makeRun("0", 5000);
    await made("runs/delete", { run_id: run });
    const { body } = await purge("runs", { run_ids: [run] });
    expect(Number(body.rows)).toBeGreaterThan(10_000);
    expect(await rowsWith(run)).toEqual({ logged_models: 1 });
  });

  it("refuses all when one is unknown, not deleted or deleted too late", async () => {
    const { run } = await makeRun("0");
    const { run: other } = await makeRun("0");
    await made("runs/delete", { run_id: run });
    expect(await purge("runs", { run_ids: [run, other] })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(`Run ${other} is not in \`deleted\` lifecycle stage.`) },
    });
    expect(await purge("runs", { run_ids: [run, "nope"] })).toMatchObject({ status: 404 });
    expect(await purge("runs", { run_ids: [run], deleted_before: Date.now() - 60_000 })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("is not older than the required age") },
    });
    expect((await purge("runs", { run_ids: Array(101).fill(run) })).status).toBe(400);
    expect((await server.call("GET", `runs/get?run_id=${run}`)).status).toBe(200);
    expect(existsSync(artifacts("0", run, "artifacts", "deep", "file.txt"))).toBe(true);
  });

  it("leaves a run whose artifacts it must not touch, and says why", async () => {
    const outside = await mkdtemp(join(tmpdir(), "slipway-outside-"));
    await writeFile(join(outside, "precious"), "x");
    const [{ run: far }, { run: elsewhere }, { run: fine }] = [
      await makeRun("0"),
      await makeRun("0"),
      await makeRun("0"),
    ];
    await database.write(async (tx) => {
      const set = (id: string, artifact_uri: string) =>
        tx.updateTable("runs").set({ artifact_uri }).where("run_uuid", "=", id).execute();
      await set(far, `${outside}/${far}/artifacts`);
      await set(elsewhere, "mlflow-artifacts:/0");
    });
    await symlink(outside, artifacts("0", "link"));
    for (const run_id of [far, elsewhere, fine]) await made("runs/delete", { run_id });
    const { body } = await purge("runs", { run_ids: [far, elsewhere, fine] });
    expect(body).toMatchObject({ runs: 1 });
    expect((body.failed as { id: string }[]).map(({ id }) => id)).toEqual([far, elsewhere]);
    expect(await readdir(outside)).toEqual(["precious"]);
    expect((await server.call("GET", `runs/get?run_id=${elsewhere}`)).status).toBe(200);
    expect((await purge("runs", { run_ids: [far, elsewhere], keep_artifacts: true })).body).toMatchObject({
      runs: 2,
    });
  });
});

describe("logged-models/purge", () => {
  it("removes a deleted logged model alone", async () => {
    const { run, model } = await makeRun("0");
    expect((await purge("logged-models", { model_ids: [model] })).body.message).toContain(
      `Logged model ${model} is not in \`deleted\` lifecycle stage.`,
    );
    expect((await server.call("DELETE", `logged-models/${model}`)).status).toBe(200);
    const { body } = await purge("logged-models", { model_ids: [model] });
    expect(body).toMatchObject({ logged_models: 1, files: 1, bytes: 5 });
    expect(await rowsWith(model)).toEqual({});
    expect(existsSync(artifacts("0", "models", model))).toBe(false);
    expect((await server.call("GET", `runs/get?run_id=${run}`)).status).toBe(200);
  });
});

describe("experiments/purge", () => {
  it("removes an experiment with all that is in it, and frees its name", async () => {
    const experiment = await makeExperiment("a name to be free");
    const { run, model } = await makeRun(experiment);
    await made("experiments/set-experiment-tag", { experiment_id: experiment, key: "k", value: "v" });
    await database.write(async (tx) => {
      await sql`INSERT INTO trace_info (request_id, experiment_id, timestamp_ms, status)
        VALUES ('tr-1', ${Number(experiment)}, 1, 'OK')`.execute(tx);
    });
    expect((await purge("experiments", { experiment_ids: [experiment] })).body.message).toContain(
      "not in `deleted`",
    );
    await made("experiments/delete", { experiment_id: experiment });
    await made("runs/restore", { run_id: run });
    expect((await purge("experiments", { experiment_ids: [experiment] })).body.failed).toEqual([
      {
        kind: "experiment",
        id: experiment,
        reason: expect.stringContaining("has 1 run that is not deleted"),
      },
    ]);
    await made("runs/delete", { run_id: run });
    const { body } = await purge("experiments", { experiment_ids: [experiment] });
    expect(body).toMatchObject({ experiments: 1, runs: 1, logged_models: 1, files: 2, bytes: 10 });
    for (const id of [run, model, "tr-1"]) expect(await rowsWith(id)).toEqual({});
    // Other databases refuse a row that hangs on nothing.
    if (database.dialect.name === "sqlite")
      expect((await sql`PRAGMA foreign_key_check`.execute(database.read)).rows).toEqual([]);
    expect(existsSync(artifacts(experiment))).toBe(false);
    const again = await makeExperiment("a name to be free");
    expect(await rowsWith(again)).toMatchObject({ experiments: 1 });
  });
});

describe("deleted", () => {
  it("lists what can go, by age and with sizes", async () => {
    const experiment = await makeExperiment("listed");
    const { run } = await makeRun(experiment);
    await made("experiments/delete", { experiment_id: experiment });
    const list = async (query: string) => (await server.call("GET", `${OURS}/deleted?${query}`)).body.deleted;
    expect(await list("kind=run&measured=true")).toContainEqual(
      expect.objectContaining({ kind: "run", id: run, experiment_id: experiment, files: 1, bytes: 5 }),
    );
    expect(await list("kind=experiment")).toContainEqual(
      expect.objectContaining({ id: experiment, name: "listed" }),
    );
    expect(await list(`kind=run&deleted_before=${Date.now() - 60_000}`)).toBeUndefined();
    expect((await server.call("GET", `${OURS}/deleted?kind=user`)).status).toBe(400);
  });
});

describe("orphans", () => {
  it("are old folders of runs and logged models that no row knows", async () => {
    const { run } = await makeRun("0");
    const [lost, young, filestore] = ["a", "b", "c"].map((letter) => letter.repeat(32)) as [
      string,
      string,
      string,
    ];
    const model = `m-${"d".repeat(32)}`;
    const folders = [`0/${lost}`, `0/${young}`, `0/${filestore}`, `gone/deep/models/${model}`];
    for (const folder of folders) {
      await mkdir(artifacts(folder, "artifacts"), { recursive: true });
      await writeFile(artifacts(folder, "artifacts", "file"), "123");
    }
    await writeFile(artifacts("0", filestore, "meta.yaml"), "a run of MLflow's file store");
    const old = new Date(Date.now() - 86_400_000);
    for (const folder of folders)
      if (!folder.includes(young))
        for (const part of ["artifacts/file", "artifacts", ""])
          await utimes(artifacts(folder, part), old, old);
    const before = Date.now() - 3_600_000;
    const listed = await server.call("GET", `${OURS}/artifacts/orphans?written_before=${before}`);
    const wanted = [`mlflow-artifacts:/0/${lost}`, `mlflow-artifacts:/gone/deep/models/${model}`];
    const orphans = listed.body.orphans as { path: string }[];
    expect(orphans.map(({ path }) => path)).toEqual(wanted);
    expect(orphans[0]).toMatchObject({ files: 1, bytes: 3 });
    const asked = { paths: [...wanted, `mlflow-artifacts:/0/${run}`], written_before: before };
    const { body } = await server.call("POST", `${OURS}/artifacts/orphans/purge`, asked);
    expect(body).toEqual({ folders: 2, files: 2, bytes: 6 });
    expect(await readdir(artifacts("0"))).toEqual(expect.arrayContaining([run, young, filestore]));
    expect(existsSync(artifacts("0", lost))).toBe(false);
  });
});
