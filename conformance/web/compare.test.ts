import { beforeAll, expect, test } from "vitest";
import { addArtifacts, addManyRuns, type SampleRun } from "./sample.js";
import { webSuite } from "./stage.js";

webSuite("comparing runs", (stage) => {
  let runs: SampleRun[];
  let address: string;
  beforeAll(async () => {
    runs = await addManyRuns(stage.client, "compared", 12);
    address = `/experiments/${runs[0]?.experimentId}?rows=flat`;
    await Promise.all(
      runs.slice(0, 3).map(({ runId }, n) =>
        stage.client.runs.logBatch({
          run_id: runId,
          metrics: Array.from({ length: 1000 }, (_, step) => ({
            key: "loss",
            value: (n + 1) / (step + 1),
            timestamp: 1_700_000_000_000 + step,
            step,
          })),
        }),
      ),
    );
  });
  const of = (...places: number[]) =>
    `/compare?runs=${encodeURIComponent(JSON.stringify(places.map((place) => runs[place]?.runId)))}`;

  test("chosen runs are kept in the address and lead to their comparison", async () => {
    const page = await stage.open(address);
    await page.getByRole("checkbox", { name: "Select candidate 0", exact: true }).click();
    await page.getByRole("checkbox", { name: "Select candidate 1", exact: true }).click();
    await page.getByText("2 runs selected").waitFor();
    await page.waitForURL(/selected=/);

    const again = await stage.open(page.url());
    await again.getByRole("link", { name: "Compare" }).click();
    await again.getByRole("heading", { name: "Compare 2 runs" }).waitFor();
    const table = again.getByRole("table", { name: "Values" });
    const row = table.getByRole("row").filter({ has: again.getByRole("rowheader", { name: "model" }) });
    expect(await row.getByRole("cell").allTextContents()).toEqual(["bayes", "svm"]);
    expect(await table.getByRole("rowheader", { name: "learning-rate" }).count()).toBe(0);

    await again.getByRole("checkbox", { name: /Show what is the same/ }).click();
    await table.getByRole("rowheader", { name: "learning-rate" }).waitFor();
    await again.getByRole("link", { name: "Back to compared" }).click();
    await again.getByText("2 runs selected").waitFor();
  });

  test("curves are drawn together, in detail where one draws over a part", async () => {
    const page = await stage.open(`${of(0, 1, 2)}&tab=curves`);
    const card = page.getByRole("article", { name: "loss" });
    await card.getByText("3,000 points of 3 runs").waitFor();
    const chart = card.getByRole("img", { name: "loss of 3 runs over step" });
    await chart.locator("canvas").waitFor();
    const box = await chart.boundingBox();
    if (!box) throw new Error("the chart has no place");
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await card.getByRole("button", { name: "Whole curve" }).click();
    await card.getByText("3,000 points of 3 runs").waitFor();

    await page.getByRole("checkbox", { name: "Log scale" }).click();
    await page.waitForURL(/log=true/);
  });

  test("curves of a group are drawn as their mean and a band, as the address says", async () => {
    const page = await stage.open(`${of(0, 1, 2)}&tab=curves`);
    await page.getByRole("combobox", { name: "Curves of" }).click();
    await page.getByRole("option", { name: "Parameter model" }).click();
    await page.waitForURL(/by=params.model/);
    const card = page.getByRole("article", { name: "loss" });
    await card.getByText("3,000 points of 3 runs: mean ± 1 standard deviation").waitFor();
    await card.getByRole("img", { name: "loss of 2 groups of runs over step" }).locator("canvas").waitFor();
    const legend = page.getByRole("list", { name: "Groups of runs" });
    expect(await legend.getByRole("listitem").allTextContents()).toEqual(["bayes2 runs", "svm1 run"]);
    await page.getByText("Least to greatest").click();
    await card.getByText("mean, band from least to greatest").waitFor();
    await page.waitForURL(/band=range/);
  });

  test("a metric is shown by its spread, and by the parameters that go with it", async () => {
    const page = await stage.open(`${of(0, 1, 2, 3, 4, 5)}&tab=plots&by=params.model`);
    await page
      .getByRole("img", { name: "Means and standard deviations of accuracy of 2 groups of runs" })
      .waitFor();
    const importance = page.getByRole("table", { name: "Importance for accuracy" });
    expect(await importance.getByRole("row").filter({ hasText: "model" }).textContent()).toMatch(
      /^model\d+ %–26$/,
    );
    await page.getByText("Boxes", { exact: true }).click();
    await page
      .getByRole("img", { name: "Boxes of accuracy of 2 groups of runs" })
      .locator("canvas")
      .waitFor();
    await page.waitForURL(/spread=boxes/);
  });

  test("files are told apart by size, then by their bytes, and two are shown side by side", async () => {
    const [first, second] = [runs[0]?.runId ?? "", runs[1]?.runId ?? ""];
    await addArtifacts(stage.client, first, { "config/c.json": '{"c":1}', "notes.txt": "alike" });
    await addArtifacts(stage.client, second, {
      "config/c.json": '{"c":2}',
      "notes.txt": "alike",
      "more.txt": "x",
    });
    const page = await stage.open(`${of(0, 1)}&tab=artifacts&path=config%2Fc.json`);
    const table = page.getByRole("table", { name: "Values" });
    await table.getByRole("rowheader", { name: "more.txt" }).waitFor();
    expect(await table.getByRole("rowheader", { name: "notes.txt" }).count()).toBe(0);
    await page.getByText("Different, though both are of 7 B.").waitFor();
    await page.getByRole("article", { name: "config/c.json, left" }).getByText('"c": 1').waitFor();
    await page.getByRole("article", { name: "config/c.json, right" }).getByText('"c": 2').waitFor();
    await page.getByRole("combobox", { name: "File" }).click();
    await page.getByRole("option", { name: "notes.txt" }).click();
    await page.getByText("The same, byte for byte.").waitFor();
    await page.waitForURL(/path=notes.txt/);
  });

  test("commits are shown as the range between them", async () => {
    const commits = ["a", "b"].map((letter) => letter.repeat(40));
    await Promise.all(
      commits.flatMap((value, n) => [
        stage.client.runs.setTag({ run_id: runs[n]?.runId ?? "", key: "mlflow.source.git.commit", value }),
        stage.client.runs.setTag({
          run_id: runs[n]?.runId ?? "",
          key: "mlflow.source.git.repoURL",
          value: "git@github.com:example/news.git",
        }),
      ]),
    );
    const page = await stage.open(`${of(0, 1)}&tab=code`);
    await page.getByText(`git diff ${commits[0]}..${commits[1]}`).waitFor();
    const link = page.getByRole("link", { name: "Look at the changes" });
    expect(await link.getAttribute("href")).toBe(
      `https://github.com/example/news/compare/${commits.join("...")}`,
    );
  });

  test("values are plotted over axes that the address keeps", async () => {
    const page = await stage.open(`${of(0, 1, 2)}&tab=plots`);
    await page
      .getByRole("img", { name: /^Parallel coordinates of 3 runs: params.model, metrics.accuracy/ })
      .waitFor();
    await page.getByRole("img", { name: /metrics.loss against metrics.accuracy of 3 runs/ }).waitFor();
    await page.getByRole("combobox", { name: "Across" }).click();
    await page.getByRole("option", { name: "params.learning-rate" }).click();
    await page.waitForURL(/x=params.learning-rate/);
  });

  test("an address of MLflow's own opens the same comparison", async () => {
    const ids = JSON.stringify(runs.slice(0, 2).map(({ runId }) => runId));
    const page = await stage.open(`/#/compare-runs?runs=${ids}&experiments=["1"]`);
    await page.getByRole("heading", { name: "Compare 2 runs" }).waitFor();
  });

  test("chosen runs are tagged, deleted and restored together", async () => {
    const page = await stage.open(address);
    for (const n of [10, 11]) await page.getByRole("checkbox", { name: `Select candidate ${n}` }).click();
    await page.getByRole("button", { name: "Tag" }).click();
    await page.getByLabel("Key").fill("batch");
    await page.getByLabel("Value").fill("night");
    await page.getByRole("button", { name: "Set tag" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const { run } = await stage.client.runs.get({ run_id: runs[11]?.runId ?? "" });
    expect(run.data.tags).toContainEqual({ key: "batch", value: "night" });

    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("10 runs", { exact: true }).waitFor();
    await page.goto(`${address}&view=DELETED_ONLY`);
    await page.getByRole("checkbox", { name: "Select all rows" }).click();
    await page.getByRole("button", { name: "Restore" }).click();
    await page.getByRole("button", { name: "Show all runs" }).click();
    await page.getByText("12 runs", { exact: true }).waitFor();
  });
});
