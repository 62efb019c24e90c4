import { Code, Stack, Text } from "@mantine/core";
import type { FileStoreInfo, ServerDetails } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { CopyableId } from "../../ui/CopyableId.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { type Fact, Facts } from "../../ui/Facts.js";
import { formatBytes } from "../../ui/format/format-bytes.js";
import { formatDuration } from "../../ui/format/format-duration.js";
import { KeyValues } from "../../ui/KeyValues.js";
import { Loaded } from "../../ui/Loaded.js";
import { Section } from "../../ui/Section.js";
import { StatusBadge } from "../../ui/StatusBadge.js";
import { Time } from "../../ui/Time.js";
import { AdminTabs } from "./AdminTabs.js";
import { adminQueries } from "./admin-queries.js";

/** What the server is, where it stores, and whether it is well. */
export function ServerPage() {
  const query = useQuery(adminQueries.server());
  return (
    <AdminTabs tab="server">
      <Loaded query={query}>
        {(details) =>
          details === null ? (
            <EmptyState title="Nothing to tell">This server does not describe itself.</EmptyState>
          ) : (
            <Stack gap="lg">
              <Section title="Process">
                <Facts facts={processFacts(details)} />
              </Section>
              <Section title="Storage">
                <Facts facts={storageFacts(details)} />
                {details.untouched && (
                  <Text fz="sm" c="dimmed">
                    The database also holds {details.untouched}. They belong to parts of MLflow that Slipway
                    does not serve, and are left as they are: MLflow opens them again.
                  </Text>
                )}
              </Section>
              {details.file_store && <FileStore info={details.file_store} />}
            </Stack>
          )
        }
      </Loaded>
    </AdminTabs>
  );
}

function Health() {
  const { data, error } = useQuery(adminQueries.health());
  if (error) return <StatusBadge tone="bad" label="Does not answer" />;
  if (data === undefined) return <StatusBadge tone="waiting" label="Asking" />;
  return <StatusBadge tone="good" label={`Answers, in ${formatDuration(data)}`} />;
}

const processFacts = (details: ServerDetails): Fact[] => [
  ["Health", <Health key="health" />],
  ["Slipway", details.version],
  ["Speaks", `MLflow ${details.mlflow_version}`],
  [
    "Public address",
    details.public_url && <CopyableId key="public" value={details.public_url} what="public address" />,
  ],
  ["Running since", <Time key="started" at={details.started_at} />],
  ["Node", details.node_version],
  ["Machine", details.platform],
  ["Process", String(details.process_id)],
  ["Memory", formatBytes(Number(details.memory_bytes))],
  ["Caution", details.secure ? "beyond MLflow’s (--secure)" : "as MLflow’s"],
];

const DATABASES: Record<string, string> = { sqlite: "SQLite", postgres: "PostgreSQL", mysql: "MySQL" };

const storageFacts = (details: ServerDetails): Fact[] => [
  ["Database", details.database_kind && (DATABASES[details.database_kind] ?? details.database_kind)],
  ["Address", details.database && <CopyableId key="database" value={details.database} what="address" />],
  ["Size", details.database_bytes !== undefined && formatBytes(Number(details.database_bytes))],
  ["New artifacts", <CopyableId key="root" value={details.artifact_root} what="artifact root" />],
  [
    "Proxied artifacts",
    details.artifacts_destination ? (
      <CopyableId key="destination" value={details.artifacts_destination} what="destination" />
    ) : (
      "not served here"
    ),
  ],
  [
    "Free space",
    <span key="gc">
      <Code>slipway gc --dry-run</Code> says what deleted runs still take
    </span>,
  ],
];

function FileStore({ info }: { info: FileStoreInfo }) {
  const { data: findings } = useQuery(adminQueries.findings());
  const facts: Fact[] = [
    ["Folder", <CopyableId key="folder" value={info.root} what="folder" />],
    ["Changes", info.watching ? "seen at once" : "found by looking at all files"],
    ["Not read yet", String(info.pending)],
    ["Behind by", formatDuration(Number(info.behind_ms))],
    ["A look at all takes", formatDuration(Number(info.scan_ms))],
  ];
  return (
    <>
      <Section title="MLflow’s files">
        <Facts facts={facts} />
      </Section>
      {findings && findings.length > 0 && (
        <Section title="Files that could not be taken as they are" count={findings.length}>
          <KeyValues
            what="files"
            entries={findings.map(({ path, problem }) => ({ key: path, text: problem }))}
          />
        </Section>
      )}
    </>
  );
}
