import type { Db } from "../../db.js";
import type { Shape } from "../shape.js";

/** A step of MLflow's chain that does more than change tables: it moves rows. */
export interface Move {
  /** The revision that it leads to. */
  step: string;
  /** What it does, for people who wait. */
  says: string;
  /**
   * Every table and column of 3.18 is there when it runs, and those of the database's own release still are.
   * @param shapes the tables as they are
   */
  move(db: Db, shapes: Record<string, Shape>): Promise<void>;
}
