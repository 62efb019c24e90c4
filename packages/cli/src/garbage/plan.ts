import type { Int64, Purgeable } from "@slipway/contract";
import { type Client, iterate } from "@slipway/sdk";
import { UsageError } from "../command.js";

/** What may go, and how old it has to be. */
export interface Wanted {
  runIds?: string[] | undefined;
  experimentIds?: string[] | undefined;
  loggedModelIds?: string[] | undefined;
  /** Deleted at or before this time. Milliseconds since the epoch. */
  deletedBefore?: number | undefined;
  /** Also folders without a row, not written to since this time. */
  orphansBefore?: number | undefined;
}

/** Something that would go. */
export interface Item {
  kind: Purgeable | "orphan";
  id: string;
  name: string;
  /** Milliseconds since the epoch: deleted then, or last written. */
  time?: Int64 | undefined;
  files?: Int64 | undefined;
  bytes?: Int64 | undefined;
}

/** Finds what would go, in the order in which it goes. @throws UsageError for ids that cannot */
export async function plan(client: Client, wanted: Wanted, measured: boolean): Promise<Item[]> {
  const { runIds, loggedModelIds, experimentIds } = wanted;
  return [
    ...(await deleted(client, "run", runIds, wanted, measured)),
    ...(await deleted(client, "logged-model", loggedModelIds, wanted, measured)),
    ...(await deleted(client, "experiment", experimentIds, wanted, measured)),
    ...(await orphans(client, wanted)),
  ];
}

async function deleted(
  client: Client,
  kind: Purgeable,
  ids: string[] | undefined,
  { deletedBefore }: Wanted,
  measured: boolean,
): Promise<Item[]> {
  const asked = ids && new Set(ids);
  const items: Item[] = [];
  const pages = iterate(client.purge.list, {
    kind,
    measured,
    ...(deletedBefore !== undefined && { deleted_before: deletedBefore }),
  });
  for await (const { id, name, deleted_at, files, bytes } of pages)
    if (!asked || asked.delete(id)) items.push({ kind, id, name, time: deleted_at, files, bytes });
  if (asked && asked.size > 0) throw notDeleted(kind, [...asked], deletedBefore);
  return items;
}

async function orphans(client: Client, { orphansBefore }: Wanted): Promise<Item[]> {
  if (orphansBefore === undefined) return [];
  const { orphans } = await client.purge.listOrphans({ written_before: orphansBefore });
  return orphans.map(({ path, files, bytes, written_at }) => ({
    kind: "orphan",
    id: path,
    name: "",
    time: written_at,
    files,
    bytes,
  }));
}

const PLURALS = { run: "runs", "logged-model": "logged models", experiment: "experiments" };

function notDeleted(kind: Purgeable, ids: string[], before: number | undefined): UsageError {
  const age = before === undefined ? "" : ` or were deleted after ${new Date(before).toISOString()}`;
  return new UsageError(
    `These ${PLURALS[kind]} do not exist, are not deleted${age}: ${ids.join(", ")}`,
    `Only what is deleted can be removed for good; \`slipway ${kind === "experiment" ? "experiments" : "runs"} delete\` deletes.`,
  );
}
