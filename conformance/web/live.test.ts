import { expect, test } from "vitest";
import { addManyRuns } from "./sample.js";
import { webSuite } from "./stage.js";

webSuite("a page that stays open", (stage) => {
  test("shows what has changed without a reload", async () => {
    const { client } = stage;
    const [run] = await addManyRuns(client, "watched", 1);
    if (!run) throw new Error("There is no run.");
    const { runId: run_id, experimentId: experiment_id } = run;
    await client.registeredModels.create({ name: "watched" });
    const table = await stage.open(`/experiments/${experiment_id}`);
    const model = await stage.open("/models/watched");
    const metric = await stage.open(`/runs/${run_id}`);
    await table.getByRole("link", { name: "candidate 0" }).waitFor();
    await model.getByText("No versions yet").waitFor();
    await metric.getByRole("heading", { name: "candidate 0" }).waitFor();
    for (const page of [table, model, metric])
      await page.evaluate(() => Object.assign(window, { stayed: true }));

    await client.runs.create({ experiment_id, run_name: "a new one" });
    await client.modelVersions.create({ name: "watched", source: `runs:/${run_id}/model`, run_id });
    await client.runs.setTag({ run_id, key: "mlflow.runName", value: "another name" });
    await table.getByRole("link", { name: "a new one" }).waitFor();
    await model.getByRole("table", { name: "Versions" }).waitFor();
    await metric.getByRole("heading", { name: "another name" }).waitFor();
    for (const page of [table, model, metric])
      expect(await page.evaluate(() => "stayed" in window), "not loaded again").toBe(true);
  });

  test("asks from time to time where it is refused a stream", async () => {
    stage.allow(/status of 503/);
    const { client } = stage;
    const [run] = await addManyRuns(client, "asked", 1);
    const page = await stage.open("/");
    await page.clock.install();
    await page.route("**/events/**", (route) => route.fulfill({ status: 503 }));
    const refused = page.waitForResponse("**/events/**");
    await page.goto(`/runs/${run?.runId}`);
    await page.getByRole("heading", { name: "candidate 0" }).waitFor();
    await refused;
    await client.runs.setTag({ run_id: run?.runId ?? "", key: "mlflow.runName", value: "another name" });
    await page.clock.fastForward(4500);
    await page.getByRole("heading", { name: "another name" }).waitFor();
  });

  test("says when the server is gone, and goes on when it is back", async () => {
    stage.allow(/Failed to load resource|ERR_/);
    const [run] = await addManyRuns(stage.client, "left", 1);
    await stage.client.registeredModels.create({ name: "left" });
    const page = await stage.open(`/experiments/${run?.experimentId}`);
    await page.getByRole("link", { name: "candidate 0" }).waitFor();
    await page.route(/api|health/, (route) => route.abort("connectionrefused"));
    await page.getByRole("link", { name: "Models" }).click();
    const banner = page.getByRole("status").getByText(/^The server does not answer\./);
    await banner.waitFor();
    await page.getByRole("alert").getByText("The server does not answer").waitFor();
    await page.unroute(/api|health/);
    await banner.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "left" }).waitFor();
  });

  test("says who is not let in what to do", async () => {
    stage.allow(/status of 403/);
    const page = await stage.open("/");
    await page.route("**/registered-models/search?**", (route) =>
      route.fulfill({ status: 403, json: { error_code: "PERMISSION_DENIED", message: "No." } }),
    );
    await page.getByRole("link", { name: "Models" }).click();
    await page.getByRole("alert").getByText("Ask those who run this server").waitFor();
  });
});
