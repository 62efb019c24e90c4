import { Text } from "@mantine/core";
import { MOST_GROUPED, type RunsList } from "./use-runs-list.js";

const tell = (count: number, what: string) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? what : `${what}s`}`;

/** How many runs there are: all that the search finds, once that is known; and of how many groups are made. */
export function RunCount({ list: { count, runs, groups, query } }: { list: RunsList }) {
  const open = count === undefined && query.hasNextPage;
  const all = open ? `${runs.length.toLocaleString("en-US")}+ runs` : tell(count ?? runs.length, "run");
  const cut = groups !== undefined && query.hasNextPage;
  const grouped = cut ? `the first ${runs.length.toLocaleString("en-US")} of ${all}` : all;
  const full = cut && runs.length >= MOST_GROUPED;
  return (
    <Text c="dimmed" fz="sm" className="numeric" role="status">
      {groups ? `${tell(groups.length, "group")} of ${grouped}` : all}
      {full && ": a filter makes them fewer"}
    </Text>
  );
}
