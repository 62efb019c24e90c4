import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compileDecoder, type Decision, Evaluation, Verdict } from "@slipway/contract";
import { type Connection, downloadFrom } from "@slipway/sdk";
import { withTemporaryFolder } from "../receipts/temporary-folder.js";
import { openLedger } from "../test-sets/open-ledger.js";
import { openSealed } from "../test-sets/seal.js";
import { isMissing, isSlipwayServer } from "./server-kind.js";

const verdict = compileDecoder(Verdict, { keepUnknownEnums: true });
const evaluation = compileDecoder(Evaluation, { keepUnknownEnums: true });

/**
 * A decision as it may be seen now: with what its gates saw of a sealed test set, once that is retired or the look
 * was revealed. Until then it is what was recorded.
 */
export async function openEvidence(connection: Connection, decision: Decision): Promise<Decision> {
  const { test_set: use } = decision;
  if (!use?.sealed || use.evidence === undefined) return decision;
  const ledger = openLedger(connection.client, await isSlipwayServer(connection.client));
  const set = (await ledger.list()).find(({ digest }) => digest === use.digest);
  const look = set?.spent.find(({ decision_id }) => decision_id === use.decision_id);
  if (look?.identity === undefined) return decision;
  const { identity } = look;
  const opened = await withTemporaryFolder(async (folder) => {
    const sealed = await downloadFrom(connection, use.evidence ?? "", folder).catch(unlessMissing);
    if (sealed === undefined) return undefined;
    const plain = join(folder, "opened.json");
    await openSealed(sealed, identity, plain);
    const found = JSON.parse(await readFile(plain, "utf8"));
    return { verdicts: found.verdicts.map(verdict), evaluation: evaluation(found.evaluation) };
  });
  if (!opened) return decision;
  return {
    ...decision,
    verdicts: [...opened.verdicts, ...decision.verdicts.filter(({ gate }) => gate === "test-set")],
    evaluation: opened.evaluation,
    test_set: { ...use, sealed: false, retired: set?.retired_reason },
  };
}

function unlessMissing(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}
