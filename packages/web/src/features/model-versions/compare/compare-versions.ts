import { type Cell, type ComparedGroup, comparedRows } from "../../../ui/compared/compared-rows.js";
import { dataOf, valuesOf } from "../../runs/run-values.js";
import type { VersionFacts } from "./version-facts.js";

/** Some versions side by side: what they are, what they were trained on and with, what was measured and decided. */
export function compareVersions(versions: readonly VersionFacts[]): ComparedGroup[] {
  return [
    { title: "Version", rows: comparedRows(versions, registeredOf, "as given") },
    { title: "Decision", rows: comparedRows(versions, decidedOf, "as given") },
    { title: "Parameters", rows: comparedRows(versions, paramsOf) },
    { title: "Metrics of the run", rows: comparedRows(versions, metricsOf) },
    { title: "Data", rows: comparedRows(versions, ({ run }) => (run ? dataOf(run) : new Map())) },
    { title: "Signature", rows: comparedRows(versions, ({ description }) => description?.signature ?? NONE) },
    { title: "Model", rows: comparedRows(versions, ({ description }) => description?.settings ?? NONE) },
    { title: "Files", rows: comparedRows(versions, filesOf) },
    { title: "Tags", rows: comparedRows(versions, tagsOf) },
  ].filter(({ rows }) => rows.length > 0);
}

const NONE: ReadonlyMap<string, Cell> = new Map();

function registeredOf({ version, run, files, decision }: VersionFacts): Map<string, Cell> {
  const { current_stage, aliases, status, creation_timestamp, source, run_id, description } = version;
  const sizes = files && [...files.values()];
  const commit = decision?.commit?.sha ?? (run && valuesOf(run).tags.get("mlflow.source.git.commit"));
  return known([
    ["Stage", current_stage === "None" ? undefined : current_stage],
    ["Aliases", aliases.map((alias) => `@${alias}`).join(", ")],
    ["Status", status],
    [
      "Created",
      creation_timestamp === undefined ? undefined : new Date(Number(creation_timestamp)).toISOString(),
    ],
    ["User", version.user_id],
    ["Commit", commit],
    ["Run", run_id],
    ["Source", source],
    ["Size in bytes", sizes?.reduce((sum, size) => sum + size, 0)],
    ["Digest of all files", decision?.receipt?.model_digest],
    ["Description", description],
  ]);
}

function decidedOf({ decision }: VersionFacts): Map<string, Cell> {
  if (!decision) return new Map();
  const { outcome, reason, forced, selection, evaluation, verdicts, champion } = decision;
  const count = new Map<string, number>();
  const gates = verdicts.map(({ gate, status, reason: why }): [string, Cell] => {
    const seen = (count.get(gate) ?? 0) + 1;
    count.set(gate, seen);
    return [seen === 1 ? `gate ${gate}` : `gate ${gate} (${seen})`, `${status}: ${why}`];
  });
  return known([
    ["Outcome", outcome],
    ["Reason", reason],
    ["Forced", forced],
    ["Champion then", champion && `version ${champion.version}`],
    ["Selected", selection?.selected],
    ...gates,
    ...Object.entries(evaluation?.candidate ?? {}).map(([metric, value]): [string, Cell] => [
      `held-out ${metric}`,
      value,
    ]),
  ]);
}

const paramsOf = ({ run, version }: VersionFacts): ReadonlyMap<string, Cell> =>
  run ? valuesOf(run).params : new Map(version.model_params.map(({ name, value }) => [name, value]));

const metricsOf = ({ run, version }: VersionFacts): ReadonlyMap<string, Cell> =>
  run ? valuesOf(run).metrics : new Map(version.model_metrics.map(({ key, value }) => [key, value]));

const tagsOf = ({ version }: VersionFacts): Map<string, Cell> =>
  new Map(version.tags.map(({ key, value }) => [key, value]));

/** Size and digest of each file: what the receipt knows of a file that is gone stays in view. */
function filesOf({ files, digests }: VersionFacts): Map<string, Cell> {
  const paths = new Set([...(files?.keys() ?? []), ...(digests?.keys() ?? [])]);
  return new Map(
    [...paths].map((path) => {
      const size = files?.get(path);
      const digest = digests?.get(path);
      const written = size === undefined ? "not found" : `${size.toLocaleString("en-US")} B`;
      return [path, digest ? `${written}, sha256:${digest}` : written];
    }),
  );
}

const known = (facts: readonly (readonly [string, Cell])[]): Map<string, Cell> =>
  new Map(facts.filter(([, value]) => value !== undefined && value !== ""));
