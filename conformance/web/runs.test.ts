import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { addManyRuns, type SampleRun } from "./sample.js";
import { webSuite } from "./stage.js";

webSuite("the table of runs", (stage) => {
  let runs: SampleRun[];
  let address: string;
  beforeAll(async () => {
    runs = await addManyRuns(stage.client, "many", 230);
    address = `/experiments/${runs[0]?.experimentId}?rows=flat`;
  });

  test("shows status, name, params and metrics, newest first, and leads to the run", async () => {
    const page = await stage.open(address);
    const first = page.getByRole("row").filter({ hasText: "candidate 229" });
    await first.waitFor();
    const text = await first.textContent();
    for (const part of ["FINISHED", "1 min 30 s", "0.2290", "svm"]) expect(text).toContain(part);
    expect(await first.getByLabel("Child run").count()).toBe(1);
    expect(await page.getByRole("row").filter({ hasText: "candidate 223" }).textContent()).toContain(
      "FAILED",
    );

    await page.getByRole("link", { name: "candidate 229" }).click();
    await page.waitForURL(`**/runs/${runs[229]?.runId}`);
    await page.getByRole("heading", { name: "candidate 229" }).waitFor();
  });

  test("draws only the rows in view, and loads further pages as one scrolls", async () => {
    const page = await stage.open(address);
    await page.getByRole("link", { name: "candidate 229" }).waitFor();
    expect(await page.getByRole("row").count()).toBeLessThan(90);
    const table = page.getByRole("table", { name: "Runs" });
    await table.hover();
    const last = page.getByRole("link", { name: "candidate 0", exact: true });
    for (let turns = 0; turns < 60 && (await last.count()) === 0; turns++) {
      await page.mouse.wheel(0, 1500);
      await page.waitForTimeout(50);
    }
    await last.waitFor();
    expect(await page.getByRole("row").filter({ has: last }).getByLabel("Child run").count()).toBe(0);
    expect(await page.getByRole("row").count()).toBeLessThan(90);
    expect(await table.getAttribute("aria-rowcount")).toBe("230");
  });

  test("sorts on the server, by headings, and keeps the order in the address", async () => {
    const page = await stage.open(address);
    const heading = page.getByRole("button", { name: "accuracy", exact: true });
    await heading.click();
    await page
      .getByRole("columnheader", { name: "accuracy" })
      .and(page.locator("[aria-sort=descending]"))
      .waitFor();
    await heading.click();
    await page.waitForURL(/sort=metrics.accuracy\+ASC|sort=metrics.accuracy%20ASC/);
    await page.getByRole("link", { name: "candidate 0", exact: true }).waitFor();

    const again = await stage.open(page.url());
    await again.getByRole("link", { name: "candidate 0", exact: true }).waitFor();
  });

  test("completes keys, and filters in the search language", async () => {
    const page = await stage.open(address);
    await page.getByRole("link", { name: "candidate 229" }).waitFor();
    const box = page.getByLabel("Filter runs");
    await box.pressSequentially("params.learn");
    await page.getByRole("option", { name: "params.`learning-rate`" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await box.inputValue()).toBe("params.`learning-rate` ");

    await box.fill("params.model = ");
    await page.getByRole("option", { name: "'svm'" }).waitFor();
    await box.fill("metrics.accuracy >= 0.228 AND params.model = 'svm'");
    await box.press("Enter");
    await page.waitForURL(/filter=/);
    await page.getByText("1 run", { exact: true }).waitFor();
    expect(await page.getByRole("link", { name: /^candidate/ }).allTextContents()).toEqual(["candidate 229"]);

    const downloading = page.waitForEvent("download");
    await page.getByLabel("Download all these runs as CSV").click();
    const file = await readFile(await (await downloading).path(), "utf8");
    expect(file.split("\n").slice(1)).toEqual([
      expect.stringMatching(/^candidate 229,.*,0\.229,.*,svm$/),
      "",
    ]);

    await page.getByLabel("Clear the filter").click();
    await page.getByRole("link", { name: "candidate 228" }).waitFor();
  });

  test("marks the characters that cannot be read, and does not ask the server", async () => {
    const page = await stage.open(address);
    const box = page.getByLabel("Filter runs");
    await box.fill("metrics.accuracy > 0.1 AND params.learning-rate = '0.1'");
    await box.press("Enter");
    await page.getByText(/^At character 28: /).waitFor();
    expect(await page.getByTestId("fault").textContent()).toBe("params.learning-rate");
    expect(await box.getAttribute("aria-invalid")).toBe("true");
    expect(page.url()).not.toContain("filter=");
  });

  test("leads from a run to its children", async () => {
    const page = await stage.open(`/runs/${runs[0]?.runId}`);
    await page.getByRole("link", { name: "Show them" }).click();
    await page.getByRole("link", { name: "candidate 229" }).waitFor();
    expect(await page.getByLabel("Filter runs").inputValue()).toContain(runs[0]?.runId);
  });

  test("shows the columns that are chosen, also at the same address again", async () => {
    const page = await stage.open(address);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "accuracy" }).click();
    await page.getByRole("columnheader", { name: "accuracy" }).waitFor({ state: "detached" });
    await page.getByRole("checkbox", { name: "Run ID" }).click();

    const again = await stage.open(page.url());
    await again.getByText(runs[229]?.runId ?? "").waitFor();
    expect(await again.getByRole("columnheader", { name: "accuracy" }).count()).toBe(0);
  });

  test("arranges columns by keys and by dragging, and remembers it", async () => {
    const page = await stage.open(address);
    const headings = () => page.getByRole("columnheader").allTextContents();
    const options = (name: string) => page.getByRole("button", { name: `Options of ${name}` });
    await options("accuracy").press("Enter");
    await page.getByRole("menuitem", { name: "Pin" }).press("Enter");
    expect((await headings()).filter(Boolean).slice(0, 4)).toEqual([
      "Metrics",
      "Parameters",
      "Run",
      "accuracy",
    ]);

    await options("Started").click();
    await page.getByRole("menuitem", { name: "Move right" }).click();
    await page.getByRole("menuitem", { name: "Wider" }).click();
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
      "Options of Started",
    );
    await options("model").click();
    await page.getByRole("menuitem", { name: "Hide" }).click();
    await page
      .getByRole("columnheader", { name: "learning-rate" })
      .dragTo(page.getByRole("columnheader", { name: "Status" }));
    const arranged = ["accuracy", "learning-rate", "Status", "Duration", "Started"];
    await expect.poll(async () => (await headings()).slice(-5)).toEqual(arranged);

    const width = () =>
      page.getByRole("columnheader", { name: "Status" }).evaluate((cell) => cell.clientWidth);
    const before = await width();
    const box = await page.getByRole("columnheader", { name: "Status" }).boundingBox();
    const edge = { x: (box?.x ?? 0) + before - 3, y: (box?.y ?? 0) + 10 };
    await page.mouse.move(edge.x, edge.y);
    await page.mouse.down();
    await page.mouse.move(edge.x + 50, edge.y, { steps: 3 });
    await page.mouse.up();
    await expect.poll(width).toBe(before + 50);

    await page.goto(address);
    await expect.poll(async () => (await headings()).slice(-5)).toEqual(arranged);
    expect(await width()).toBe(before + 50);
    expect(page.url()).toContain("pinned=");
    const elsewhere = await stage.open(page.url());
    await elsewhere.getByRole("columnheader", { name: "accuracy" }).waitFor();
    expect((await elsewhere.getByRole("columnheader").allTextContents()).slice(-5)).toEqual(arranged);
  });

  test("folds nested runs under their parent, and runs into groups with mean and spread", async () => {
    const page = await stage.open(address.replace("?rows=flat", ""));
    const row = (text: string) => page.getByRole("row").filter({ hasText: text });
    await row("candidate 0").filter({ hasText: "229" }).waitFor();
    expect(await page.getByRole("row").count()).toBe(3);
    await page.getByRole("button", { name: "Runs of candidate 0" }).click();
    await row("candidate 229").waitFor();

    await page.getByRole("combobox", { name: "Rows" }).click();
    await page.getByRole("option", { name: "By model" }).click();
    await page.getByText("2 groups of 230 runs").waitFor();
    // Of svm, the odd ones, those that end in 3 have failed: 92 of 115 count.
    expect(await row("model = svm").textContent()).toMatch(/115 runs.*0\.1155 ±0\.0668/);
    await page.getByRole("button", { name: "accuracy", exact: true }).click();
    await expect.poll(() => page.getByRole("row").nth(2).textContent()).toContain("model = svm");
    await page.getByRole("button", { name: "Runs of model = svm" }).click();
    await row("candidate 229").waitFor();

    const again = await stage.open(page.url());
    await again.getByRole("link", { name: "candidate 229" }).waitFor();
    await again.goto(address.replace("flat", "configuration"));
    await again.getByText("2 groups of 230 runs").waitFor();
    await again.getByRole("row").filter({ hasText: "bayes" }).waitFor();
  });

  test("says what to do where nothing is, or nothing fits", async () => {
    const page = await stage.open(`${address}&filter=${encodeURIComponent("metrics.accuracy > 9")}`);
    await page.getByRole("button", { name: "Show all runs" }).click();
    await page.getByRole("link", { name: "candidate 229" }).waitFor();

    const empty = await stage.open("/experiments/0");
    await empty.getByText('mlflow.set_experiment("Default")').waitFor();
  });

  test("says that an experiment is not there", async () => {
    stage.allow(/status of 404/);
    const page = await stage.open("/experiments/4711");
    await page.getByRole("heading", { name: "Not found" }).waitFor();
    await page.getByText(/4711/).waitFor();
  });
});
