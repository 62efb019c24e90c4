import {
  ApiError,
  type endpoints,
  type RequestOf,
  type ResponseOf,
  retirementOf,
  type TestSet,
  whyNoLook,
  wrongTerms,
} from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import { cutPage, readPage } from "../searching/page.js";
import { newLookKey } from "./look-key.js";
import { sealed, toTestSet } from "./test-set-entity.js";
import * as store from "./test-set-store.js";
import { validateLook, validateReason } from "./validate-look.js";

type Calls = typeof endpoints.testSets;
type SpendRequest = RequestOf<Calls["spend"]>;
type LookAnswer = ResponseOf<Calls["spend"]>;

const LARGEST_PAGE = 1000;

/**
 * The ledger of held-out sets. A look is taken before its verdict is known to anyone, so that nothing that happens
 * afterwards gives it back; how it ended is said later, and once.
 */
export class TestSetService {
  private readonly database: Database;

  constructor({ database }: { database: Database }) {
    this.database = database;
  }

  async list({ max_results, page_token }: RequestOf<Calls["list"]>): Promise<ResponseOf<Calls["list"]>> {
    const page = readPage(max_results, LARGEST_PAGE, page_token);
    const { read } = this.database;
    const { rows, next_page_token } = cutPage(await store.selectTestSets(read, page), page);
    const looks = await store.selectLooks(
      read,
      rows.map(({ digest }) => digest),
    );
    const ofSet = (digest: string) => looks.filter((look) => look.digest === digest);
    return { test_sets: rows.map((row) => sealed(toTestSet(row, ofSet(row.digest)))), next_page_token };
  }

  async get({ name }: RequestOf<Calls["get"]>): Promise<ResponseOf<Calls["get"]>> {
    const { read } = this.database;
    const row = await store.findByName(read, name);
    if (!row) throw unknownSet(name);
    return { test_set: sealed(await readSet(read, row)) };
  }

  async spend(request: SpendRequest): Promise<LookAnswer> {
    validateLook(request);
    const problem = wrongTerms(request);
    if (problem) throw new ApiError("INVALID_PARAMETER_VALUE", problem);
    // Made beforehand: a transaction waits for nothing but its database.
    const key = await newLookKey();
    return this.database.write(async (tx) => {
      const inUse = await store.lockInUse(tx, request.name);
      const before = await store.findLook(tx, request.decision_id);
      if (before) return answerAgain(tx, request, before);
      const row = inUse ?? (await openSet(tx, request));
      const set = await readSet(tx, row);
      const refusal = whyNoLook(set, request);
      if (refusal) throw refused(refusal.message, refusal.why, set);
      await store.insertLook(tx, {
        decision_id: request.decision_id,
        digest: row.digest,
        number: set.spent.length + 1,
        spent_at: Date.now(),
        model: request.model,
        champion: request.champion || null,
        run_id: request.run_id ?? null,
        commit_sha: request.commit ?? null,
        actor: request.actor ?? null,
        passed: null,
        revealed: request.reveal === "full" ? 1 : 0,
        reveal_reason: null,
        ...key,
      });
      return answer(await readSet(tx, row), request.decision_id);
    });
  }

  conclude({ decision_id, passed }: RequestOf<Calls["conclude"]>): Promise<LookAnswer> {
    return this.change(decision_id, async (tx, look) => {
      if (look.passed !== null && (look.passed !== 0) !== passed)
        throw new ApiError(
          "RESOURCE_CONFLICT",
          `The decision '${decision_id}' ${look.passed ? "passed" : "did not pass"} already; how a look ended is said once.`,
        );
      await store.updateLook(tx, decision_id, { passed: passed ? 1 : 0 });
    });
  }

  reveal({ decision_id, reason }: RequestOf<Calls["reveal"]>): Promise<LookAnswer> {
    validateReason(reason);
    return this.change(decision_id, async (tx, look) => {
      if (look.revealed === 0)
        await store.updateLook(tx, decision_id, { revealed: 1, reveal_reason: reason });
    });
  }

  async retire({ name, reason }: RequestOf<Calls["retire"]>): Promise<ResponseOf<Calls["retire"]>> {
    validateReason(reason);
    return this.database.write(async (tx) => {
      const row = await store.lockInUse(tx, name);
      if (row) await store.retireTestSet(tx, row.digest, reason);
      const now = await store.findByName(tx, name);
      if (!now) throw unknownSet(name);
      return { test_set: sealed(await readSet(tx, now)) };
    });
  }

  /** Changes one look, and retires its set when the terms say so. */
  private change(
    decisionId: string,
    act: (tx: Db, look: store.LookRow) => Promise<void>,
  ): Promise<LookAnswer> {
    return this.database.write(async (tx) => {
      const digest = (await store.findLook(tx, decisionId))?.digest;
      const row = digest === undefined ? undefined : await store.lockByDigest(tx, digest);
      // Read once more, now that nobody else can change it.
      const look = await store.findLook(tx, decisionId);
      if (!row || !look)
        throw new ApiError("RESOURCE_DOES_NOT_EXIST", `No test set has served a decision '${decisionId}'.`);
      await act(tx, look);
      const set = await readSet(tx, row);
      const reason = set.retired_at === undefined ? retirementOf(set) : undefined;
      if (reason !== undefined) await store.retireTestSet(tx, row.digest, reason);
      const now = (await store.lockByDigest(tx, row.digest)) ?? row;
      return answer(await readSet(tx, now), decisionId);
    });
  }
}

const readSet = async (db: Db, row: store.TestSetRow): Promise<TestSet> =>
  toTestSet(row, await store.selectLooks(db, [row.digest]));

/** Opens the ledger of a set, unless its examples have one. */
async function openSet(tx: Db, request: SpendRequest): Promise<store.TestSetRow> {
  const known = await store.lockByDigest(tx, request.digest);
  if (known) return known;
  const { name, digest, looks, adaptivity, passes, reliability, reveal, examples } = request;
  const row = { name, digest, adaptivity, reliability, reveal, examples, created_at: Date.now() };
  await store.insertTestSet(tx, { ...row, looks: Number(looks), passes: Number(passes) });
  return store.lockByDigest(tx, digest) as Promise<store.TestSetRow>;
}

/** The look that the same decision took before, whatever has become of the set since. */
async function answerAgain(tx: Db, request: SpendRequest, look: store.LookRow): Promise<LookAnswer> {
  const row = await store.lockByDigest(tx, look.digest);
  if (!row || look.digest !== request.digest)
    throw new ApiError(
      "RESOURCE_CONFLICT",
      `The decision '${request.decision_id}' was about other examples (${look.digest}).`,
    );
  return answer(await readSet(tx, row), request.decision_id);
}

function answer(set: TestSet, decisionId: string): LookAnswer {
  const test_set = sealed(set);
  const look = test_set.spent.find((one) => one.decision_id === decisionId);
  if (!look) throw new Error(`the look of ${decisionId} was not written`);
  return { test_set, look };
}

const refused = (message: string, why: string, set: TestSet) =>
  new ApiError("RESOURCE_CONFLICT", message, { why, looks: Number(set.looks), spent: set.spent.length });

const unknownSet = (name: string) =>
  new ApiError("RESOURCE_DOES_NOT_EXIST", `There is no test set '${name}'; the first look at one makes it.`);
