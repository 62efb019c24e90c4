import { endpoint } from "../endpoint.js";
import { PageToken } from "../entities/page.js";
import { ADAPTIVITIES, REVEALS, TestSet, TestSetLook } from "../entities/test-set.js";
import { Double, Enum, Flag, Int32, Int64, List, Maybe, Message, Required, Text } from "../wire/scalars.js";

const manages = { resource: "server", needs: "MANAGE" } as const;
const Answer = Message({ test_set: TestSet });

/** The ledger of held-out sets: which decisions each may serve, and which it has served. */
export const testSets = {
  list: endpoint({
    name: "testSets.list",
    method: "GET",
    path: "/test-sets",
    prefix: "slipway",
    access: { resource: "server", needs: "READ" },
    request: Message({ max_results: Int32({ default: 100 }), page_token: PageToken }),
    /** Newest first, retired ones included. */
    response: Message({ test_sets: List(TestSet), next_page_token: PageToken }),
  }),
  /** The set of a name: the one in use, else the one that was retired last. */
  get: endpoint({
    name: "testSets.get",
    method: "GET",
    path: "/test-sets/get",
    prefix: "slipway",
    access: { resource: "server", needs: "READ" },
    request: Message({ name: Required() }),
    response: Answer,
  }),
  /**
   * Takes one look, before its verdict is known; the first one opens the ledger. The same decision again takes
   * none. Fails with RESOURCE_CONFLICT when the set has no look left or is not the one that it was.
   */
  spend: endpoint({
    name: "testSets.spend",
    method: "POST",
    path: "/test-sets/spend",
    prefix: "slipway",
    access: { resource: "server", needs: "EDIT" },
    request: Message({
      name: Required(),
      digest: Required(),
      examples: Int64({ default: 0 }),
      looks: Int64({ default: 32 }),
      adaptivity: Enum(ADAPTIVITIES, { default: "first-change" }),
      passes: Int64({ default: 1 }),
      reliability: Double({ default: 0.95 }),
      reveal: Enum(REVEALS, { default: "sealed" }),
      decision_id: Required(),
      model: Required(),
      champion: Maybe(Text()),
      run_id: Maybe(Text()),
      commit: Maybe(Text()),
      actor: Maybe(Text()),
    }),
    response: Message({ test_set: TestSet, look: TestSetLook }),
  }),
  /** Says how a look ended, once. The pass that the terms name retires the set. */
  conclude: endpoint({
    name: "testSets.conclude",
    method: "POST",
    path: "/test-sets/conclude",
    prefix: "slipway",
    access: { resource: "server", needs: "EDIT" },
    request: Message({ decision_id: Required(), passed: Flag({ default: false }) }),
    response: Message({ test_set: TestSet, look: TestSetLook }),
  }),
  /** Ends a set: it serves no decision any more, and the evidence of those that it served can be opened. */
  retire: endpoint({
    name: "testSets.retire",
    method: "POST",
    path: "/test-sets/retire",
    prefix: "slipway",
    access: manages,
    request: Message({ name: Required(), reason: Required() }),
    response: Answer,
  }),
  /** Opens the evidence of one decision before the set is retired, on record. */
  reveal: endpoint({
    name: "testSets.reveal",
    method: "POST",
    path: "/test-sets/reveal",
    prefix: "slipway",
    access: manages,
    request: Message({ decision_id: Required(), reason: Required() }),
    response: Message({ test_set: TestSet, look: TestSetLook }),
  }),
};
