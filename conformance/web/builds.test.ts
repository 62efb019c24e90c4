import type { RunStatus } from "@slipway/contract";
import { beforeAll, expect, test } from "vitest";
import { addArtifacts } from "./sample.js";
import { webSuite } from "./stage.js";

const BEGAN = Date.now() - 90_000;
const COMMIT = "c0ffee".padEnd(40, "0");

webSuite("builds", (stage) => {
  let build: string;
  let waiting: { model: string; c: number; seed: number };

  const startRun = async (
    name: string,
    experiment_id: string,
    tags: Record<string, string>,
    began = BEGAN,
  ) => {
    const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
    const made = { experiment_id, run_name: name, start_time: began, tags: list };
    return (await stage.client.runs.create(made)).run.info.run_id;
  };

  const startBuild = (experiment: string, branch: string, began: number) =>
    startRun(
      "build c0ffee0",
      experiment,
      {
        "slipway.kind": "build",
        "mlflow.source.git.commit": COMMIT,
        "mlflow.source.git.branch": branch,
        "slipway.git.message": "Take <b>more</b> words",
        "slipway.git.dirty": "true",
      },
      began,
    );

  const train = async (
    experiment: string,
    cell: { model: string; c: number; seed: number },
    status: RunStatus,
    value?: number,
  ) => {
    const tags = Object.entries(cell).map(([key, text]) => [`slipway.cell.${key}`, String(text)] as const);
    const run_id = await startRun(`${cell.model} c=${cell.c}`, experiment, {
      "slipway.build": build,
      "slipway.repeat-over": '["seed"]',
      ...Object.fromEntries(tags),
      ...(status === "FAILED" && { "slipway.failure": "exited with code 3" }),
    });
    const metrics = Object.entries({ loss: 1, accuracy: value }).flatMap(([key, at]) =>
      at === undefined ? [] : [{ key, value: at, timestamp: 1, step: 0 }],
    );
    await stage.client.runs.logBatch({ run_id, metrics });
    if (status !== "RUNNING") await stage.client.runs.update({ run_id, status, end_time: BEGAN + 2000 });
  };

  beforeAll(async () => {
    const { client } = stage;
    const ids = [];
    for (const name of ["mails", "elsewhere"])
      ids.push((await client.experiments.create({ name })).experiment_id);
    const [mails = "", elsewhere = ""] = ids;
    await startBuild(elsewhere, "topic", BEGAN - 1000);
    build = await startBuild(mails, "main", BEGAN);
    const cells = ["svm", "bayes"].flatMap((model) =>
      [10, 1].flatMap((c) => [1, 2].map((seed) => ({ model, c, seed }))),
    );
    const planned = cells.filter(({ model, c }) => model !== "bayes" || c !== 10);
    const record = JSON.stringify({ format: 1, cells: planned, repeatOver: ["seed"], candidates: [] });
    await addArtifacts(client, build, { "slipway/build.json": record });
    const states: [RunStatus, number?][] = [
      ["FINISHED", 0.9],
      ["FINISHED", 0.8],
      ["FAILED"],
      ["RUNNING", 0.7],
      ["FINISHED", 0.6],
    ];
    for (const [place, [status, value]] of states.entries())
      if (planned[place]) await train(place === 4 ? elsewhere : mails, planned[place], status, value);
    if (!planned[5]) throw new Error("there is no sixth cell");
    waiting = planned[5];
  });

  test("are listed across experiments, and narrowed down by branch and state", async () => {
    const page = await stage.open("/builds");
    const rows = page.getByRole("table", { name: "Builds" }).getByRole("row");
    await rows.nth(2).waitFor();
    expect(await rows.nth(1).textContent()).toMatch(/RUNNING[\s\S]*3 \/ 5[\s\S]*mails[\s\S]*main/);
    expect(await rows.nth(2).textContent()).toContain("elsewhere");
    await page.getByRole("button", { name: "topic" }).click();
    await page.waitForURL(/filter=/);
    await rows.nth(2).waitFor({ state: "detached" });
    expect(await rows.nth(1).textContent()).toContain("elsewhere");
    const none = await stage.open("/builds?status=KILLED");
    await none.getByRole("button", { name: "Show all builds" }).click();
    await none.getByRole("table", { name: "Builds" }).waitFor();
  });

  test("show their matrix with states, means and times, and follow what happens", async () => {
    const page = await stage.open(`/builds/${build}`);
    const matrix = page.getByRole("table", { name: "Matrix" });
    await matrix.waitFor();
    await page.getByRole("status").getByText("3 of 6 finished, 1 failed, 1 running, 1 not begun").waitFor();
    expect(await page.locator("main").textContent()).toMatch(/Take <b>more<\/b> words[\s\S]*not committed/);
    const heads = await matrix.getByRole("columnheader").allTextContents();
    expect(heads).toEqual(["model", "c 1", "c 10"]);
    const [, svm, bayes] = await matrix.getByRole("row").allTextContents();
    expect(svm).toMatch(/^svm.*0\.7000.*0\.8500± 0\.0707/);
    expect(bayes).toMatch(/^bayes.*0\.6000/);
    expect(await matrix.getByLabel(/seed 1 · failed · 2\.0 s/).getAttribute("href")).toContain("/runs/");
    await matrix.getByLabel("seed 2 · not begun").waitFor();

    await train("0", waiting, "FINISHED", 0.7);
    await page.getByRole("status").getByText("4 of 6 finished, 1 failed, 1 running").waitFor();
    await matrix.getByText("0.6500").waitFor();
  });

  test("keep metric, columns and the chosen cell in their address", async () => {
    const page = await stage.open(`/builds/${build}?across=model&metric=loss`);
    const matrix = page.getByRole("table", { name: "Matrix" });
    await matrix.getByRole("columnheader", { name: "model svm" }).waitFor();
    await matrix.getByRole("button", { name: "svm c=1:" }).click();
    await page.waitForURL(/cell=/);
    const candidates = page.getByRole("table", { name: "Candidates" });
    await page.getByRole("heading", { name: "Runs of the chosen cell" }).waitFor();
    expect(await candidates.getByRole("row").count()).toBe(3);
    expect(await candidates.textContent()).toMatch(/loss[\s\S]*failed[\s\S]*exited with code 3/);
    await candidates.getByRole("link", { name: "Log" }).first().click();
    await page.waitForURL(/\/runs\/.*tab=log/);
  });
});
