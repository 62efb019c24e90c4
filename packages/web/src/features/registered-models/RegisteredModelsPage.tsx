import { Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CodeBlock } from "../../ui/CodeBlock.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import { PageHeader } from "../../ui/PageHeader.js";
import { SearchBox } from "../../ui/SearchBox.js";
import { readSort, type Sort, writeSort } from "../../ui/table/sort.js";
import type { ModelsSearch } from "./models-search.js";
import { RegisteredModelTable } from "./RegisteredModelTable.js";
import { registeredModelQueries } from "./registered-model-queries.js";

const route = getRouteApi("/models");

/** The list of registered models. */
export function RegisteredModelsPage() {
  const { text, sort = "name ASC" } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: ModelsSearch) => navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const query = useInfiniteQuery(registeredModelQueries.list({ text, orderBy: sort }));
  const sorting = {
    sort: readSort(sort),
    onSort: (next: Sort | undefined) => change({ sort: next && writeSort(next) }),
  };
  return (
    <Stack gap="md" maw={1180} w="100%">
      <PageHeader title="Models" />
      <SearchBox
        label="Search by name"
        value={text ?? ""}
        onChange={(next) => change({ text: next || undefined })}
      />
      <Loaded query={query}>
        {({ pages }) => {
          const models = pages.flatMap((page) => page.registered_models);
          if (models.length === 0) return <NoModels text={text} />;
          return (
            <>
              <RegisteredModelTable models={models} sorting={sorting} />
              <LoadMore query={query} />
            </>
          );
        }}
      </Loaded>
    </Stack>
  );
}

function NoModels({ text }: { text: string | undefined }) {
  if (text) return <EmptyState title="None found">No model has “{text}” in its name.</EmptyState>;
  return (
    <EmptyState title="No registered models yet">
      <Text component="p" mt={0}>
        A release registers its model. By hand, from Python:
      </Text>
      <CodeBlock code={'mlflow.register_model("runs:/<run id>/model", "my-model")'} />
    </EmptyState>
  );
}
