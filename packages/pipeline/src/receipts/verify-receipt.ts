import {
  ApiError,
  type DecisionStatement,
  decodeStatement,
  type ModelFile,
  payloadOf,
} from "@slipway/contract";
import { checkSignature, type Trust } from "./check-signature.js";
import { firstDifference } from "./compare-files.js";
import { modelDigest } from "./model-files.js";
import { readReceipt } from "./receipt.js";

/** The version that a receipt has to be about, as far as it is known. */
export interface ExpectedVersion {
  name: string;
  version: string;
  /** Where its files are stored; undefined without a server. */
  source?: string | undefined;
}

/** One thing that was looked at, in the order in which it was. */
export interface ReceiptCheck {
  what: "envelope" | "signature" | "decision" | "model" | "version" | "files";
  /** `unchecked` when nothing was given to check it with. */
  status: "ok" | "wrong" | "unchecked";
  detail: string;
}

/** What came of checking a receipt. */
export interface Verification {
  /** Whether nothing is wrong. */
  verified: boolean;
  /** Ends with the first thing that is wrong. */
  checks: ReceiptCheck[];
  /** What the receipt says, once it could be read and its signature held. */
  statement?: DecisionStatement;
}

export interface ReceiptToVerify {
  /** The content of its file. */
  receipt: Uint8Array;
  /** Undefined: who signed it is not checked. */
  trust: Trust | undefined;
  expected: ExpectedVersion;
  /** Reads the digests of the model's files. */
  hashFiles: () => Promise<ModelFile[]>;
}

/** Checks a receipt against a model, up to the first thing that differs. */
export async function verifyReceipt(subject: ReceiptToVerify): Promise<Verification> {
  const checks: ReceiptCheck[] = [];
  const found: { statement?: DecisionStatement } = {};
  for await (const check of checksOf(subject, found)) {
    checks.push(check);
    if (check.status === "wrong") break;
  }
  return { verified: checks.every(({ status }) => status !== "wrong"), checks, ...found };
}

async function* checksOf(
  { receipt: bytes, trust, expected, hashFiles }: ReceiptToVerify,
  found: { statement?: DecisionStatement },
): AsyncGenerator<ReceiptCheck> {
  let statement: DecisionStatement;
  try {
    const receipt = readReceipt(bytes);
    const payload = payloadOf(receipt.envelope);
    yield ok("envelope", `an in-toto statement, ${payload.length} bytes`);
    yield await signatureOf(receipt, trust);
    statement = decodeStatement(payload);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return yield wrong("envelope", error.message);
  }
  found.statement = statement;
  yield decisionOf(statement);
  yield modelOf(statement, expected);
  yield versionOf(statement, expected);
  const files = await hashFiles();
  if (files.length === 0) {
    return yield wrong(
      "files",
      `there are none: the model that was at ${statement.predicate.source} is gone`,
    );
  }
  const difference = firstDifference(statement.subject, files);
  yield difference
    ? wrong("files", difference)
    : ok("files", `${statement.subject.length} as listed, model digest ${statement.predicate.model_digest}`);
}

async function signatureOf(
  receipt: ReturnType<typeof readReceipt>,
  trust: Trust | undefined,
): Promise<ReceiptCheck> {
  const { signatures } = receipt.envelope;
  if (trust) {
    const { problem, ...rest } = await checkSignature(receipt, trust);
    return problem === undefined
      ? ok("signature", `by ${"signer" in rest ? rest.signer : ""}`)
      : wrong("signature", problem);
  }
  const detail =
    signatures.length === 0
      ? "nobody signed it: anyone could have written it"
      : `not checked: --key PUBLIC.pem, or --certificate-identity and --certificate-oidc-issuer, say whose it must be`;
  return { what: "signature", status: "unchecked", detail };
}

function decisionOf({ predicate, subject }: DecisionStatement): ReceiptCheck {
  if (predicate.outcome !== "promoted") {
    return wrong("decision", `the decision is '${predicate.outcome}': it promotes nothing`);
  }
  if (modelDigest(subject) !== predicate.model_digest) {
    const detail = `its model digest ${predicate.model_digest} is not that of the files that it lists`;
    return wrong("decision", `it contradicts itself: ${detail}`);
  }
  const gates = predicate.verdicts.map(({ gate, status }) => `${gate} ${status}`).join(", ") || "no gates";
  const forced = predicate.forced === undefined ? "" : `, forced: ${predicate.forced}`;
  return ok("decision", `promoted (${gates}${forced})`);
}

function modelOf({ predicate }: DecisionStatement, { name }: ExpectedVersion): ReceiptCheck {
  if (predicate.model === name) return ok("model", name);
  return wrong("model", `it is another model's receipt: made for ${predicate.model}, not for ${name}`);
}

/** A promotion that registers its version does not know its number before: the files' place stands for it. */
function versionOf({ predicate }: DecisionStatement, expected: ExpectedVersion): ReceiptCheck {
  const { version, source } = predicate;
  const label = `version ${expected.version}`;
  if (version !== undefined && version !== expected.version) {
    return wrong("version", `it is another version's receipt: made for version ${version}, not for ${label}`);
  }
  if (expected.source !== undefined && expected.source !== source) {
    const places = `made for the model at ${source}, and ${label} is at ${expected.source}`;
    return wrong("version", `it is another version's receipt: ${places}`);
  }
  if (version === undefined && expected.source === undefined) {
    const detail = `its promotion registered the version, from ${source}; only a server knows which it became`;
    return { what: "version", status: "unchecked", detail };
  }
  return ok("version", version ?? `${expected.version}, registered from ${source}`);
}

const ok = (what: ReceiptCheck["what"], detail: string): ReceiptCheck => ({ what, status: "ok", detail });
const wrong = (what: ReceiptCheck["what"], detail: string): ReceiptCheck => ({
  what,
  status: "wrong",
  detail,
});
