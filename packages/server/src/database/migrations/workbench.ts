import type { Db } from "../db.js";
import type { Column, Table } from "../schema/table.js";
import type { Shape } from "./shape.js";

/** A database whose tables are being changed, and how its kind of database does that. */
export interface Workbench {
  /** Sees what was changed so far. */
  readonly db: Db;
  /** Makes the copy that was asked for. To be called before the first change. */
  backUp(): Promise<void>;
  /** The tables that are there. */
  shapes(): Promise<Record<string, Shape>>;
  /** The shapes that tables have when they are made from their description. */
  shapesOf(tables: Record<string, Table>): Promise<Record<string, Shape>>;
  /** What {@link problems} looks at, for people. */
  readonly looksAt: string;
  /** What is wrong with the database's pages, indexes and references, one line each. */
  problems(): Promise<string[]>;
  /** Makes a table with its indexes. */
  create(name: string, table: Table): Promise<void>;
  /** MLflow's triggers, where they are missing. */
  createTriggers(): Promise<void>;
  renameColumn(table: string, from: string, to: string): Promise<void>;
  addColumn(table: string, name: string, column: Column): Promise<void>;
  /** Gives a table the columns, keys and indexes of its description, whose shape is `wanted`, and keeps its rows and the user's indexes. */
  rebuild(name: string, table: Table, wanted: Shape): Promise<void>;
  dropIndex(name: string, table: string): Promise<void>;
  /** Makes the indexes of a table that are missing. */
  createIndexes(name: string, table: Table): Promise<void>;
}

/** One line for people on how far a long change is. */
export type Tell = (line: string) => void;

export interface WorkOptions {
  /** Copies the database aside first, where that is a matter of one file. The word goes into the copy's name. */
  backup?: string | undefined;
  /** Nothing will be changed: others may write meanwhile. */
  looking?: boolean;
  tell: Tell;
}

/** What a change came to. */
export interface Worked<T> {
  result: T;
  /** Path of the copy that was made first. */
  backup?: string;
}
