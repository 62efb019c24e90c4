import { Stack, Text } from "@mantine/core";
import {
  figureOf,
  intervalOf,
  isComparison,
  isLessBetter,
  metricOf,
  slicesOf,
  type Verdict,
} from "@slipway/contract";
import { Section } from "../../../ui/Section.js";
import { DeltaTable } from "./DeltaTable.js";
import { gateNames } from "./gate-names.js";

/** The differences to the champion that gates ruled on: on the whole, and slice by slice. */
export function Differences({ verdicts }: { verdicts: readonly Verdict[] }) {
  const names = gateNames(verdicts);
  const named = verdicts.map((verdict, place) => ({ verdict, name: names[place] ?? verdict.gate }));
  const compared = named.filter(({ verdict }) => isComparison(verdict) && intervalOf(verdict));
  const sliced = named.filter(({ verdict }) => slicesOf(verdict).length > 0);
  return (
    <>
      {compared.length > 0 && (
        <Section title="Difference to the champion">
          <Text fz="sm" c="dimmed">
            Example by example on the same held-out set. Where the whole bar lies on the better side of the
            line, the difference is more than chance explains.
          </Text>
          <Stack gap="sm">
            {compared.map(({ verdict, name }) => (
              <Comparison key={name} verdict={verdict} name={name} />
            ))}
          </Stack>
        </Section>
      )}
      {sliced.map(({ verdict, name }) => (
        <Slices key={name} verdict={verdict} />
      ))}
    </>
  );
}

function Comparison({ verdict, name }: { verdict: Verdict; name: string }) {
  const less = isLessBetter(verdict);
  const minDelta = figureOf(verdict, "min_delta");
  const row = {
    label: `${metricOf(verdict)} (${name})`,
    examples: figureOf(verdict, "n"),
    candidate: figureOf(verdict, "candidate"),
    champion: figureOf(verdict, "champion"),
    estimate: figureOf(verdict, "estimate") ?? 0,
    interval: intervalOf(verdict),
    limit: minDelta === undefined ? undefined : less ? -minDelta : minDelta,
    failed: verdict.status === "fail" || verdict.status === "error",
  };
  return <DeltaTable label={`Difference by ${name}`} of="Metric" rows={[row]} lessIsBetter={less} />;
}

function Slices({ verdict }: { verdict: Verdict }) {
  const { by, metric, max_drop } = verdict.evidence;
  const less = isLessBetter(verdict);
  const sign = less ? -1 : 1;
  const maxDrop = Number(max_drop);
  const rows = slicesOf(verdict)
    .map(({ slice, estimate, examples, candidate, champion }) => ({
      label: slice,
      examples,
      candidate,
      champion,
      estimate,
      limit: -sign * maxDrop,
      failed: -sign * estimate > maxDrop,
    }))
    .sort((a, b) => sign * (a.estimate - b.estimate));
  return (
    <Section title={`${String(metric)} by ${String(by)}`} count={rows.length}>
      <Text fz="sm" c="dimmed">
        The worst first. The dashed line is the drop that the gate allows; squares lie beyond it.
      </Text>
      <DeltaTable label={`Slices by ${String(by)}`} of={String(by)} rows={rows} lessIsBetter={less} />
    </Section>
  );
}
