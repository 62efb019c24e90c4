import type { Build, Run } from "@slipway/contract";
import { beforeEach, describe, expect, it } from "vitest";
import { type TrackingApi, temporaryTracking } from "../testing/tracking-api.js";

let api: TrackingApi;
let experiments: string[];
beforeEach(async () => {
  api = await temporaryTracking();
  experiments = [];
  for (const name of ["one", "two"]) experiments.push((await api.experiments.create({ name })).experiment_id);
});

const start = async (experiment: number, time: number, tags: Record<string, string>): Promise<string> => {
  const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
  const made = { experiment_id: experiments[experiment], start_time: time, tags: list };
  return (await api.runs.create(made)).run.info.run_id;
};

const startBuild = (experiment: number, time: number, branch: string) =>
  start(experiment, time, { "slipway.kind": "build", "mlflow.source.git.branch": branch });

const startCandidate = async (build: string, experiment: number, time: number, seed: string) => {
  const id = await start(experiment, time, { "slipway.build": build, "slipway.cell.seed": seed });
  await api.runs.logBatch({ run_id: id, metrics: [{ key: "m", value: time, timestamp: 1, step: 0 }] });
  return id;
};

const idsOf = (runs: readonly Run[]) => runs.map(({ info }) => info.run_id);
const statesOf = ({ states }: Build) =>
  Object.fromEntries(states.map(({ status, count }) => [status, Number(count)]));

describe("builds", () => {
  it("are found in every experiment, newest first, with how their runs stand", async () => {
    const [first, second] = [await startBuild(0, 10, "main"), await startBuild(1, 20, "topic")];
    await start(0, 30, { branch: "main" });
    const done = await startCandidate(first, 1, 11, "1");
    await startCandidate(first, 0, 12, "2");
    const gone = await startCandidate(first, 0, 13, "3");
    await api.runs.update({ run_id: done, status: "FAILED", end_time: 15 });
    await api.runs.delete({ run_id: gone });

    const { builds } = await api.builds.search({});
    expect(idsOf(builds.map(({ run }) => run))).toEqual([second, first]);
    expect(builds.map(statesOf)).toEqual([{}, { FAILED: 1, RUNNING: 1 }]);
    expect(builds[1]?.run.data.tags).toContainEqual({ key: "mlflow.source.git.branch", value: "main" });

    const filter = "tags.`mlflow.source.git.branch` = 'topic'";
    expect((await api.builds.search({ filter })).builds.map(({ run }) => run.info.run_id)).toEqual([second]);
  });

  it("come in pages", async () => {
    const made: string[] = [];
    for (const time of [3, 2, 1]) made.push(await startBuild(0, time, "main"));
    const first = await api.builds.search({ max_results: 2 });
    const rest = await api.builds.search({ max_results: 2, page_token: first.next_page_token });
    const found = [...first.builds, ...rest.builds].map(({ run }) => run.info.run_id);
    expect([found, rest.next_page_token]).toEqual([made, undefined]);
  });

  it("have runs, oldest first, in whichever experiment they are, and of each what is asked for", async () => {
    const build = await startBuild(0, 1, "main");
    const made = [await startCandidate(build, 1, 2, "1"), await startCandidate(build, 0, 3, "2")];
    await startCandidate(await startBuild(0, 4, "main"), 0, 5, "1");
    const { runs } = await api.builds.runs({
      run_id: build,
      fields: ["tags.slipway.cell.seed", "metrics.m"],
    });
    expect(idsOf(runs)).toEqual(made);
    expect(runs.map(({ data }) => [data.tags, data.metrics.map(({ value }) => value)])).toEqual([
      [[{ key: "slipway.cell.seed", value: "1" }], [2]],
      [[{ key: "slipway.cell.seed", value: "2" }], [3]],
    ]);
  });

  it("say what they cannot find or read", async () => {
    await expect(api.builds.runs({ run_id: "nowhere" })).rejects.toThrow("Run with id=nowhere not found");
    await expect(api.builds.search({ filter: "metrics. >" })).rejects.toMatchObject({
      code: "INVALID_PARAMETER_VALUE",
    });
    await expect(api.builds.search({ max_results: 0 })).rejects.toThrow(/max_results/);
  });
});
