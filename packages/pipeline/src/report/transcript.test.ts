import type { Decision, ModelVersion } from "@slipway/contract";
import { describe, expect, it } from "vitest";
import { githubOutput } from "./github-output.js";
import { OLD_RUN, PROMOTED, RUN, SOURCE } from "./testing/promoted.js";
import { transcript } from "./transcript.js";

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
      "Safe to promote: yes",
      "                  The new model got 38 more of 2,000 held-out examples right than the one in Production.",
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
      "Safe to promote: no, there is nothing to promote",
      "Held              no configuration can be selected: there are no runs",
    ]);
  });

  it("tells the use of a test set and the receipt, and no sentence twice", () => {
    const decision: Decision = {
      ...PROMOTED,
      test_set: {
        name: "news",
        look: 3,
        looks: 32,
        left: 29,
        sealed: true,
        revealed: 0,
      } as Decision["test_set"],
      receipt: { uri: "runs:/x/receipt.json", model_digest: "3f9a", signer: "key 77ab" },
    };
    const lines = transcript({ decision, archived: ARCHIVED });
    expect(lines).toContain("Test set:         news, look 3 of 32, 29 left; its figures are sealed");
    expect(lines.at(-3)).toBe("Receipt:          model sha256:3f9a, signed by key 77ab");
    const [threshold] = PROMOTED.verdicts as [Decision["verdicts"][number]];
    const low = { ...threshold, status: "fail", reason: "accuracy 0.8700 < 0.90" } as const;
    const refused: Decision = { ...PROMOTED, verdicts: [low], outcome: "refused", promotion: undefined };
    const told = transcript({ decision: refused, archived: [] });
    expect(told).toContain("Safe to promote: no");
    expect(told.filter((line) => line.includes("0.8700 < 0.90"))).toHaveLength(1);
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
