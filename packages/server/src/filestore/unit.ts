import type { Int64 } from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import type { MetricService } from "../metrics/metric-service.js";
import type { Finding } from "./finding.js";
import type { Listing } from "./listing.js";

/** What is read as one: an entity with all its files. */
export type UnitKind = "experiment" | "run" | "logged-model" | "registered-model";

export interface Unit {
  kind: UnitKind;
  /** The name of its folder, which is its id; of a registered model its name. */
  id: string;
  /** Path of its folder below the root, with `/`. */
  folder: string;
  /** The experiment that its folder lies in; of an experiment itself. */
  experiment: Int64;
}

/** The files that make up a unit: names of files, and of folders with all that is in them. */
export const PARTS: Record<UnitKind, readonly string[]> = {
  experiment: ["meta.yaml", "tags"],
  run: ["meta.yaml", "tags", "params", "metrics", "inputs", "outputs"],
  "logged-model": ["meta.yaml", "tags", "params", "metrics"],
  "registered-model": ["meta.yaml", "tags", "aliases"],
};

/** What reading one unit into the index works with. */
export interface Reading {
  tx: Db;
  database: Pick<Database, "dialect">;
  metrics: Pick<MetricService, "record">;
  /** The root of the files on this machine. */
  root: string;
  unit: Unit;
  /** The unit's folder on this machine. */
  folder: string;
  /** As it is in the index. */
  before: Listing;
  /** As it is now; reading takes back what it has not taken in yet. */
  after: Listing;
  findings: Finding[];
  /** What was found when its files were read before. */
  earlier: readonly Finding[];
  /** Says that there is more to read than was read at once. */
  more: boolean;
}

/** Notes a problem with a file of the unit, unless it was only removed meanwhile. */
export const note = (reading: Reading, path: string, problem: string) =>
  reading.findings.push({ path: `${reading.unit.folder}/${path}`, problem });
