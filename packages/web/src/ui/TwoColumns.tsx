import type { ReactNode } from "react";
import classes from "./TwoColumns.module.css";

/** Two columns of sections, one below the other where the page is narrow. */
export function TwoColumns({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className={classes.columns}>
      <div className={classes.column}>{left}</div>
      <div className={classes.column}>{right}</div>
    </div>
  );
}
