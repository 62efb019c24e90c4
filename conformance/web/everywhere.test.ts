import { buildReport, renderReport } from "@slipway/pipeline";
import { beforeAll, expect, test } from "vitest";
import { programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { runProcess } from "../clients/run-process.js";
import { barriersOn } from "./accessibility.js";
import { addRichRun, decisionOf, type SampleRun } from "./sample.js";
import { webSuite } from "./stage.js";

const clients = await prepareClients();

webSuite("every page", (stage) => {
  let run: SampleRun;
  let pages: string[];
  beforeAll(async () => {
    const { client } = stage;
    run = await addRichRun(client);
    await client.registeredModels.create({ name: "News Model" });
    const source = `runs:/${run.runId}/model`;
    for (let n = 0; n < 2; n++)
      await client.modelVersions.create({ name: "News Model", source, run_id: run.runId });
    await client.registeredModels.setAlias({ name: "News Model", alias: "champion", version: "1" });
    const { run: other } = await client.runs.create({ experiment_id: run.experimentId, run_name: "other" });
    const compared = encodeURIComponent(JSON.stringify([run.runId, other.info.run_id]));
    const tabs = ["", "?tab=metrics", "?tab=artifacts&path=data%2Frows.csv", "?tab=log", "?tab=decision"];
    pages = [
      "/",
      `/experiments/${run.experimentId}`,
      ...tabs.map((tab) => `/runs/${run.runId}${tab}`),
      ...["plots", "artifacts", "code"].map((tab) => `/compare?runs=${compared}&tab=${tab}`),
      "/builds",
      `/builds/${run.runId}`,
      "/models",
      "/models/News%20Model",
      "/models/News%20Model?tab=history",
      "/models/News%20Model?tab=rules",
      "/models/News%20Model/compare?a=1&b=2",
      "/models/News%20Model/versions/1",
      "/admin/server",
      "/admin/webhooks",
    ];
  });

  test.each([
    ["wide", { width: 1280, height: 800 }],
    ["narrow", { width: 390, height: 844 }],
  ])(
    "fits a %s screen, and keeps nobody out, in light or dark",
    { timeout: 240_000 },
    async (_, viewport) => {
      const page = await stage.open("/", { viewport });
      const barriers: string[] = [];
      for (const address of pages) {
        await page.goto(address);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.waitForLoadState("networkidle");
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(beyond, `${address} is too wide by`).toBeLessThanOrEqual(0);
        for (const colorScheme of ["dark", "light"] as const) {
          await page.emulateMedia({ colorScheme });
          await page.locator(`[data-mantine-color-scheme=${colorScheme}]`).waitFor();
          const found = await barriersOn(page);
          barriers.push(...found.map((barrier) => `${address}, ${colorScheme}: ${barrier}`));
        }
      }
      expect(barriers).toEqual([]);
    },
  );

  test("keeps nobody out of a report, in light or dark", async () => {
    const report = buildReport(decisionOf(run.runId, run.experimentId));
    const body = await renderReport(report, "html");
    const page = await stage.open("/models");
    await page.route("**/report.html", (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto("/report.html");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await barriersOn(page), colorScheme).toEqual([]);
    }
  });

  test("is light or dark as the system is, until someone chooses", async () => {
    const ground = () => getComputedStyle(document.body).backgroundColor;
    const page = await stage.open("/", { colorScheme: "dark" });
    await page.getByRole("heading", { level: 1 }).waitFor();
    const dark = await page.evaluate(ground);
    await page.getByRole("button", { name: "Use light colours" }).click();
    await page.getByRole("button", { name: "Use dark colours" }).waitFor();
    expect(await page.evaluate(ground)).not.toBe(dark);
    await page.reload();
    await page.getByRole("button", { name: "Use dark colours" }).waitFor();
  });

  test("is reached by the addresses that MLflow's own UI has", async () => {
    const { experimentId, runId } = run;
    const old = [
      [`/#/experiments/${experimentId}/runs/${runId}`, `/runs/${runId}`],
      [`/#/experiments/${experimentId}`, `/experiments/${experimentId}`],
      ["/#/models/News%20Model", "/models/News%20Model"],
      ["/#/models/News%20Model/versions/1", "/models/News%20Model/versions/1"],
      [
        '/#/compare-model-versions?name="News%20Model"&runs={"a":"1","b":"2"}',
        "/models/News%20Model/compare",
      ],
    ] as const;
    for (const [before, now] of old) {
      const page = await stage.open(before);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe(now);
    }
  });

  if (clients.available)
    test("is reached by the line that MLflow's Python client prints at the end of a run", async () => {
      const page = await stage.open("/");
      const { origin } = new URL(page.url());
      const { output } = await runProcess(
        programOf(clients.folders["mlflow-3"], "python"),
        ["-c", 'import mlflow\nwith mlflow.start_run(run_name="told of"): mlflow.log_metric("loss", 1)'],
        { env: { ...process.env, MLFLOW_TRACKING_URI: origin } },
      );
      const address = /View run told of at: (\S+)/.exec(output)?.[1] ?? `nowhere: ${output}`;
      expect(address).toMatch(/\/#\/experiments\/0\/runs\/\w{32}$/);
      await page.goto(address);
      await page.getByRole("heading", { name: "told of" }).waitFor();
      expect(new URL(page.url()).pathname).toBe(`/runs/${address.slice(-32)}`);
    });
  else reportLeftOut("the address that MLflow's Python client prints", clients.reason);

  test("follows an old address also while it is open", async () => {
    const page = await stage.open("/models");
    await page.getByRole("heading", { name: "Models" }).waitFor();
    await page.evaluate((hash) => window.location.assign(hash), `#/experiments/${run.experimentId}`);
    await page.getByRole("heading", { name: "rich" }).waitFor();
  });

  test("says what happened when the server does not answer, and tries again", async () => {
    stage.allow(/Failed to load resource/);
    const page = await stage.open("/models");
    await page.getByRole("link", { name: "News Model" }).waitFor();
    await page.route("**/registered-models/get?**", (route) =>
      route.fulfill({ status: 500, json: { error_code: "INTERNAL_ERROR", message: "The disk is full." } }),
    );
    await page.getByRole("link", { name: "News Model" }).click();
    await page.getByRole("alert").getByText("The disk is full.").waitFor();
    await page.unroute("**/registered-models/get?**");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("table", { name: "Versions" }).waitFor();
  });

  test("is reached by keyboard, with the focus in view", async () => {
    const page = await stage.open("/");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus-visible");
    expect(await focused.textContent()).toBe("Experiments");
    expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe("solid");
  });
});
