import { IconChevronDown, IconChevronRight, IconCornerDownRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useContext } from "react";
import { FoldContext } from "./fold-context.js";
import classes from "./RunColumns.module.css";
import { childrenFilter } from "./run-queries.js";
import type { RunRow } from "./run-row.js";
import { nameOf, parentOf } from "./run-values.js";

/** The name of a run or of a group, and the button that unfolds what is under it. */
export function NameCell({ row: { depth, open, run, group, more } }: { row: RunRow }) {
  const id = group?.id ?? run?.info.run_id ?? "";
  return (
    <span className={classes.name} style={depth > 0 ? { paddingLeft: depth * 18 } : undefined}>
      {open !== undefined && <Fold id={id} open={open} name={group?.title ?? (run ? nameOf(run) : "")} />}
      {run && depth === 0 && open === undefined && parentOf(run) && (
        <IconCornerDownRight size={13} role="img" aria-label="Child run" />
      )}
      {group && (
        <>
          <span className={classes.title} title={group.title}>
            {group.title}
          </span>
          <span className={classes.count}>
            {`${group.runs.length.toLocaleString("en-US")} ${group.runs.length === 1 ? "run" : "runs"}`}
          </span>
        </>
      )}
      {run && more !== undefined && (
        <Link
          to="/experiments/$experimentId"
          params={{ experimentId: run.info.experiment_id }}
          search={{ filter: childrenFilter(run.info.run_id) }}
        >
          {`Show all ${more.toLocaleString("en-US")} children`}
        </Link>
      )}
      {run && more === undefined && (
        <>
          <Link to="/runs/$runId" params={{ runId: run.info.run_id }} search={{}} title={nameOf(run)}>
            {nameOf(run)}
          </Link>
          {open !== undefined && (
            <span className={classes.count}>{Number(run.child_count).toLocaleString("en-US")}</span>
          )}
        </>
      )}
    </span>
  );
}

function Fold({ id, open, name }: { id: string; open: boolean; name: string }) {
  const fold = useContext(FoldContext);
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <button
      type="button"
      className={classes.fold}
      aria-expanded={open}
      aria-label={`Runs of ${name}`}
      onClick={() => fold(id)}
    >
      <Icon size={15} aria-hidden />
    </button>
  );
}
