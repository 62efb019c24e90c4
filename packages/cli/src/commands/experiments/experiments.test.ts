import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slipway, startTestServer, type TestServer } from "../../testing/command-line.js";

const NAME = "/Users/<username>/my-experiment";
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe("slipway experiments", () => {
  it("create says what MLflow's command says, and refuses a name that is taken", async () => {
    const created = await slipway("experiments", "create", "-n", NAME);
    expect(created).toEqual({ code: 0, out: `Created experiment '${NAME}' with id 1\n`, err: "" });
    expect(await slipway("experiments", "create", "-n", NAME)).toEqual({
      code: 2,
      out: "",
      err: `error: Experiment(name=${NAME}) already exists.\n`,
    });
    expect((await slipway("experiments", "create")).code).toBe(2);
  });

  it("create takes an artifact location", async () => {
    const words = ["create", "-n", "elsewhere", "--artifact-location", "mlflow-artifacts:/my folder"];
    expect((await slipway("experiments", ...words)).code).toBe(0);
    const { experiment } = await server.client.experiments.getByName({ experiment_name: "elsewhere" });
    expect(experiment.artifact_location).toBe("mlflow-artifacts:/my folder");
  });

  it("get shows one by id or name, as a table or JSON", async () => {
    const { out } = await slipway("experiments", "get", "-n", NAME);
    expect(out).toContain(`\nName               ${NAME}\n`);
    expect(out).toContain("\nLifecycle Stage    active\n");
    const json = await slipway("experiments", "get", "--experiment-id", "1", "--json");
    expect(JSON.parse(json.out)).toMatchObject({ experiment_id: "1", name: NAME });
    expect(await slipway("experiments", "get", "-n", "no such")).toMatchObject({
      code: 2,
      err: "error: Could not find experiment with name 'no such'\n",
    });
    expect((await slipway("experiments", "get")).err).toContain("--experiment-id or --experiment-name");
  });

  it("rename, delete and restore change it", async () => {
    expect(await slipway("experiments", "rename", "-x", "1", "--new-name", "My News")).toMatchObject({
      out: "Experiment with id 1 has been renamed to 'My News'.\n",
    });
    expect(await slipway("experiments", "delete", "-x", "1")).toMatchObject({
      out: "Experiment with ID 1 has been deleted.\n",
    });
    const { experiment } = await server.client.experiments.get({ experiment_id: "1" });
    expect(experiment).toMatchObject({ name: "My News", lifecycle_stage: "deleted" });
    expect((await slipway("experiments", "delete", "-x", "1")).code).toBe(2);
    expect(await slipway("experiments", "restore", "-x", "1")).toMatchObject({
      out: "Experiment with id 1 has been restored.\n",
    });
  });

  it("search lists them by state and filter", async () => {
    await slipway("experiments", "create", "-n", "gone");
    await slipway("experiments", "delete", "-x", "3");
    const { out } = await slipway("experiments", "search");
    expect(out.split("\n")).toEqual([
      "Experiment Id  Name       Artifact Location",
      "-------------  ---------  ---------------------------",
      "2              elsewhere  mlflow-artifacts:/my folder",
      "1              My News    mlflow-artifacts:/1",
      "0              Default    mlflow-artifacts:/0",
      "",
    ]);
    const names = async (...words: string[]) =>
      JSON.parse((await slipway("experiments", "search", "--json", ...words)).out).map(
        ({ name }: { name: string }) => name,
      );
    expect(await names("--view", "deleted_only")).toEqual(["gone"]);
    expect(await names("--view", "all")).toHaveLength(4);
    expect(await names("--order-by", "name DESC", "--max-results", "2")).toEqual(["elsewhere", "My News"]);
    expect(await names("-f", "name LIKE 'My%'")).toEqual(["My News"]);
    expect((await slipway("experiments", "search", "--filter", "nam = 'x'")).err).toContain("'nam'");
    expect((await slipway("experiments", "search", "--view", "none")).code).toBe(2);
  });

  it("csv needs a folder that is there", async () => {
    const csv = await slipway("experiments", "csv", "-x", "0", "-o", "/no such/folder/runs.csv");
    expect(csv).toMatchObject({ code: 2, err: expect.stringContaining("error: cannot write /no such/") });
    expect((await slipway("experiments", "csv", "-x", "0")).out).toBe(
      "run_id,experiment_id,status,artifact_uri,start_time,end_time\n",
    );
  });
});
