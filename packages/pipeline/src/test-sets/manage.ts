import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { TestSet } from "@slipway/contract";
import { type Connection, downloadFrom } from "@slipway/sdk";
import { openConnection } from "../open-connection.js";
import { PipelineError } from "../pipeline-error.js";
import { asRegistryError } from "../release/registry-scene.js";
import { isSlipwayServer } from "../release/server-kind.js";
import type { Ledger, Taken } from "./ledger.js";
import { openLedger } from "./open-ledger.js";
import { openSealed, SEALED, sealedFolder } from "./seal.js";

/** Where the ledger is. */
export interface TestSetOptions {
  /** Address of the tracking server. */
  trackingUri: string;
}

interface Scene {
  ledger: Ledger;
  connection: Connection;
}

/** Every held-out set, newest first. */
export const listTestSets = (options: TestSetOptions): Promise<{ sets: TestSet[]; atomic: boolean }> =>
  withLedger(options, async ({ ledger }) => ({
    sets: await ledger.list(),
    atomic: ledger.guarantee === "atomic",
  }));

/** The set of a name: the one in use, else the one that was retired last. @throws PipelineError `usage` */
export const getTestSet = (options: TestSetOptions & { name: string }): Promise<TestSet> =>
  withLedger(options, ({ ledger }) => find(ledger, options.name));

/** Ends a set; from then on the evidence of its decisions can be opened. @throws PipelineError `usage` */
export const retireTestSet = (options: TestSetOptions & { name: string; reason: string }): Promise<TestSet> =>
  withLedger(options, ({ ledger }) => ledger.retire(options.name, options.reason));

/** Opens the evidence of one decision before its set is retired, on record. @throws PipelineError `usage` */
export const revealLook = (
  options: TestSetOptions & { name: string; look: number; reason: string },
): Promise<Taken> =>
  withLedger(options, async ({ ledger }) => {
    const { spent, name } = await find(ledger, options.name);
    const look = spent.find(({ number }) => Number(number) === options.look);
    if (!look) {
      const hint = spent.length === 0 ? "nothing has looked at it" : `it has looks 1 to ${spent.length}`;
      throw new PipelineError("usage", `the test set ${name} has no look ${options.look}`, { hint });
    }
    return ledger.reveal(look.decision_id, options.reason);
  });

/** What was opened of one decision. */
export interface OpenedLook {
  number: number;
  /** Files of this machine. */
  files: string[];
}

/**
 * Decrypts the evidence and the rows of every decision of a set that may be seen, into a folder.
 * @throws PipelineError `usage` when none may
 */
export const openTestSet = (
  options: TestSetOptions & { name: string; folder: string },
): Promise<OpenedLook[]> =>
  withLedger(options, async ({ ledger, connection }) => {
    const set = await find(ledger, options.name);
    const open = set.spent.filter(({ identity, run_id }) => identity !== undefined && run_id !== undefined);
    if (open.length === 0) {
      const hint = `\`slipway testset retire "${set.name}" --reason …\` ends it and opens its evidence`;
      throw new PipelineError("usage", `the evidence of the test set ${set.name} is sealed`, { hint });
    }
    const opened: OpenedLook[] = [];
    for (const { number, decision_id, run_id = "", identity = "" } of open) {
      const folder = join(options.folder, `look-${number}`);
      const sealed = await sealedFiles(connection, run_id, decision_id);
      if (sealed.length > 0) await mkdir(folder, { recursive: true });
      const files = await Promise.all(
        sealed.map((artifact) => unseal(connection, `runs:/${run_id}/${artifact}`, identity, folder)),
      );
      opened.push({ number: Number(number), files });
    }
    return opened;
  });

/** What a run keeps of one decision, encrypted. */
async function sealedFiles({ client }: Connection, run_id: string, decisionId: string): Promise<string[]> {
  const path = sealedFolder(decisionId);
  const { files } = await client.artifacts.list({ run_id, path });
  return files.map((file) => file.path).filter((name) => name.endsWith(SEALED));
}

async function unseal(
  connection: Connection,
  uri: string,
  identity: string,
  folder: string,
): Promise<string> {
  const downloaded = await downloadFrom(connection, uri);
  const target = join(folder, basename(uri).slice(0, -SEALED.length));
  try {
    await openSealed(downloaded, identity, target);
  } finally {
    await rm(downloaded, { force: true });
  }
  return target;
}

async function find(ledger: Ledger, name: string): Promise<TestSet> {
  const sets = await ledger.list();
  const named = sets.filter((set) => set.name === name);
  const set =
    named.find(({ retired_at }) => retired_at === undefined) ??
    named.toSorted((a, b) => Number(b.retired_at) - Number(a.retired_at))[0];
  if (set) return set;
  const known = sets.map((one) => one.name).join(", ");
  const hint = known ? `known are ${known}` : "the first release with `release.test-set` makes one";
  throw new PipelineError("usage", `there is no test set ${name}`, { hint });
}

async function withLedger<T>(
  { trackingUri }: TestSetOptions,
  work: (scene: Scene) => Promise<T>,
): Promise<T> {
  try {
    const connection = openConnection(trackingUri);
    const ledger = openLedger(connection.client, await isSlipwayServer(connection.client));
    return await work({ ledger, connection });
  } catch (error) {
    throw asRegistryError(error);
  }
}
