import { type ReleaseOptions, type ReleaseResult, release, resolveTestSet } from "@slipway/pipeline";
import { connect } from "@slipway/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { logModel } from "../pipeline/logged-model.js";
import { makeProject, type Project } from "../pipeline/project.js";
import { webSuite } from "./stage.js";

/** A model is the number of examples, of 1,000, that it answers rightly. */
const EVALUATE = `
import { readFileSync, writeFileSync } from "node:fs";
const [, , model, out] = process.argv;
const { quality } = JSON.parse(readFileSync(model + "/model.json", "utf8"));
const rows = Array.from({ length: 1000 }, (_, i) => {
  const label = i % 2 ? "spam" : "ham";
  const right = (i * 7919) % 1000 < quality;
  const answer = right ? label : label === "spam" ? "ham" : "<b>spam</b>";
  return ["mail-" + i, "box-" + ((i * i) % 211), label, answer, (answer === "ham" ? 0.1 : 0.9)].join(",");
});
writeFileSync(out, "id,group,label,prediction,score\\n" + rows.join("\\n") + "\\n");
`;
const GATES = [
  "threshold: { metric: accuracy, min: 0.7 }",
  "slices: { by: label, metric: accuracy, max-drop: 0.1 }",
];

webSuite("the decision of a release", (stage) => {
  let project: Project;
  let better: ReleaseResult;
  let worse: ReleaseResult;
  let sealed: ReleaseResult;
  let trained = 0;

  const push = async (model: string, quality: number, extra: Partial<ReleaseOptions["request"]> = {}) => {
    const connection = connect(stage.url);
    const experiment = await connection.client.experiments
      .create({ name: `of ${model}` })
      .catch(() => connection.client.experiments.getByName({ experiment_name: `of ${model}` }));
    const id = "experiment" in experiment ? experiment.experiment.experiment_id : experiment.experiment_id;
    trained += 1;
    await logModel(connection, id, { "model.json": JSON.stringify({ quality }) }, trained);
    return release({
      request: {
        experiment: `of ${model}`,
        model,
        metric: "accuracy",
        evaluate: `node evaluate.mjs "\${{ model.path }}" "\${{ output }}"`,
        directory: project.directory,
        ...extra,
      },
      trackingUri: stage.url,
      environment: { PATH: process.env.PATH ?? "" },
    });
  };
  const address = ({ runId }: ReleaseResult, rest = "") => `/runs/${runId}?tab=decision${rest}`;

  beforeAll(async () => {
    project = await makeProject({ "evaluate.mjs": EVALUATE });
    await push("spam", 850, { gates: GATES });
    worse = await push("spam", 650, { gates: GATES });
    await project.git("checkout", "--quiet", "-b", "topic");
    better = await push("spam", 950, { gates: GATES });
    await project.git("checkout", "--quiet", "main");
    const testSet = resolveTestSet({ name: "mails", looks: 8 });
    await push("sealed spam", 850, { testSet });
    sealed = await push("sealed spam", 853, { testSet });
  }, 180_000);
  afterAll(() => project?.remove());

  test("says first whether it is safe, then why, with every difference and the examples behind it", async () => {
    const page = await stage.open(address(worse));
    const answer = page.getByRole("region", { name: "Answer" });
    await answer.getByText("Safe to promote: no").waitFor();
    expect(await answer.textContent()).toMatch(
      /accuracy is 0\.6500 for the new model and 0\.8500 [\s\S]*worse by 0\.2000[\s\S]*Refused/,
    );

    const difference = page.getByRole("table", { name: "Difference by improvement" });
    expect(await difference.textContent()).toMatch(/1,0000\.85000\.6500-0\.2000-0\.2\d+ … -0\.1\d+/);
    const slices = page.getByRole("table", { name: "Slices by label" });
    expect(await slices.getByRole("row").allTextContents()).toHaveLength(3);
    const groups = page.getByRole("table", { name: "Groups" });
    await groups.waitFor();
    expect(await groups.getByRole("row").count()).toBe(21);

    const examples = page.getByRole("table", { name: "Examples" });
    await page.getByText("Turned wrong 200").waitFor();
    expect(await examples.textContent()).toMatch(/mail-\d+box-\d+(ham|spam)/);
    await page.getByRole("button", { name: "Show all 100" }).click();
    await page.waitForURL(/more=true/);
    expect(await examples.getByRole("row").count()).toBe(101);
    await page.getByText("Turned right 0").click();
    await page.waitForURL(/change=better/);
    await page.getByText("None.").waitFor();

    const before = page.getByRole("table", { name: "Answers of the champion" });
    expect(await before.textContent()).toContain("<b>spam</b>");
    await page.getByRole("img", { name: "ROC of spam" }).locator("canvas").waitFor();
  });

  test("promotes what every gate let through, once it was asked", async () => {
    const page = await stage.open(address(better));
    await page.getByText("Safe to promote: yes").waitFor();
    await page.getByText("branch topic does not promote").first().waitFor();
    await page.getByRole("button", { name: "Promote to Production and @champion…" }).click();
    const dialog = page.getByRole("dialog", { name: "Promote spam" });
    expect(await dialog.textContent()).toMatch(/In use nowversion 1[\s\S]*version 1 is archived/);
    await dialog.getByLabel("Your name").fill("ann");
    await dialog.getByRole("button", { name: "Promote" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("is in Production and @champion now.").waitFor();

    const { promotions } = await stage.client.promotions.list({ name: "spam" });
    expect(promotions[0]).toMatchObject({
      action: "promote",
      version: "2",
      previous_version: "1",
      actor: "ann",
      forced: false,
      run_id: better.runId,
      decision: { outcome: "held" },
    });
    expect(promotions).toHaveLength(2);
  });

  test("forces for a reason only, and not over a champion that nobody looked at", async () => {
    stage.allow(/status of 409/);
    const page = await stage.open(address(worse));
    await page.getByRole("button", { name: "Force…" }).click();
    const dialog = page.getByRole("dialog", { name: "Force spam in spite of the gates" });
    const force = dialog.getByRole("button", { name: "Force" });
    expect(await force.isDisabled()).toBe(true);
    await dialog.getByLabel("Reason").fill("for the fair");
    await page.route("**/events?*", (route) => route.abort());
    await stage.client.promotions.create({ name: "spam", action: "rollback", reason: "complaints" });
    await force.click();
    await dialog
      .getByRole("alert")
      .getByText(/is version 1 now, not version 2 as expected/)
      .waitFor();
    await dialog.getByRole("button", { name: "Look again" }).click();
    await page.getByRole("button", { name: "Force…" }).click();
    await dialog.getByLabel("Reason").fill("for the fair");
    await force.click();
    await page.getByText("is in Production and @champion now.").waitFor();
    const { promotions } = await stage.client.promotions.list({ name: "spam" });
    expect(promotions[0]).toMatchObject({ version: "3", forced: true, reason: "for the fair" });

    await stage.client.protections.set({ name: "spam", stage: "Production" });
    const other = await stage.open(address(better));
    await other.getByText("The stage Production is protected").waitFor();
    expect(await other.getByRole("button", { name: /Force|Promote/ }).count()).toBe(0);
  });

  test("shows and asks for nothing of a sealed test set but the verdict", async () => {
    const page = await stage.open("/");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(address(sealed));
    await page.getByText("Look 2 of 8 at “mails”, 6 left.").waitFor();
    await page.getByText("slipway testset open mails").waitFor();
    await page.waitForLoadState("networkidle");
    const main = await page.locator("main").textContent();
    expect(main).not.toMatch(/0\.85|Examples that differ|Difference to the champion|Answers of/);
    expect(
      asked.filter((url) => /get-artifact|artifacts\/files/.test(url)).map((url) => url.split("path=")[1]),
    ).toEqual(expect.arrayContaining(["slipway%2Fdecision.json"]));
    expect(asked.join(" ")).not.toMatch(/examples\.json|predictions|sealed%2F/);
  });
});
