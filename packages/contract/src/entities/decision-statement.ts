import type { Static } from "typebox";
import { ApiError } from "../errors.js";
import { compileDecoder } from "../wire/decode.js";
import { compileEncoder } from "../wire/encode.js";
import { parseJson } from "../wire/json.js";
import { Dictionary, Enum, Flag, Int64, List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { Actor, Commit, OUTCOMES, Verdict } from "./decision.js";

/** What a signed decision's envelope says that it holds. */
export const STATEMENT_PAYLOAD_TYPE = "application/vnd.in-toto+json";
/** in-toto Statement, version 1. */
export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
/** The predicate of a statement about a release's decision. */
export const DECISION_PREDICATE_TYPE = "urn:slipway:decision:v1";

/** One file of a model: its path relative to the model's folder, with `/`, and its digest in lower-case hex. */
export const ModelFile = Message({ name: Required(), digest: Message({ sha256: Required() }) });
export type ModelFile = Static<typeof ModelFile>;

/** Data that a run logged as its input: name and digest as MLflow has them, and what it was for. */
export const DataDigest = Message({ name: Text(), digest: Text(), context: Maybe(Text()) });
export type DataDigest = Static<typeof DataDigest>;

/** What was decided about one model, by which evidence, under which conditions. */
export const DecisionPredicate = Message({
  /** Random; a decision is spent by it, and serves once. */
  id: Required(),
  /** The registered model. */
  model: Required(),
  /** The version that it is about; unset when its promotion registers it. */
  version: Maybe(Text()),
  /** Where the model's files are stored, as the version has it. */
  source: Required(),
  /** The run that logged the model. */
  run_id: Text(),
  /** SHA-256, in hex, of {@link modelDigestLines} of the subject. */
  model_digest: Required(),
  /** The champion that was compared with; "" for none. */
  expected_champion: Text(),
  stage: Maybe(Text()),
  alias: Maybe(Text()),
  /** Only `promoted` may move a champion. */
  outcome: Enum(OUTCOMES),
  /** The reason given for releasing in spite of the gates. */
  forced: Maybe(Text()),
  /** Milliseconds since the epoch. */
  created_at: Int64(),
  actor: Actor,
  commit: Maybe(Commit),
  /** What the run that ships says that it was trained and validated on. */
  datasets: List(DataDigest),
  /** Digest of the held-out ids and labels, and how many they are. */
  examples: Maybe(Message({ digest: Text(), count: Int64() })),
  /** The cells of the winning configuration's repeats: they differ in the seed. */
  repeats: List(Message({ run_id: Text(), cell: Dictionary(Text()), shipped: Flag() })),
  /** SHA-256, in hex, of the files of predictions on the held-out examples. */
  predictions: Maybe(Message({ candidate: Maybe(Text()), champion: Maybe(Text()) })),
  verdicts: List(Verdict),
});
export type DecisionPredicate = Static<typeof DecisionPredicate>;

/** in-toto Statement v1 about a decision: the subject is every file of the model. */
export const DecisionStatement = Message({
  _type: Required(),
  subject: List(ModelFile),
  predicateType: Required(),
  predicate: DecisionPredicate,
});
export type DecisionStatement = Static<typeof DecisionStatement>;

/** DSSE envelope v1.0.2: a payload, in base64, and who signed it. Without signatures it proves nothing. */
export const Envelope = Message({
  payloadType: Required(),
  payload: Required(),
  signatures: List(Message({ keyid: Maybe(Text()), sig: Required() })),
});
export type Envelope = Static<typeof Envelope>;

const encode = compileEncoder(DecisionStatement);
const decode = compileDecoder(DecisionStatement, { keepUnknownEnums: true });

/** The bytes that an envelope around a statement holds. */
export const encodeStatement = (statement: DecisionStatement): Uint8Array =>
  new TextEncoder().encode(encode(statement));

/**
 * What is signed: DSSE's pre-authentication encoding, `DSSEv1 LEN(type) type LEN(payload) payload`, with lengths in
 * bytes.
 */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = new TextEncoder().encode(payloadType);
  const head = new TextEncoder().encode(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}

/**
 * What the digest of a model is of: a line `<sha256>  <path>` for each file, sorted, as
 * `sha256sum $(find . -type f) | LC_ALL=C sort` in the model's folder prints them (without its `./`).
 */
export const modelDigestLines = (files: readonly ModelFile[]): string =>
  files
    .map(({ name, digest }) => `${digest.sha256}  ${name}\n`)
    .sort()
    .join("");

/**
 * The payload of an envelope as bytes, which are what is signed.
 * @throws ApiError INVALID_PARAMETER_VALUE when it is of another type or is not whole base64
 */
export function payloadOf({ payloadType, payload }: Envelope): Uint8Array {
  if (payloadType !== STATEMENT_PAYLOAD_TYPE)
    throw invalid(
      `The envelope holds '${payloadType}', not an in-toto statement ('${STATEMENT_PAYLOAD_TYPE}').`,
    );
  return bytesOfBase64(payload, "payload");
}

/**
 * Bytes of standard or URL-safe base64, padded.
 * @param what of the envelope they are, for the error
 * @throws ApiError INVALID_PARAMETER_VALUE when there are other characters in it, or some are missing
 */
export function bytesOfBase64(text: string, what: string): Uint8Array {
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  if (standard.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(standard))
    throw invalid(
      `The envelope is damaged: its ${what} is not whole base64 (${text.length} characters). It may be cut off.`,
    );
  return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
}

/**
 * Reads the statement in a payload. Says nothing about who signed it.
 * @throws ApiError INVALID_PARAMETER_VALUE when it is not a statement about a decision
 */
export function decodeStatement(payload: Uint8Array): DecisionStatement {
  const statement = decodeJson(decode, payload, "The statement in the envelope");
  const { _type, predicateType } = statement;
  if (_type !== STATEMENT_TYPE || predicateType !== DECISION_PREDICATE_TYPE)
    throw invalid(
      `The envelope holds a statement '${_type}' with the predicate '${predicateType}', not a decision ` +
        `('${STATEMENT_TYPE}' with '${DECISION_PREDICATE_TYPE}').`,
    );
  return statement;
}

const decodeFields = compileDecoder(Envelope);

/** Reads an envelope from its file. @throws ApiError INVALID_PARAMETER_VALUE when it is none, or is cut off */
export const decodeEnvelope = (bytes: Uint8Array): Envelope =>
  decodeJson(decodeFields, bytes, "The envelope");

function decodeJson<Value>(read: (value: unknown) => Value, bytes: Uint8Array, what: string): Value {
  let value: unknown;
  try {
    value = parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw invalid(
      `${what} is not whole JSON (${bytes.length} bytes): ${(error as Error).message}. It may be cut off.`,
    );
  }
  try {
    return read(value);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw invalid(`${what} cannot be read: ${error.message}`);
  }
}

const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);
