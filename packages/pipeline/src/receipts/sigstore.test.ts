import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fulcioHandler, initializeCA, initializeCTLog, initializeTLog, rekorHandler } from "@sigstore/mock";
import { HashAlgorithm, PublicKeyDetails, TrustedRoot } from "@sigstore/protobuf-specs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { checkSignature } from "./check-signature.js";
import { openSigner } from "./open-signer.js";
import { type Receipt, readReceipt } from "./receipt.js";

const SUBJECT = "https://example.org/team/news/.ci/release.yml@main";
const ISSUER = "https://ci.example.org";
const servers: Server[] = [];
let folder: string;
let trustedRoot: string;
let receipt: Receipt;

/** Sigstore's own stand-in of one of its services, behind a port of this machine. */
async function serve(handler: ReturnType<typeof fulcioHandler>): Promise<string> {
  const server = createServer(async (request, response) => {
    const { statusCode, response: body, contentType = "text/plain" } = await handler.fn(await text(request));
    response.writeHead(statusCode, { "content-type": contentType }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The stand-in logs an entry as it is proposed; the real log keeps its digests and signatures. */
function asLogged(proposed: object): object {
  const { spec, ...kind } = proposed as {
    spec: { proposedContent: { envelope: string; verifiers: string[] } };
  };
  const { envelope, verifiers } = spec.proposedContent;
  const { payload, signatures } = JSON.parse(envelope);
  const hash = (content: string | Buffer) => ({
    algorithm: "sha256",
    value: createHash("sha256").update(content).digest("hex"),
  });
  const [{ sig }] = signatures;
  return {
    ...kind,
    spec: {
      envelopeHash: hash(envelope),
      payloadHash: hash(Buffer.from(payload, "base64")),
      signatures: [{ signature: sig, verifier: verifiers[0] }],
    },
  };
}

const identity = () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ sub: SUBJECT, iss: ISSUER, aud: "sigstore" })}.x`;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-sigstore-"));
  const keys = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const certificates = await initializeCTLog(keys);
  const authority = await initializeCA(keys, certificates);
  const log = await initializeTLog("https://rekor.sigstore.dev", keys);
  const instance = (id: Uint8Array, key: Buffer) => ({
    baseUrl: "https://rekor.sigstore.dev",
    logId: { keyId: Buffer.from(id) },
    hashAlgorithm: HashAlgorithm.SHA2_256,
    publicKey: {
      rawBytes: key,
      keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256,
      validFor: { start: new Date(0) },
    },
    checkpointKeyId: undefined,
    operator: "",
  });
  const rootBytes = Buffer.from(authority.rootCertificate.buffer);
  const root = TrustedRoot.toJSON({
    mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    tlogs: [instance(createHash("sha256").update(log.publicKey).digest(), log.publicKey)],
    ctlogs: [instance(new Uint8Array(certificates.logID.buffer), certificates.publicKey)],
    certificateAuthorities: [
      {
        subject: { commonName: "sigstore", organization: "sigstore.mock" },
        uri: "",
        certChain: { certificates: [{ rawBytes: rootBytes }] },
        validFor: { start: new Date(0) },
        operator: "",
      },
    ],
    timestampAuthorities: [],
  });
  trustedRoot = join(folder, "trusted_root.json");
  await writeFile(trustedRoot, JSON.stringify(root));
  vi.stubEnv("SIGSTORE_ID_TOKEN", identity());
  vi.stubEnv("ACTIONS_ID_TOKEN_REQUEST_URL", undefined);
  const signer = await openSigner("sigstore", {
    SIGSTORE_ID_TOKEN: identity(),
    SIGSTORE_FULCIO_URL: await serve(fulcioHandler(authority)),
    SIGSTORE_REKOR_URL: await serve(rekorHandler({ ...log, log: (entry) => log.log(asLogged(entry)) })),
  });
  if (!signer) throw new Error("nobody signs");
  receipt = await signer.sign(Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

const check = (file: string, subject = SUBJECT, issuer = ISSUER) =>
  checkSignature(readReceipt(Buffer.from(file)), { identity: { subject, issuer, trustedRoot } });

describe("a receipt that Sigstore signed", () => {
  it("holds for the identity that signed it", async () => {
    expect(await check(receipt.file)).toEqual({ signer: `${SUBJECT} (vouched for by ${ISSUER})` });
  });

  it.each([
    ["another subject", "https://example.org/team/other", ISSUER],
    ["a part of the subject", "https://example.org/team/news", ISSUER],
    ["a pattern of it", "https://example.org/.*", ISSUER],
    ["another issuer", SUBJECT, "https://elsewhere.example.org"],
  ])("does not hold for %s", async (_, subject, issuer) => {
    const { problem } = (await check(receipt.file, subject, issuer)) as { problem?: string };
    expect(problem).toMatch(/^somebody else signed it/);
  });

  it("does not hold once it was edited", async () => {
    const bundle = JSON.parse(receipt.file);
    bundle.dsseEnvelope.payload = Buffer.from("{}").toString("base64");
    const { problem } = (await check(JSON.stringify(bundle))) as { problem?: string };
    expect(problem).toMatch(/^its Sigstore bundle does not hold/);
  });

  it("does not hold when its certificate is gone", async () => {
    const bundle = { ...JSON.parse(receipt.file), verificationMaterial: {} };
    const { problem } = (await check(JSON.stringify(bundle))) as { problem?: string };
    expect(problem).toMatch(/^its Sigstore bundle does not hold/);
  });

  it("is not asked for where there is no identity", async () => {
    await expect(openSigner("sigstore", {})).rejects.toThrow("there is none here");
  });
});
