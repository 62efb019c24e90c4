import classes from "./FilterBox.module.css";
import type { FilterFault } from "./filter-fault.js";

interface Props {
  text: string;
  fault: FilterFault;
  /** How far the box is scrolled sideways, in pixels. */
  scrolled: number;
}

/** The text of a filter drawn again behind its box, unseen but for the line under its fault. */
export function FilterMarks({ text, fault, scrolled }: Props) {
  // Where the text ends too early, the place of the next character is marked.
  const marked = text.slice(fault.start, fault.end) || " ";
  return (
    <div className={classes.marks} aria-hidden>
      <span style={{ transform: `translateX(${-scrolled}px)` }}>
        {text.slice(0, fault.start)}
        <mark data-testid="fault">{marked}</mark>
      </span>
    </div>
  );
}
