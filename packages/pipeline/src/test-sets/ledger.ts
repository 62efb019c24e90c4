import type { TestSet, TestSetLook, TestSetTerms } from "@slipway/contract";

/** One decision that wants to look at a held-out set. */
export interface LookToTake extends TestSetTerms {
  name: string;
  digest: string;
  examples: number;
  /** The same candidate against the same champion on the same examples is the same decision. */
  decision_id: string;
  model: string;
  /** The version that the candidate is compared with, if there is one. */
  champion?: string;
  run_id: string;
  commit?: string;
  actor: string;
}

/** A look and the set as it stands. */
export interface Taken {
  test_set: TestSet;
  look: TestSetLook;
}

/** Why no look can be taken, in words. */
export interface NotTaken {
  refused: string;
  /** Whether the file names the wrong set or terms; else the set is used up. */
  mistaken: boolean;
}

/** Where the looks at held-out sets are written down. */
export interface Ledger {
  /** `atomic` on a Slipway server; on another one each change is looked up, made, and looked up again. */
  readonly guarantee: "atomic" | "check-then-act";
  /** Newest first, retired ones included. */
  list(): Promise<TestSet[]>;
  /** Takes a look before its verdict is known; the same decision again takes none. */
  spend(look: LookToTake): Promise<Taken | NotTaken>;
  /** Says how a look ended; the pass that the terms name retires the set. */
  conclude(decisionId: string, passed: boolean): Promise<Taken>;
  /** @throws ApiError RESOURCE_DOES_NOT_EXIST */
  retire(name: string, reason: string): Promise<TestSet>;
  /** @throws ApiError RESOURCE_DOES_NOT_EXIST */
  reveal(decisionId: string, reason: string): Promise<Taken>;
}
