import { Stack, Tabs, Text } from "@mantine/core";
import type { RegisteredModel } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useLive } from "../../app/use-live.js";
import { Loaded } from "../../ui/Loaded.js";
import { PageHeader } from "../../ui/PageHeader.js";
import { PageTabs } from "../../ui/PageTabs.js";
import { ModelActions } from "../promotions/actions/ModelActions.js";
import { HoldBanner } from "../promotions/HoldBanner.js";
import { HistoryView } from "../promotions/history/HistoryView.js";
import { ModelVersions } from "./ModelVersions.js";
import type { ModelSearch, ModelTab } from "./model-search.js";
import { registeredModelQueries } from "./registered-model-queries.js";
import { RulesView } from "./rules/RulesView.js";

const route = getRouteApi("/models/$name");

const TABS: readonly (readonly [ModelTab, string])[] = [
  ["versions", "Versions"],
  ["history", "History"],
  ["rules", "Rules"],
];

/** One registered model: its versions, who held which place when, and what may move them. */
export function RegisteredModelPage() {
  const { name } = route.useParams();
  useLive({ model: name });
  const query = useQuery(registeredModelQueries.one(name));
  return <Loaded query={query}>{(model) => <ModelView model={model} />}</Loaded>;
}

function ModelView({ model }: { model: RegisteredModel }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: ModelSearch) => navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const open = (tab: ModelTab) => navigate({ search: { tab: tab === "versions" ? undefined : tab } });
  const { name, description } = model;
  return (
    <Stack gap="md" maw={1320}>
      <PageHeader
        title={name}
        crumbs={[{ label: "Models", link: { to: "/models" } }]}
        actions={<ModelActions name={name} />}
      />
      <HoldBanner name={name} />
      {description && <Text style={{ whiteSpace: "pre-wrap" }}>{description}</Text>}
      <PageTabs value={search.tab ?? "versions"} tabs={TABS} onOpen={(tab) => void open(tab)}>
        <Tabs.Panel value="versions">
          <ModelVersions
            model={model}
            selected={search.selected ?? []}
            onSelect={(selected) => void change({ selected: selected.length > 0 ? selected : undefined })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryView name={name} search={search} onChange={(part) => void change(part)} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <RulesView name={name} />
        </Tabs.Panel>
      </PageTabs>
    </Stack>
  );
}
