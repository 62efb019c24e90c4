import { Button, SegmentedControl, Stack, Text } from "@mantine/core";
import type { Change, ComparedExample, ComparedExamples } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { Loaded } from "../../../ui/Loaded.js";
import { Section } from "../../../ui/Section.js";
import type { DecisionViewState } from "./decision-search.js";
import { ExampleTable } from "./ExampleTable.js";
import { ExampleTexts } from "./ExampleTexts.js";
import { examplesQuery } from "./examples-query.js";
import { GroupDeltas } from "./GroupDeltas.js";

interface Props extends DecisionViewState {
  /** Where the decision says that they are. */
  uri: string;
}

/** So many are listed until someone asks for more. */
const FIRST = 10;

/** Answers longer than this stand below each other rather than in a row. */
const LONG = 60;

/** The examples on which the two models differ: what turned wrong, what turned right; and group by group. */
export function Examples({ uri, view, onView }: Props) {
  const query = useQuery(examplesQuery(uri));
  return (
    <Loaded query={query}>
      {(found) =>
        found ? (
          <>
            {found.groups && <GroupDeltas groups={found.groups} />}
            <Flips found={found} view={view} onView={onView} />
          </>
        ) : (
          <Section title="Examples">
            <Text fz="sm" c="dimmed">
              The examples of this decision are not kept any more, or this version cannot read them.
            </Text>
          </Section>
        )
      }
    </Loaded>
  );
}

function wordsOf(by: string): Record<Change, string> {
  if (by === "right or wrong")
    return { worse: "Turned wrong", better: "Turned right", other: "Wrong in another way" };
  return { worse: "Worse", better: "Better", other: "Different" };
}

function Flips({ found, view, onView }: { found: ComparedExamples } & DecisionViewState) {
  const words = wordsOf(found.by);
  const changes = (["worse", "better", "other"] as const).filter(
    (change) => change !== "other" || Number(found.other) > 0,
  );
  const change = view.change ?? changes.find((one) => Number(found[one]) > 0) ?? "worse";
  const kept = found.kept.filter((example) => example.change === change);
  const total = Number(found[change]);
  return (
    <Section
      title="Examples that differ"
      beside={
        <SegmentedControl
          size="xs"
          aria-label="Which examples"
          value={change}
          onChange={(next) => onView({ change: next as Change, more: undefined })}
          data={changes.map((value) => ({
            value,
            label: `${words[value]} ${Number(found[value]).toLocaleString("en-US")}`,
          }))}
        />
      }
    >
      <Stack gap={6}>
        <Text fz="sm" c="dimmed">
          Of {Number(found.examples).toLocaleString("en-US")} examples, compared by {found.by}.
          {kept.length < total &&
            ` ${kept.length} of ${total.toLocaleString("en-US")} are kept with the decision.`}
        </Text>
        {kept.length === 0 ? (
          <Text fz="sm">None.</Text>
        ) : (
          <Listed examples={view.more ? kept : kept.slice(0, FIRST)} />
        )}
        {kept.length > FIRST && !view.more && (
          <Button
            variant="default"
            onClick={() => onView({ more: true })}
            style={{ alignSelf: "flex-start" }}
          >
            Show all {kept.length}
          </Button>
        )}
      </Stack>
    </Section>
  );
}

const isLong = ({ candidate = "", champion = "", label = "", texts }: ComparedExample): boolean =>
  texts.some((text) => text.champion !== undefined || text.candidate.length > LONG) ||
  [candidate, champion, label].some((text) => text.length > LONG);

const Listed = ({ examples }: { examples: readonly ComparedExample[] }) =>
  examples.some(isLong) ? <ExampleTexts examples={examples} /> : <ExampleTable examples={examples} />;
