import type { ReactNode } from "react";
import classes from "./Facts.module.css";

/** A name and what stands for it; facts without a value are left out. */
export type Fact = readonly [name: string, value: ReactNode];

/** What is known of one thing, as names and values in two columns. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const known = facts.filter(
    ([, value]) => value !== undefined && value !== null && value !== false && value !== "",
  );
  return (
    <dl className={classes.facts}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
