import { IconArrowRight } from "@tabler/icons-react";
import { Children, type ReactNode } from "react";
import classes from "./Lineage.module.css";

interface Props {
  title: string;
  /** Whether it is the beginning, to which nothing leads. */
  first?: boolean;
  /** What is said when there is nothing in it. */
  none: string;
  children: ReactNode;
}

/** One step of the way from data to use, with what it consists of. */
export function LineageStep({ title, first, none, children }: Props) {
  return (
    <li className={classes.step}>
      {!first && <IconArrowRight size={16} className={classes.arrow} role="img" aria-label="leads to" />}
      <div className={classes.nodes}>
        <span className={classes.title}>{title}</span>
        {Children.count(children) === 0 ? (
          <div className={`${classes.node} ${classes.none}`}>{none}</div>
        ) : (
          children
        )}
      </div>
    </li>
  );
}

/** One thing in a step. */
export function LineageNode({
  children,
  below,
  current,
}: {
  children: ReactNode;
  /** What is said of it in small. */
  below?: ReactNode;
  /** Whether the page is about it. */
  current?: boolean;
}) {
  return (
    <div className={classes.node} data-current={current || undefined}>
      {children}
      {below && <div className={classes.faint}>{below}</div>}
    </div>
  );
}
