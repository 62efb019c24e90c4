import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { addArtifacts, addRichRun, MARKUP, type SampleRun } from "./sample.js";
import { webSuite } from "./stage.js";

webSuite("the page of a run", (stage) => {
  let run: SampleRun;
  let address: string;
  beforeAll(async () => {
    run = await addRichRun(stage.client);
    address = `/runs/${run.runId}`;
  });

  test("shows facts, params, metrics, data and tags, and takes none of it as markup", async () => {
    const page = await stage.open(address);
    await page.getByRole("heading", { name: MARKUP }).waitFor();
    await page.getByRole("table", { name: "parameters" }).getByText("10").waitFor();
    const main = await page.locator("main").textContent();
    for (const part of ["FINISHED", "ann", "c0ffee00", "1 min 30 s", "0.0500", "mails", "abc123", "training"])
      expect(main).toContain(part);
    expect(await page.getByRole("table", { name: "tags" }).textContent()).toContain(MARKUP);
    expect(await page.locator("main img").count()).toBe(0);
    expect(await page.title()).toBe(`${MARKUP} · Slipway`);
  });

  test("keeps tags and the note that are written in place, and takes none of it as markup", async () => {
    const page = await stage.open(address);
    const tags = page.getByRole("table", { name: "tags" });
    await page.getByRole("button", { name: "Add a tag" }).click();
    await page.getByLabel("Key").fill("team");
    await page.getByLabel("Value", { exact: true }).fill("mail");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Change team" }).click();
    await page.getByLabel("Value of team").fill(MARKUP);
    await page.keyboard.press("Enter");
    await tags.getByRole("row").filter({ hasText: "team" }).getByText(MARKUP).waitFor();
    await page.getByRole("button", { name: "Delete team" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete team" }).waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Write a note" }).click();
    await page
      .getByLabel("Note, in Markdown")
      .fill(
        `# Why\n\n${MARKUP} [site](https://example.org) [bad](javascript:alert(1)) ![seen](https://example.org/a.png)`,
      );
    await page.getByRole("tab", { name: "Preview" }).click();
    await page.getByRole("heading", { name: "Why" }).waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Edit the note" }).waitFor();
    expect(await page.getByRole("link", { name: "site" }).getAttribute("rel")).toBe("noopener noreferrer");
    expect(await page.getByRole("link", { name: "bad" }).count()).toBe(0);
    expect(await page.locator("main img").count()).toBe(0);
    expect(await page.title()).toBe(`${MARKUP} · Slipway`);
  });

  test("draws a metric over its steps and over time, and counts what cannot be drawn", async () => {
    const page = await stage.open(address);
    await page.getByRole("tab", { name: "Metrics" }).click();
    const card = page.getByRole("article", { name: "loss" });
    await card.getByText("20 points, 1 of them NaN or infinite").waitFor();
    await card.getByRole("img", { name: "loss over step" }).locator("canvas").waitFor();
    await page.getByText("Time", { exact: true }).click();
    await page.waitForURL(/over=time/);
    await card.getByRole("img", { name: "loss over time" }).locator("canvas").waitFor();
  });

  test("shows artifacts by their kind, keeps the chosen one in the address, and downloads it", async () => {
    const page = await stage.open(`${address}?tab=artifacts`);
    await page.getByRole("button", { name: "data" }).click();
    await page.getByRole("button", { name: /rows\.csv/ }).click();
    const table = page.getByRole("table", { name: "data/rows.csv" });
    await table.getByRole("cell", { name: "0.25" }).waitFor();
    expect(await table.getByRole("columnheader").allTextContents()).toEqual(["id", "score"]);

    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    expect(await readFile(await (await download).path(), "utf8")).toBe("id,score\na,0.5\nb,0.25\n");

    const again = await stage.open(`${address}?tab=artifacts&path=plots%2Fdot.svg`);
    const picture = again.getByRole("img", { name: "plots/dot.svg" });
    await picture.waitFor();
    expect(
      await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBe(20);
  });

  test("draws pages and notebooks apart, where they reach nothing, and plays sounds by their parts", async () => {
    // What the pages in the sandbox try is refused, and the browser says so.
    stage.allow(/policy/i);
    const page = await stage.open(`${address}?tab=artifacts&path=data%2Fpage.html`);
    const frame = page.frameLocator("iframe[title='data/page.html']");
    await frame.getByText("drawn, alone, refused").waitFor();
    expect(await page.locator("iframe").getAttribute("sandbox")).toBe("allow-scripts");
    expect(await page.title()).toBe(`${MARKUP} · Slipway`);
    await page.getByText("Source", { exact: true }).click();
    await page.getByText("<h1>Report</h1>").waitFor();
    await page.waitForURL(/raw=true/);

    await page.goto(`${address}?tab=artifacts&path=data%2Fexplore.ipynb`);
    const notebook = page.frameLocator("iframe[title='data/explore.ipynb']");
    await notebook.getByRole("heading", { name: "Plan" }).waitFor();
    await notebook.getByText("printed").waitFor();

    await page.goto(`${address}?tab=artifacts&path=data%2Ftone.wav`);
    const length = () => page.locator("audio").evaluate((audio: HTMLAudioElement) => audio.duration);
    await expect.poll(length).toBe(1);
  });

  test("shows more of a long text when asked, by its range", async () => {
    const page = await stage.open(`${address}?tab=artifacts&path=data%2Flong.txt`);
    const article = page.getByRole("article", { name: "data/long.txt" });
    await article.getByText("Only the first 524 kB of 600 kB are shown.").waitFor();
    const asked = page.waitForRequest((request) => request.headers().range === "bytes=524288-599999");
    await article.getByRole("button", { name: "Load more" }).click();
    await asked;
    await article.getByRole("note").waitFor({ state: "detached" });
  });

  test("shows the decision of a release", async () => {
    const page = await stage.open(address);
    await page.getByRole("tab", { name: "Decision" }).click();
    await page.getByText("every gate passed").waitFor();
    const selected = page.getByRole("row").filter({ hasText: "svm c=10" });
    expect(await selected.textContent()).toContain("0.9750 ± 0.0050");
    expect(await selected.textContent()).toContain("Selected");
    expect(await page.getByRole("row").filter({ hasText: "bayes" }).textContent()).toContain(
      "1 of 3 repeats",
    );
    expect(await page.getByRole("table", { name: "Evaluation" }).textContent()).toContain("+0.0200");
    expect(await page.getByRole("list", { name: "Gates" }).textContent()).toContain("at 95 %");
    await page.getByText("Look 3 of 32 at “mails-2026”, 29 left.").waitFor();
    await page.getByText(/^1 of its decisions showed more than the verdict/).waitFor();
    await page.getByText("signed by key 3f9a").waitFor();
  });

  test("follows the log of a run that still trains", async () => {
    const { run: live } = await stage.client.runs.create({
      experiment_id: run.experimentId,
      run_name: "live",
    });
    const runId = live.info.run_id;
    await addArtifacts(stage.client, runId, { "slipway/output.log": "epoch 1\n" });
    const page = await stage.open(`/runs/${runId}`);
    await page.getByRole("tab", { name: "Log" }).click();
    await page.getByRole("log").getByText("epoch 1").waitFor();
    const ranges: string[] = [];
    page.on("request", (request) => {
      if (request.headers().range) ranges.push(String(request.headers().range));
    });
    await addArtifacts(stage.client, runId, { "slipway/output.log": "epoch 1\nepoch 2\n" });
    await page.getByRole("log").getByText("epoch 2").waitFor();
    expect(ranges).toEqual(["bytes=8-15"]);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Follow" }).waitFor();
    await stage.client.runs.update({ run_id: runId, status: "KILLED" });
    await page.getByText("KILLED").first().waitFor();
  });

  test("has no tab for what a run does not have", async () => {
    const { run: plain } = await stage.client.runs.create({ experiment_id: run.experimentId });
    const page = await stage.open(`/runs/${plain.info.run_id}`);
    await page.getByText("No parameters").waitFor();
    expect(await page.getByText("Child runs").count()).toBe(0);
    expect(await page.getByRole("tab").allTextContents()).toEqual(["Overview", "Metrics", "Artifacts"]);
  });

  test("says that a run is not there", async () => {
    stage.allow(/status of 404/);
    const page = await stage.open("/runs/nowhere");
    await page.getByRole("heading", { name: "Not found" }).waitFor();
  });
});
