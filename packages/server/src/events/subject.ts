import { createHash } from "node:crypto";
import type { Database } from "../database/database.js";
import { parseExperimentId } from "../experiments/experiment-id.js";
import { type Seen, seeExperiment, seeModel, seeRun } from "./state-store.js";

/** What somebody looks at. */
export interface Subject {
  kind: "run" | "experiment" | "model";
  /** Its id or name. */
  id: string;
}

/**
 * A short text that stands for the state of a subject, the same on every server of a database; undefined when there is
 * no such subject.
 */
export async function stateOf(database: Database, subject: Subject): Promise<string | undefined> {
  const seen = await see(database, subject);
  if (!seen) return undefined;
  const text = JSON.stringify(seen, (_, value) => (typeof value === "bigint" ? String(value) : value));
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

async function see({ read, scan, dialect }: Database, { kind, id }: Subject): Promise<Seen> {
  if (kind === "run") return seeRun(read, dialect, id);
  if (kind === "model") return seeModel(read, id);
  const experimentId = parseExperimentId(id);
  return experimentId === undefined ? undefined : seeExperiment(scan, dialect, experimentId);
}
