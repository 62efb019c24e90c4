import { LIMITS, type Run } from "@slipway/contract";
import { formatNumber } from "../../ui/format/format-number.js";
import { KeyValues } from "../../ui/KeyValues.js";
import { NoteEditor } from "../../ui/markdown/NoteEditor.js";
import { NumberText } from "../../ui/NumberText.js";
import { Section } from "../../ui/Section.js";
import { TwoColumns } from "../../ui/TwoColumns.js";
import { TagsEditor } from "../../ui/tags/TagsEditor.js";
import { RunDatasets } from "./RunDatasets.js";
import { RunFacts } from "./RunFacts.js";
import { RunModels } from "./RunModels.js";
import { valuesOf } from "./run-values.js";
import { NOTE, useRunTags } from "./use-run-tags.js";

/** A run on one page: facts, parameters, metrics, data, models, tags and its note. */
export function RunOverview({ run }: { run: Run }) {
  const { params, metrics, tags } = valuesOf(run);
  const changes = useRunTags(run.info.run_id);
  const note = tags.get(NOTE) ?? "";
  const saveNote = async (text: string) => {
    if (text !== "") await changes.set(NOTE, text);
    else if (note !== "") await changes.remove(NOTE);
  };
  return (
    <TwoColumns
      left={
        <>
          <Section title="About">
            <RunFacts run={run} />
          </Section>
          <NoteEditor title="Note" text={note} longest={LIMITS.runTagValue} save={saveNote} />
          <Section title="Parameters" count={params.size}>
            <KeyValues what="parameters" entries={[...params].map(([key, text]) => ({ key, text }))} />
          </Section>
          <Section title="Data" count={run.inputs?.dataset_inputs.length ?? 0}>
            <RunDatasets inputs={run.inputs?.dataset_inputs ?? []} />
          </Section>
        </>
      }
      right={
        <>
          <Section title="Metrics" count={metrics.size}>
            <KeyValues
              what="metrics"
              align="right"
              entries={[...metrics].map(([key, value]) => ({
                key,
                text: formatNumber(value),
                value: <NumberText value={value} />,
              }))}
            />
          </Section>
          <Section title="Models">
            <RunModels run={run} />
          </Section>
          <TagsEditor tags={tags} {...changes} />
        </>
      }
    />
  );
}
