import { Anchor, Select, Stack, Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { IconExternalLink } from "@tabler/icons-react";
import { CodeBlock } from "../../../ui/CodeBlock.js";
import { comparedRows } from "../../../ui/compared/compared-rows.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { Section } from "../../../ui/Section.js";
import { buildTagsOf } from "../../builds/build-tags.js";
import { nameOf } from "../run-values.js";
import classes from "./Compare.module.css";
import { ComparedRuns } from "./ComparedRuns.js";
import { codeRange } from "./code-range.js";
import type { CompareSearch } from "./compare-search.js";

interface Props {
  runs: readonly Run[];
  search: CompareSearch;
  onChange: (part: CompareSearch) => void;
}

/** From which code runs came, and what changed between two commits. */
export function ComparedCode({ runs, search, onChange }: Props) {
  const rows = comparedRows(runs, factsOf, "as given");
  const commits = runs.filter((run) => buildTagsOf(run).commit !== undefined);
  if (commits.length === 0) {
    return (
      <EmptyState title="No commits">
        None of these runs says from which commit it came. MLflow's client notes it when it is started in a
        git repository; builds always do.
      </EmptyState>
    );
  }
  return (
    <Stack gap="lg">
      <ComparedRuns
        runs={runs}
        values={[{ title: "Code", rows }]}
        search={search}
        onChange={onChange}
        alike="These runs came from the same code."
      />
      {commits.length > 1 && <Changes runs={commits} search={search} onChange={onChange} />}
    </Stack>
  );
}

function factsOf(run: Run): Map<string, string> {
  const { commit, branch, author, message, repository, dirty, source } = buildTagsOf(run);
  const facts: [string, string | undefined][] = [
    ["Commit", commit],
    ["Branch", branch],
    ["Author", author],
    ["Message", message],
    ["Uncommitted changes", dirty ? "yes" : undefined],
    ["Source", source],
    ["Repository", repository],
  ];
  return new Map(facts.filter((fact): fact is [string, string] => fact[1] !== undefined));
}

/** The commits of two runs, the older first unless others are chosen. */
function Changes({ runs, search, onChange }: Props) {
  const started = (run: Run) => Number(run.info.start_time ?? 0);
  const byTime = [...runs].sort((a, b) => started(a) - started(b));
  const find = (id: string | undefined) => runs.find(({ info }) => info.run_id === id);
  const first = find(search.between?.[0]) ?? (byTime[0] as Run);
  const other =
    byTime.findLast((run) => buildTagsOf(run).commit !== buildTagsOf(first).commit) ?? byTime.at(-1);
  const second = find(search.between?.[1]) ?? (other as Run);
  const [from, to] = [buildTagsOf(first), buildTagsOf(second)];
  const range = codeRange(from.commit ?? "", to.commit ?? "", to.repository ?? from.repository);
  const data = runs.map((run) => ({ value: run.info.run_id, label: nameOf(run) }));
  const pick = (label: string, run: Run, other: (id: string) => string[]) => (
    <Select
      size="xs"
      searchable
      label={label}
      allowDeselect={false}
      data={data}
      value={run.info.run_id}
      onChange={(id) => id && onChange({ between: other(id) })}
    />
  );
  return (
    <Section title="Changes">
      <div className={classes.pair}>
        {pick("From the code of", first, (id) => [id, second.info.run_id])}
        {pick("To the code of", second, (id) => [first.info.run_id, id])}
      </div>
      {range.from === range.to ? (
        <Text fz="sm">Both came from the same commit.</Text>
      ) : (
        <Stack gap={6}>
          <CodeBlock code={range.command} />
          {range.page && (
            <Anchor href={range.page} target="_blank" rel="noopener noreferrer" fz="sm" w="fit-content">
              Look at the changes <IconExternalLink size={13} aria-hidden />
            </Anchor>
          )}
        </Stack>
      )}
      {(from.dirty || to.dirty) && (
        <Text fz="sm" c="dimmed">
          {from.dirty && to.dirty ? "Both" : nameOf(from.dirty ? first : second)} had changes too that no
          commit has.
        </Text>
      )}
    </Section>
  );
}
