import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { MAIN_PAGES } from "../pages.js";
import { type Entry, matching } from "./entry.js";
import { paletteQueries } from "./palette-queries.js";

/** What the palette offers for a text: pages, what can be done, and what the server finds by its name. */
export function useEntries(text: string, showKeys: () => void): { entries: Entry[]; busy: boolean } {
  const own = matching([...usePages(), ...useActions(showKeys)], text);
  const found = useFound(text);
  return { entries: [...own, ...found.entries], busy: found.busy };
}

function usePages(): Entry[] {
  const navigate = useNavigate();
  return MAIN_PAGES.map(({ label, to }) => ({
    id: `page ${label}`,
    group: "Pages",
    label,
    act: () => void navigate({ to }),
  }));
}

function useActions(showKeys: () => void): Entry[] {
  const queries = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  const actions: [string, () => void][] = [
    ["Refresh this page", () => void queries.invalidateQueries()],
    ["Copy the address of this page", () => void navigator.clipboard?.writeText(window.location.href)],
    [dark ? "Use light colours" : "Use dark colours", () => setColorScheme(dark ? "light" : "dark")],
    ["Use the colours of the system", () => setColorScheme("auto")],
    ["Show the keys", showKeys],
  ];
  return actions.map(([label, act]) => ({ id: `action ${label}`, group: "Actions", label, act }));
}

function useFound(text: string): { entries: Entry[]; busy: boolean } {
  const navigate = useNavigate();
  const experiments = useQuery(paletteQueries.experiments(text));
  const models = useQuery(paletteQueries.models(text));
  const places = useQuery(paletteQueries.places());
  const runs = useQuery(paletteQueries.runs(text, places.data ?? []));
  const entries: Entry[] = [
    ...(experiments.data ?? []).map(({ experiment_id: experimentId, name }) => ({
      id: `experiment ${experimentId}`,
      group: "Experiments",
      label: name,
      act: () => void navigate({ to: "/experiments/$experimentId", params: { experimentId } }),
    })),
    ...(models.data ?? []).map(({ name }) => ({
      id: `model ${name}`,
      group: "Models",
      label: name,
      act: () => void navigate({ to: "/models/$name", params: { name } }),
    })),
    ...((text && runs.data) || []).map(({ info: { run_id: runId, run_name } }) => ({
      id: `run ${runId}`,
      group: "Runs",
      label: run_name || runId,
      detail: runId.slice(0, 12),
      act: () => void navigate({ to: "/runs/$runId", params: { runId } }),
    })),
  ];
  return { entries, busy: experiments.isFetching || models.isFetching || runs.isFetching };
}
