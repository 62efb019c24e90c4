import { expect, it } from "vitest";
import { temporaryTracking } from "../testing/tracking-api.js";

it("finds the datasets of experiments, once for each purpose", async () => {
  const { experiments, runs } = await temporaryTracking();
  const other = await experiments.create({ name: "other" });
  const read = async (experiment_id: string, name: string, ...contexts: string[]) => {
    const { run_id } = (await runs.create({ experiment_id })).run.info;
    const tags = contexts.map((value) => ({ key: "mlflow.data.context", value }));
    const dataset = { name, digest: "1", source_type: "local", source: "s" };
    await runs.logInputs({ run_id, datasets: [{ tags, dataset }] });
  };
  await read("0", "a", "train");
  await read("0", "a", "train");
  await read("0", "a", "test");
  await read("0", "b");
  await read(other.experiment_id, "c", "train");
  const search = async (...experiment_ids: string[]) =>
    (await experiments.searchDatasets({ experiment_ids })).dataset_summaries;
  const common = { experiment_id: "0", digest: "1" };
  const found = await search("0", "999");
  expect(found).toHaveLength(3);
  expect(found).toEqual(
    expect.arrayContaining([
      { ...common, name: "a", context: "train" },
      { ...common, name: "a", context: "test" },
      { ...common, name: "b" },
    ]),
  );
  expect((await search("0", other.experiment_id)).map(({ name }) => name)).toContain("c");
  await expect(search()).rejects.toThrow("SearchDatasets request must specify at least one experiment_id.");
  await expect(search(...Array(21).fill("0"))).rejects.toThrow(
    "SearchDatasets request cannot specify more than 20 experiment_ids. Received 21 experiment_ids.",
  );
  await expect(search("x")).rejects.toThrow(
    "Invalid experiment ID 'x'. Experiment ID must be a valid integer.",
  );
});
