import { ActionIcon, Button, Group, Select, Stack, Text, Tooltip } from "@mantine/core";
import type { ModelVersion } from "@slipway/contract";
import { IconArrowsExchange } from "@tabler/icons-react";
import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ComparedValues } from "../../../ui/compared/ComparedValues.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { Loaded } from "../../../ui/Loaded.js";
import { PageHeader } from "../../../ui/PageHeader.js";
import { modelVersionQueries } from "../model-version-queries.js";
import { compareVersions } from "./compare-versions.js";
import type { CompareVersionsSearch } from "./compare-versions-search.js";
import { versionFacts } from "./version-facts.js";

const route = getRouteApi("/models/$name/compare");

/** Two versions of a model side by side, differences first. */
export function CompareVersionsPage() {
  const { name } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: CompareVersionsSearch) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const query = useInfiniteQuery(modelVersionQueries.ofModel(name));
  const versions = query.data?.pages.flatMap((page) => page.model_versions) ?? [];
  const { a, b } = chosen(search, versions);
  return (
    <Stack gap="md">
      <PageHeader
        title={a && b ? `${name}: version ${a} and version ${b}` : `${name}: compare versions`}
        crumbs={[
          { label: "Models", link: { to: "/models" } },
          { label: name, link: { to: "/models/$name", params: { name } } },
        ]}
      />
      <Loaded query={query}>
        {() =>
          a && b ? (
            <>
              <Choice versions={versions} a={a} b={b} onChange={change} />
              <Comparison name={name} numbers={[a, b]} same={search.same === true} onChange={change} />
            </>
          ) : (
            <EmptyState title="Nothing to compare yet">
              {name} has {versions.length === 0 ? "no version" : "one version"}. The next release adds one.
            </EmptyState>
          )
        }
      </Loaded>
    </Stack>
  );
}

/** Without an address that says it: the newest version, and the one in Production or else the one before. */
function chosen({ a, b }: CompareVersionsSearch, versions: readonly ModelVersion[]) {
  const newest = b ?? versions[0]?.version;
  const others = versions.filter(({ version }) => version !== newest);
  const before = others.find(({ current_stage }) => current_stage === "Production") ?? others[0];
  return { a: a ?? before?.version, b: newest };
}

interface ChoiceProps {
  versions: readonly ModelVersion[];
  a: string;
  b: string;
  onChange: (part: CompareVersionsSearch) => void;
}

function Choice({ versions, a, b, onChange }: ChoiceProps) {
  const numbers = [...new Set([...versions.map(({ version }) => version), a, b])];
  const data = numbers.map((value) => ({ value, label: labelOf(value, versions) }));
  return (
    <Group gap="xs">
      <Select
        size="xs"
        aria-label="First version"
        searchable
        allowDeselect={false}
        data={data}
        value={a}
        onChange={(next) => next && onChange({ a: next })}
      />
      <Tooltip label="Swap them">
        <ActionIcon
          variant="default"
          size={30}
          aria-label="Swap them"
          onClick={() => onChange({ a: b, b: a })}
        >
          <IconArrowsExchange size={15} />
        </ActionIcon>
      </Tooltip>
      <Select
        size="xs"
        aria-label="Second version"
        searchable
        allowDeselect={false}
        data={data}
        value={b}
        onChange={(next) => next && onChange({ b: next })}
      />
      <CompareRuns versions={[a, b].map((number) => versions.find(({ version }) => version === number))} />
    </Group>
  );
}

function labelOf(number: string, versions: readonly ModelVersion[]): string {
  const stage = versions.find(({ version }) => version === number)?.current_stage;
  return stage && stage !== "None" ? `Version ${number} (${stage})` : `Version ${number}`;
}

interface ComparisonProps {
  name: string;
  numbers: readonly string[];
  same: boolean;
  onChange: (part: CompareVersionsSearch) => void;
}

function Comparison({ name, numbers, same, onChange }: ComparisonProps) {
  const queries = useQueries({ queries: numbers.map((number) => versionFacts(name, number)) });
  const facts = queries.flatMap(({ data }) => data ?? []);
  const query = {
    data: facts.length === numbers.length ? facts : undefined,
    error: queries.find(({ error }) => error)?.error ?? null,
    refetch: () => Promise.all(queries.map(({ refetch }) => refetch())),
  };
  return (
    <Loaded query={query} lines={12}>
      {(found) => (
        <>
          <ComparedValues
            columns={found.map(({ version: { version } }) => ({ id: version, name: `Version ${version}` }))}
            groups={compareVersions(found)}
            alike="These versions differ in nothing that is known of them."
            same={same}
            onSame={(next) => onChange({ same: next || undefined })}
          />
          {found
            .flatMap(({ missing }) => missing)
            .map((line) => (
              <Text key={line} fz="sm" c="dimmed">
                Could not be read: {line}
              </Text>
            ))}
        </>
      )}
    </Loaded>
  );
}

/** The way to the comparison of the runs behind the versions. */
function CompareRuns({ versions }: { versions: readonly (ModelVersion | undefined)[] }) {
  const runs = [...new Set(versions.flatMap((version) => version?.run_id || []))];
  if (runs.length < 2) return null;
  return (
    <Button variant="default" renderRoot={(props) => <Link {...props} to="/compare" search={{ runs }} />}>
      Compare their runs
    </Button>
  );
}
