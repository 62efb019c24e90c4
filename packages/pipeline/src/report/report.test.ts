import type { Decision, ModelVersion } from "@slipway/contract";
import { describe, expect, it } from "vitest";
import { githubOutput } from "./github-output.js";
import { markdownReport } from "./markdown.js";
import { transcript } from "./transcript.js";

const RUN = "b1b4dffef5fe49f587a05dd397743e82";
const OLD_RUN = "2ffa11c6f5d649f2995a30025fd181f5";
const SOURCE = "mlflow-artifacts:/636120188737462/models/m-0c/artifacts";

const configuration = (label: string, mean: number, excluded?: string) => ({
  label,
  cell: {},
  runs: [1, 2, 3, 4, 5].map((seed) => ({ run_id: `${label}${seed}`, status: "FINISHED", value: mean })),
  mean,
  spread: 0.0041,
  finished: 5,
  eligible: excluded === undefined,
  excluded,
});

const PROMOTED: Decision = {
  format: 1,
  model: "NewsGroup",
  outcome: "promoted",
  reason: "every gate let it through",
  created_at: 1_700_000_000_000,
  actor: { name: "ada", source: "git", verified: false },
  commit: { sha: "0123456789abcdef", branch: "main" },
  experiment_ids: ["636120188737462"],
  build_run_id: "f".repeat(32),
  selection: {
    metric: "val_accuracy",
    goal: "maximize",
    configurations: [
      configuration("naive-bayes c=1", 0.81),
      configuration("logistic-regression c=10", 0.8741),
      configuration("a", 0.7),
      configuration("b", 0.7, "2 of 5 repeats finished, 3 needed"),
      configuration("c", 0.7),
    ],
    selected: "logistic-regression c=10",
    run_id: RUN,
    rule: "the median of its seeds",
  },
  candidate: { run_id: RUN, model_uri: `runs:/${RUN}/model`, source: SOURCE },
  champion: { version: "3", run_id: OLD_RUN, stage: "Production" },
  evaluation: {
    examples: 2000,
    digest: "sha256:00",
    candidate: { accuracy: 0.87 },
    champion: { accuracy: 0.851 },
    champion_predictions: "evaluated",
    paired: true,
  },
  verdicts: [
    { gate: "threshold", status: "pass", required: true, reason: "accuracy 0.8700 >= 0.80", evidence: {} },
    {
      gate: "improvement",
      status: "pass",
      required: false,
      reason: "+0.0190 [+0.0093, +0.0287] at 95 %, McNemar p = 0.0002",
      evidence: {},
    },
  ],
  promotion: {
    version: "4",
    stage: "Production",
    alias: "champion",
    archived: ["3"],
    guarantee: "atomic",
  },
};

const ARCHIVED = [{ name: "NewsGroup", version: "3", run_id: OLD_RUN } as ModelVersion];

describe("transcript", () => {
  it("tells a promotion in the form that is promised", () => {
    expect(transcript({ decision: PROMOTED, archived: ARCHIVED })).toEqual([
      "Experiment IDs:   ['636120188737462']",
      "Candidates:       25 runs, 5 configurations",
      "Selected by:      val_accuracy 0.8741 ± 0.0041 (5 seeds)    logistic-regression c=10",
      `Run ID:           ${RUN} (the median of its seeds)`,
      `Model URI:        runs:/${RUN}/model`,
      `Model source:     ${SOURCE}`,
      "Champion:         NewsGroup version 3 (Production)",
      "Evaluated:        accuracy 0.8700, champion 0.8510, on the same 2,000 held-out examples",
      "Gate threshold    pass    accuracy 0.8700 >= 0.80",
      "Gate improvement  pass    +0.0190 [+0.0093, +0.0287] at 95 %, McNemar p = 0.0002",
      `Archiving         name=NewsGroup version=3 run_id=${OLD_RUN} current_stage="Production"`,
      "Promoted          name=NewsGroup version=4 stage=Production alias=champion",
    ]);
  });

  it("tells why a candidate was held, refused or forced", () => {
    const held: Decision = { ...PROMOTED, outcome: "held", reason: "not better", promotion: undefined };
    expect(transcript({ decision: held, archived: [] }).at(-1)).toBe("Held              not better");
    const refused: Decision = { ...held, outcome: "refused", reason: "gate threshold: too low" };
    expect(transcript({ decision: refused, archived: [] }).at(-1)).toBe(
      "Refused           gate threshold: too low",
    );
    const forced: Decision = {
      ...PROMOTED,
      forced: "the boss says so",
      reason: "forced although refused: x",
    };
    expect(transcript({ decision: forced, archived: [] }).at(-2)).toBe(
      "Forced            the boss says so (forced although refused: x)",
    );
  });

  it("says what it does not know", () => {
    const first: Decision = {
      ...PROMOTED,
      champion: undefined,
      selection: undefined,
      candidate: undefined,
      evaluation: undefined,
      verdicts: [],
      promotion: undefined,
      outcome: "held",
      reason: "no configuration can be selected: there are no runs",
    };
    expect(transcript({ decision: first, archived: [] })).toEqual([
      "Experiment IDs:   ['636120188737462']",
      "Champion:         none",
      "Held              no configuration can be selected: there are no runs",
    ]);
  });

  it("says when the champion's predictions were kept, and when the server could only check and act", () => {
    const evaluation = { ...PROMOTED.evaluation, champion_predictions: "kept" } as Decision["evaluation"];
    const promotion = { ...PROMOTED.promotion, guarantee: "check-then-act" } as Decision["promotion"];
    const lines = transcript({ decision: { ...PROMOTED, evaluation, promotion }, archived: [] });
    expect(lines.find((line) => line.startsWith("Evaluated"))).toContain(
      "(the champion's predictions were kept)",
    );
    expect(lines.at(-1)).toBe("Guarantee         check-then-act: this server cannot promote in one step");
  });
});

describe("markdownReport", () => {
  it("shows outcome, gates, and configurations from best to worst", () => {
    const report = markdownReport(PROMOTED);
    expect(report).toContain("### 🚀 NewsGroup version 4 promoted\n");
    expect(report).toContain("| threshold | ✅ pass | yes | accuracy 0.8700 \\>= 0.80 |");
    const labels = [...report.matchAll(/^\| (\S+.*?) \| 0\./gm)].map(([, label]) => label);
    expect(labels.slice(0, 2)).toEqual(["**logistic-regression c=10**", "naive-bayes c=1"]);
    expect(report).toContain("2 of 5 repeats finished, 3 needed");
  });

  it("lets no text of users become markup", () => {
    const report = markdownReport({
      ...PROMOTED,
      model: "a|b<img>\n# c",
      promotion: undefined,
      outcome: "held",
    });
    expect(report.split("\n")[0]).toBe("### ⏸️ a\\|b\\<img\\> \\# c: held");
  });
});

describe("githubOutput", () => {
  it("has one line for each value, whatever is in it", () => {
    expect(githubOutput({ ...PROMOTED, reason: "two\nlines" }).split("\n")).toEqual([
      "outcome=promoted",
      "reason=two lines",
      "model=NewsGroup",
      "version=4",
      "model-uri=models:/NewsGroup/4",
      `run-id=${RUN}`,
      "champion-before=3",
      "",
    ]);
  });
});
