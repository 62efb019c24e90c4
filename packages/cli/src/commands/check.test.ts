import { writeFile } from "node:fs/promises";
import { connect, uploadTo } from "@slipway/sdk";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { slipway, startTestServer, type TestServer } from "../testing/command-line.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** A model is the share of examples that it is right about; `noise.txt` is how much each evaluation differs. */
const EVALUATE = `
import { existsSync, readFileSync, writeFileSync } from "node:fs";
const [, , model, out] = process.argv;
const { quality } = JSON.parse(readFileSync(model + "/model.json", "utf8"));
const noisy = existsSync("noise.txt") ? Number(readFileSync("noise.txt", "utf8")) : 0;
const rows = Array.from({ length: 400 }, (_, i) => {
  const right = ((i * 7919) % 1000) / 1000 < quality !== Math.random() < noisy;
  const label = i % 2 ? "spam" : "ham";
  const said = right ? label : i % 2 ? "ham" : "spam";
  return [i, label, said, said === "spam" ? 0.9 - i / 1000 : 0.1 + i / 1000, i % 7].join(",");
});
writeFileSync(out, "id,label,prediction,score,cost\\n" + rows.join("\\n") + "\\n");
`;

const fileWith = (...gates: string[]) => `version: 1
experiment: mails
model: Mails
release:
  select: { metric: val_accuracy }
  evaluate: node evaluate.mjs "\${{ model.path }}" "\${{ output }}"
  gates: [${gates.map((gate) => `{ ${gate} }`).join(", ")}]
`;

/** A finished run that logged a model. */
async function train(quality: number): Promise<string> {
  const { client } = server;
  const found = await client.experiments.getByName({ experiment_name: "mails" }).catch(() => undefined);
  const experiment_id =
    found?.experiment.experiment_id ?? (await client.experiments.create({ name: "mails" })).experiment_id;
  const { run } = await client.runs.create({ experiment_id, start_time: Date.now() });
  const { run_id } = run.info;
  const content = JSON.stringify({ quality });
  await uploadTo(connect(process.env.MLFLOW_TRACKING_URI ?? ""), `runs:/${run_id}`, "model/model.json", {
    content,
  });
  await client.runs.logMetric({ run_id, key: "val_accuracy", value: quality, timestamp: 1, step: 0 });
  await client.runs.update({ run_id, status: "FINISHED", end_time: Date.now() });
  return run_id;
}

