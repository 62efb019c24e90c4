import { groupCells } from "../../matrix/configurations.js";
import { expandMatrix } from "../../matrix/expand-matrix.js";
import type { Finding } from "../finding.js";
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
  return [...findings, ...minRepeats(file)];
};

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
