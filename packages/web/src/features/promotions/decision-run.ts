import type { ModelVersion } from "@slipway/contract";

/** The run that keeps the decision by which a version was promoted, as its tag `slipway.decision` names it. */
export function decisionRun({ tags }: Pick<ModelVersion, "tags">): string | undefined {
  const address = tags.find(({ key }) => key === "slipway.decision")?.value;
  return /^runs:\/+([^/]+)\/slipway\/decision\.json$/.exec(address ?? "")?.[1];
}