describe("check --self-test", () => {
  it("tries every gate on what evaluate writes of the newest run, and says how each did", async () => {
    await writeFile("evaluate.mjs", EVALUATE);
    await writeFile(
      "slipway.yaml",
      fileWith(
        "threshold: { metric: accuracy, min: 0.8 }",
        "improvement: { metric: accuracy }",
        "non-inferiority: { metric: mean(cost), margin: 0.5, goal: minimize }",
        "slices: { by: label, metric: recall, max-drop: 0.05 }",
        "flips: { max: 0.05 }",
        "budget: { metric: model_size_mb, max: 1 }",
        "command: { run: 'node -e 0' }",
        "improvement: { metric: val_accuracy, goal: maximize, method: probability-of-outperforming }",
      ),
    );
    const none = await slipway("check", "--self-test");
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("experiment 'mails' does not exist")]);
    const run = await train(0.9);
    const { code, out, err } = await slipway("check", "--self-test");
    expect(out, err).toMatch(new RegExp(`^Self-test on the model of run ${run}, the newest of mails$`, "m"));
    expect(out).toMatch(/evaluated twice +pass +the same rows of 400 examples both times/);
    expect(out).toMatch(
      /gate improvement metric=accuracy\n(?: .*\n)* {2}against itself +pass +says fail \(indisting/,
    );
    expect(out).toMatch(/models swapped +pass +the estimate is 0\.\d+ and then -0\.\d+/);
    expect(out).toMatch(/gate command .*\n {2}sound evidence +pass +says pass \(command ended well\)/);
    expect(out).toMatch(/sound evidence +\? +it compares repeats/);
    expect(out).not.toContain("FAIL");
    expect(code).toBe(0);
  });

  it("ends with 1 when a gate cannot work on these rows, and says when evaluate is not deterministic", async () => {
    await writeFile("slipway.yaml", fileWith("improvement: { metric: mean(profit), goal: maximize }"));
    await writeFile("noise.txt", "0.02");
    const run = await train(0.9);
    const { code, out } = await slipway("check", "--self-test", "--run-id", run, "--json");
    const { self_test: tested } = JSON.parse(out);
    expect([code, tested.ok, tested.model]).toEqual([1, false, `the model of run ${run}`]);
    expect(tested.evaluate[0]).toMatchObject({
      status: "unknown",
      reason: expect.stringMatching(/^it is not deterministic: of 400 examples, \d+ of prediction/),
    });
    expect(tested.gates[0].checks[0]).toMatchObject({
      status: "fail",
      reason: expect.stringContaining("mean(profit) needs the column profit"),
    });
  });

  it("tells nothing of a sealed test set but whether its gates rule as they must", async () => {
    const file = fileWith("improvement: { metric: accuracy }").replace(
      "  gates",
      "  test-set: { name: held }\n  gates",
    );
    await writeFile("slipway.yaml", file);
    await writeFile("noise.txt", "0");
    const { code, out } = await slipway("check", "--self-test");
    expect(out).toMatch(/against itself +pass +as it must be; what it said is sealed/);
    expect([code, out]).toEqual([0, expect.not.stringMatching(/0\.\d/)]);
    const { test_sets } = await server.client.testSets.list({});
    expect(test_sets).toEqual([]);
  });

  it("needs an evaluate command, and says so; a file without a build has no candidates to count", async () => {
    await writeFile("slipway.yaml", fileWith().replace(/ {2}evaluate.*\n/, ""));
    const { code, out, err } = await slipway("check", "--self-test");
    expect([code, err]).toEqual([2, expect.stringContaining("has no `release.evaluate`")]);
    expect(out).toMatch(/\nslipway\.yaml is valid: no build, gates: none\n$/);
  });
});

describe("check", () => {
  it("says what the gates will find, from the rows of the champion, then from what two models showed", async () => {
    const gates = [
      "improvement: { metric: accuracy }",
      "non-inferiority: { metric: log_loss, margin: 0.02 }",
    ];
    const slices = "slices: { by: label, metric: recall, max-drop: 0.05 }";
    await writeFile("slipway.yaml", fileWith(...gates, slices));
    await train(0.8);
    expect((await slipway("release", "--force", "--reason", "first")).code).toBe(0);
    const alone = await slipway("check");
    expect(alone.out).toMatch(
      /\nAs the rows kept with Mails version 1 showed \(400 examples\):\nimprovement accuracy: with 400 /,
    );
    expect(alone.out).toMatch(
      /\nnon-inferiority log_loss: with 400 examples as noisy as before, .* with a margin of 0\.\d+;/,
    );
    expect(alone.out).toMatch(/\nslices recall by label: .* once two models are measured\n/);
    await train(0.95);
    expect((await slipway("release")).code).toBe(0);
    const two = await slipway("check", "--examples", "800");
    expect(two.out).toMatch(/\nAs the release of \S+ \S+ UTC showed \(400 examples\):\n/);
    expect(two.out).toMatch(/accuracy: with 800 examples of which about \d+\.?\d* % tell/);
    expect(two.out).toMatch(
      /\nslices recall by label: a drop of 0\.\d+ in (ham|spam) \(400 examples\) is found 4 times of 5/,
    );
  });

  it("is no less good where no server answers", async () => {
    vi.stubEnv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9");
    const { code, out } = await slipway("check", "--examples", "400");
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/accuracy: with 400 .*\nwhat earlier releases showed is not known: No/s),
    ]);
  });
});
