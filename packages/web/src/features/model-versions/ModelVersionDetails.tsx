import { Text } from "@mantine/core";
import type { ModelVersion } from "@slipway/contract";
import { CopyableId } from "../../ui/CopyableId.js";
import { type Fact, Facts } from "../../ui/Facts.js";
import { formatNumber } from "../../ui/format/format-number.js";
import { KeyValues } from "../../ui/KeyValues.js";
import { NumberText } from "../../ui/NumberText.js";
import { Section } from "../../ui/Section.js";
import { Time } from "../../ui/Time.js";
import { TwoColumns } from "../../ui/TwoColumns.js";
import { decisionRun } from "../promotions/decision-run.js";
import { RunLink } from "../runs/RunLink.js";
import { VersionStatus } from "./VersionStatus.js";

/** What is known of a version: where it came from, what it measured, its tags. */
export function ModelVersionDetails({ version }: { version: ModelVersion }) {
  const { run_id, model_id, model_metrics, model_params, source, description } = version;
  const copyable = (value: string | undefined, what: string) =>
    value && <CopyableId value={value} what={what} />;
  const decided = decisionRun(version);
  const facts: Fact[] = [
    ["Status", <VersionStatus key="status" version={version} />],
    ["Created", <Time key="created" at={version.creation_timestamp} />],
    ["Updated", <Time key="updated" at={version.last_updated_timestamp} />],
    ["User", version.user_id],
    ["Source run", run_id && <RunLink key="run" runId={run_id} />],
    [
      "Decision",
      decided && (
        <RunLink key="decision" runId={decided} tab="decision">
          Why it was promoted
        </RunLink>
      ),
    ],
    ["Logged model", copyable(model_id, "model id")],
    ["Source", copyable(source, "source")],
    ["Load it with", copyable(`models:/${version.name}/${version.version}`, "model address")],
  ];
  return (
    <TwoColumns
      left={
        <>
          {description && <Text style={{ whiteSpace: "pre-wrap" }}>{description}</Text>}
          <Section title="About">
            <Facts facts={facts} />
          </Section>
          {model_params.length > 0 && (
            <Section title="Parameters" count={model_params.length}>
              <KeyValues
                what="parameters"
                entries={model_params.map(({ name, value }) => ({ key: name, text: value }))}
              />
            </Section>
          )}
        </>
      }
      right={
        <>
          {model_metrics.length > 0 && (
            <Section title="Metrics" count={model_metrics.length}>
              <KeyValues
                what="metrics"
                align="right"
                entries={model_metrics.map(({ key, value }) => ({
                  key,
                  text: formatNumber(value),
                  value: <NumberText value={value} />,
                }))}
              />
            </Section>
          )}
          <Section title="Tags" count={version.tags.length}>
            <KeyValues what="tags" entries={version.tags.map(({ key, value }) => ({ key, text: value }))} />
          </Section>
        </>
      }
    />
  );
}
