import { key, maybe, table, text, varchar } from "./table.js";

/** Workspaces: `default` is always there. */
export const workspaces = {
  workspaces: table(
    {
      name: varchar(63),
      description: maybe(text()),
      default_artifact_root: maybe(text()),
      trace_archival_location: maybe(text()),
      trace_archival_retention: maybe(varchar(32)),
    },
    {
      primaryKey: key("workspaces_pk", "name"),
    },
  ),
};
