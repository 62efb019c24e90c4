import { useQueryClient } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import type { TagChanges } from "../../ui/tags/tag-changes.js";
import { runQueries } from "./run-queries.js";

/** The tag in which MLflow keeps the note of a run. */
export const NOTE = "mlflow.note.content";

/** Changes to the tags of a run, after each of which the run is asked for again. */
export function useRunTags(run_id: string): TagChanges {
  const queries = useQueryClient();
  const then = async (call: Promise<unknown>) => {
    await call;
    await queries.invalidateQueries({ queryKey: runQueries.all });
  };
  return {
    set: (key, value) => then(client.runs.setTag({ run_id, key, value })),
    remove: (key) => then(client.runs.deleteTag({ run_id, key })),
  };
}
