import { wrongTerms } from "@slipway/contract";
import { groupCells } from "../../matrix/configurations.js";
import { expandMatrix } from "../../matrix/expand-matrix.js";
import type { Finding } from "../finding.js";
import { resolveTestSet } from "../slipway-file.js";
import type { Checked, Rule } from "./rule.js";

const LOSS = /(^|[_.\s-])(loss|error|err|rmse|mse|mae|mape|perplexity)($|[_.\s-])/i;

/** A release that could never select or promote anything, or would select the worst. */
export const releaseStep: Rule = (file) => {
  const { content, source } = file;
  const { release } = content;
  if (!release) return [];
  const findings: Finding[] = [];
  if (content.model === undefined) {
    const hint = "write `model: NAME`, the registered model that the release promotes";
    findings.push(source.keyFinding("error", ["release"], "`release` needs `model`", hint));
  }
  const { metric, goal } = release.select;
  if (goal === undefined && LOSS.test(metric)) {
    const hint = "say `goal: minimize`, or `goal: maximize` if more of it is better";
    const message = `\`${metric}\` sounds like something to minimize, and \`goal\` is maximize by default`;
    findings.push(source.finding("warning", ["release", "select", "metric"], message, hint));
  }
  if (!release.gates || release.gates.length === 0) {
    const message = "without gates the best candidate is promoted however good or bad it is";
    findings.push(source.keyFinding("warning", ["release"], message, "see `threshold` and `improvement`"));
  }
  return [...findings, ...minRepeats(file), ...testSet(file)];
};

/** A budget that cannot be kept, or that no test can work with. */
function testSet({ content, source }: Checked): Finding[] {
  const release = content.release;
  const given = release?.["test-set"];
  if (!given) return [];
  const at = (key: string) => (key in given ? [...TEST_SET, key] : TEST_SET);
  const terms = resolveTestSet(given);
  const wrong = wrongTerms(terms);
  const findings: Finding[] = wrong ? [source.finding("error", at("passes"), wrong)] : [];
  if (release?.evaluate === undefined) {
    const hint = "write `evaluate`, the command that scores a model on the held-out examples";
    findings.push(source.keyFinding("error", TEST_SET, "`test-set` needs `evaluate`", hint));
  }
  if (terms.reveal === "full") {
    const message =
      "`reveal: full` shows what each look found, so its guarantee no longer holds for the looks after it";
    findings.push(
      source.finding("warning", at("reveal"), message, "leave `reveal` out to seal all but the verdicts"),
    );
  }
  return findings;
}

const TEST_SET = ["release", "test-set"];

function minRepeats({ content, source }: Checked): Finding[] {
  const wanted = content.release?.select["min-repeats"];
  const repeatOver = content.build?.["repeat-over"];
  if (wanted === undefined || !content.build) return [];
  const groups = groupCells(expandMatrix(content.build.matrix), repeatOver ? [repeatOver].flat() : []);
  const most = Math.max(0, ...groups.map(({ cells }) => cells.length));
  if (wanted <= most) return [];
  const hint =
    repeatOver === undefined
      ? "name what is repeated with `build.repeat-over`"
      : `no configuration has more than ${most}`;
  const message = `min-repeats ${wanted} makes no configuration eligible`;
  return [source.finding("error", ["release", "select", "min-repeats"], message, hint)];
}
