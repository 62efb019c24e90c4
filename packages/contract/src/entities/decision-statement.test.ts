import { generateKeyPairSync, sign, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  bytesOfBase64,
  type DecisionStatement,
  decodeEnvelope,
  decodeStatement,
  encodeStatement,
  modelDigestLines,
  payloadOf,
  preAuthEncoding,
  STATEMENT_PAYLOAD_TYPE,
} from "./decision-statement.js";

const statement: DecisionStatement = {
  _type: "https://in-toto.io/Statement/v1",
  subject: [
    { name: "model.pkl", digest: { sha256: "ff" } },
    { name: "data/ü.bin", digest: { sha256: "0a" } },
  ],
  predicateType: "urn:slipway:decision:v1",
  predicate: {
    id: "d-1",
    model: "NewsGroup",
    source: "mlflow-artifacts:/1/models/m-1/artifacts",
    run_id: "r1",
    model_digest: "aa",
    expected_champion: "",
    outcome: "promoted",
    created_at: 1_700_000_000_000,
    actor: { name: "ci", source: "environment", verified: false },
    datasets: [],
    repeats: [{ run_id: "r1", cell: { seed: "1" }, shipped: true }],
    verdicts: [
      { gate: "improvement", status: "pass", required: false, reason: "better", evidence: { p: 0.01 } },
    ],
  },
};
const bytes = (text: string) => new TextEncoder().encode(text);

describe("the statement of a decision", () => {
  it("reads what it wrote", () => {
    expect(decodeStatement(encodeStatement(statement))).toEqual(statement);
  });

  it("is signed in DSSE's encoding, with lengths in bytes", () => {
    // The vector of the DSSE specification, protocol.md.
    const encoded = preAuthEncoding("http://example.com/HelloWorld", bytes("hello world"));
    expect(Buffer.from(encoded).toString()).toBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    expect(Buffer.from(preAuthEncoding("ü", bytes("é"))).toString()).toBe("DSSEv1 2 ü 2 é");
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const signature = sign(null, encoded, privateKey);
    expect(verify(null, encoded, publicKey, signature)).toBe(true);
  });

  it("has one digest for all files, whatever their order", () => {
    const lines = modelDigestLines(statement.subject);
    expect(lines).toBe("0a  data/ü.bin\nff  model.pkl\n");
    expect(modelDigestLines(statement.subject.toReversed())).toBe(lines);
  });
});

describe("an envelope that cannot be read", () => {
  const envelope = { payloadType: STATEMENT_PAYLOAD_TYPE, payload: "e30=", signatures: [] };
  const file = JSON.stringify(envelope);

  it.each([
    [
      "cut off",
      () => decodeEnvelope(bytes(file.slice(0, -4))),
      /^The envelope is not whole JSON \(.* bytes\).*cut off/,
    ],
    ["another thing", () => decodeEnvelope(bytes("[]")), /^The envelope cannot be read: /],
    ["without a payload", () => decodeEnvelope(bytes("{}")), /'payloadType'/],
    ["of another type", () => payloadOf({ ...envelope, payloadType: "text/plain" }), /holds 'text\/plain'/],
    [
      "a payload cut off",
      () => payloadOf({ ...envelope, payload: "e30" }),
      /payload is not whole base64 \(3 char/,
    ],
    ["a payload that is none", () => bytesOfBase64("e3*=", "payload"), /damaged/],
    [
      "a statement cut off",
      () => decodeStatement(bytes('{"_type":')),
      /statement in the envelope is not whole/,
    ],
    [
      "another statement",
      () =>
        decodeStatement(encodeStatement({ ...statement, predicateType: "https://slsa.dev/provenance/v1" })),
      /'https:\/\/slsa.dev\/provenance\/v1', not a decision/,
    ],
  ])("%s", (_, read, message) => {
    expect(read).toThrow(message);
  });
});
