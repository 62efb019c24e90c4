import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import {
  type DecisionPredicate,
  type Envelope,
  encodeStatement,
  type ModelFile,
  modelDigestLines,
  preAuthEncoding,
} from "@slipway/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await temporaryServer();
});

const API = "/api/slipway/1.0";
const PLACE = { stage: "Production", alias: "champion" };
const FILES = { MLmodel: "flavors: {}\n", "data/weights.bin": "\u0000\u0001" };
const TYPE = "application/vnd.in-toto+json";

/** A model whose versions have files of their own: the sources of the versions, and the run of all. */
async function newModel(name: string, versions: number) {
  const { body } = await server.call("POST", "runs/create", { experiment_id: "0" });
  const { run_id, artifact_uri } = (body.run as { info: { run_id: string; artifact_uri: string } }).info;
  const root = artifact_uri.replace("mlflow-artifacts:/", "/api/2.0/mlflow-artifacts/artifacts/");
  await server.call("POST", "registered-models/create", { name });
  const sources: string[] = [];
  for (let version = 1; version <= versions; version++) {
    for (const [path, content] of Object.entries(FILES)) await put(`${root}/m${version}/${path}`, content);
    const source = `${artifact_uri}/m${version}`;
    await server.call("POST", "model-versions/create", { name, source, run_id });
    sources.push(source);
  }
  return { name, run_id, sources, root };
}
type Model = Awaited<ReturnType<typeof newModel>>;

const put = (path: string, body: string) => fetch(`${server.url}${path}`, { method: "PUT", body });
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const SUBJECT: ModelFile[] = Object.entries(FILES).map(([name, text]) => ({
  name,
  digest: { sha256: sha256(text) },
}));

/** A decision that moves a version, in its envelope. */
function decide(
  { name, run_id, sources }: Model,
  version: number,
  change: Partial<DecisionPredicate> = {},
  subject = SUBJECT,
): Envelope {
  const payload = encodeStatement({
    _type: "https://in-toto.io/Statement/v1",
    subject,
    predicateType: "urn:slipway:decision:v1",
    predicate: {
      id: randomUUID(),
      model: name,
      version: String(version),
      source: sources[version - 1] ?? "",
      run_id,
      model_digest: sha256(modelDigestLines(subject)),
      expected_champion: "",
      ...PLACE,
      outcome: "promoted",
      created_at: 1_795_000_000_000,
      actor: { name: "ci", source: "environment", verified: false },
      datasets: [],
      examples: { digest: "d", count: 2000 },
      repeats: [],
      verdicts: [],
      ...change,
    },
  });
  return { payloadType: TYPE, payload: Buffer.from(payload).toString("base64"), signatures: [] };
}

function signed(envelope: Envelope, key: KeyObject): Envelope {
  const bytes = preAuthEncoding(TYPE, Buffer.from(envelope.payload, "base64"));
  const sig = sign(key.asymmetricKeyType === "ed25519" ? null : "sha256", bytes, key).toString("base64");
  return { ...envelope, signatures: [{ keyid: "any", sig }] };
}

const keys = {
  ed25519: generateKeyPairSync("ed25519"),
  p256: generateKeyPairSync("ec", { namedCurve: "P-256" }),
  rsa: generateKeyPairSync("rsa", { modulusLength: 2048 }),
};
const pemOf = (key: KeyObject) => key.export({ type: "spki", format: "pem" }).toString();

const protect = (name: string, rule: object) => server.call("POST", `${API}/protections`, { name, ...rule });
const promote = (name: string, request: object) =>
  server.call("POST", `${API}/promotions`, { name, ...PLACE, ...request });
const bearer = async (name: string) =>
  (
    (await server.call("GET", `registered-models/alias?${new URLSearchParams({ name, alias: "champion" })}`))
      .body.model_version as { version: string } | undefined
  )?.version;
const isDenied = (message: string | RegExp) => ({
  status: 403,
  body: { error_code: "PERMISSION_DENIED", message: expect.stringMatching(message) },
});

describe("a protected alias", () => {
  it("is moved by no call of MLflow's", async () => {
    const { name } = await newModel("guarded", 2);
    await server.call("POST", "registered-models/alias", { name, alias: "champion", version: "1" });
    expect(await protect(name, { alias: "champion", reason: "audit", actor: "Ada" })).toMatchObject({
      status: 200,
    });
    const before = await server.call("GET", `registered-models/get?name=${name}`);
    for (const [method, path, fields] of [
      ["POST", "registered-models/alias", { alias: "champion", version: "2" }],
      ["DELETE", "registered-models/alias", { alias: "champion" }],
      ["DELETE", "model-versions/delete", { version: "1" }],
      ["DELETE", "registered-models/delete", {}],
      ["POST", "registered-models/rename", { new_name: "elsewhere" }],
    ] as const)
      expect(await server.call(method, path, { name, ...fields })).toMatchObject(
        isDenied(
          /alias 'champion'.* is protected.*slipway models protect "guarded" --alias champion --remove/,
        ),
      );
    expect(await promote(name, { version: "2" })).toMatchObject(isDenied("This call brings none"));
    expect((await server.call("GET", `registered-models/get?name=${name}`)).body).toEqual(before.body);
    // What is not protected moves as ever.
    const free = { name, version: "2", stage: "Production" };
    expect((await server.call("POST", "model-versions/transition-stage", free)).status).toBe(200);
    expect(
      (await server.call("POST", "registered-models/alias", { name, alias: "next", version: "2" })).status,
    ).toBe(200);
  });

  it("is moved by a passing decision about that very version, once", async () => {
    const model = await newModel("decided", 3);
    const { name } = model;
    await protect(name, { alias: "champion" });
    const envelope = decide(model, 1);
    const first = await promote(name, { version: "1", envelope, idempotency_key: "k" });
    expect(first).toMatchObject({
      status: 200,
      body: { promotion: { version: "1", envelope: { payload: envelope.payload } } },
    });
    expect((await promote(name, { version: "1", envelope, idempotency_key: "k" })).status).toBe(200);
    expect(await promote(name, { version: "1", envelope })).toMatchObject(
      isDenied(/was spent: it stands behind the promote of version 1 of 'decided'/),
    );
    const next = { expected_champion: "1" };
    const refusals: [Envelope, RegExp][] = [
      [decide(model, 2, { ...next, model: "other" }), /about the model 'other', not 'decided'/],
      [decide(model, 3, next), /about version '3', not '2'/],
      [
        decide(model, 2, { ...next, version: undefined, source: "s3://else/where" }),
        /about the model at 's3/,
      ],
      [decide(model, 2, { ...next, run_id: "another" }), /about the run 'another'/],
      [decide(model, 2), /against the champion 'none', not '1'/],
      [decide(model, 2, { ...next, alias: "staging" }), /moves the alias 'staging', not 'champion'/],
      [decide(model, 2, { ...next, outcome: "held" }), /is 'held', not 'promoted'/],
      [decide(model, 2, { ...next, forced: "hurry" }), /was forced, and the rule does not allow/],
      [decide(model, 2, { ...next, examples: undefined }), /logged metrics alone/],
      [decide(model, 2, { ...next, examples: { digest: "", count: 0 } }), /logged metrics alone/],
    ];
    for (const [wrong, why] of refusals)
      expect(await promote(name, { version: "2", envelope: wrong })).toMatchObject(isDenied(why));
    expect(
      await promote(name, { version: "2", envelope: decide(model, 2, next), forced: true }),
    ).toMatchObject(isDenied("A forced promotion does not move it"));
    expect(await bearer(name)).toBe("1");
    expect((await promote(name, { version: "2", envelope: decide(model, 2, next) })).status).toBe(200);
  });

  it("goes back to a champion before, and nowhere else", async () => {
    const model = await newModel("back", 3);
    const { name } = model;
    await promote(name, { version: "1" });
    await protect(name, { alias: "champion" });
    await promote(name, { version: "2", envelope: decide(model, 2, { expected_champion: "1" }) });
    const rollback = (request: object) =>
      promote(name, { action: "rollback", reason: "it hurts", ...request });
    expect(await rollback({ version: "3" })).toMatchObject(isDenied("never held it by right"));
    expect((await rollback({})).status).toBe(200);
    expect(await bearer(name)).toBe("1");
  });

  it("is free again once the rule is lifted, which is on record", async () => {
    const { name } = await newModel("lifted", 1);
    const rule = { name, alias: "champion", actor: "Ada" };
    await protect(name, rule);
    const list = async () => (await server.call("GET", `${API}/protections?name=${name}`)).body;
    expect(await list()).toMatchObject({
      protections: [{ name, alias: "champion", allow_force: false, actor: "Ada" }],
    });
    const remove = (fields: object) => server.call("DELETE", `${API}/protections`, fields);
    expect((await remove({ ...rule })).status).toBe(400);
    const other = await remove({ name, stage: "Staging", reason: "r" });
    expect(other).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining("alias 'champion' is") },
    });
    expect((await remove({ ...rule, reason: "the audit is over" })).status).toBe(200);
    expect(await list()).toEqual({});
    expect((await promote(name, { version: "1" })).status).toBe(200);
    const { body } = await server.call("GET", `${API}/promotions?name=${name}`);
    expect(body.promotions).toMatchObject([
      { action: "promote" },
      { action: "unprotect", alias: "champion", reason: "the audit is over", actor: "Ada" },
      { action: "protect", reason: "Only a decision moves the alias 'champion'." },
    ]);
  });
});

describe("a stage protected with a key", () => {
  it.each(Object.entries(keys))("takes decisions that are signed with it (%s)", async (kind, pair) => {
    const model = await newModel(`signed ${kind}`, 1);
    const { name } = model;
    await protect(name, { stage: "production", public_key: pemOf(pair.publicKey) });
    expect(await promote(name, { version: "1", envelope: decide(model, 1) })).toMatchObject(
      isDenied("is not signed"),
    );
    const wrong = signed(decide(model, 1), generateKeyPairSync("ed25519").privateKey);
    expect(await promote(name, { version: "1", envelope: wrong })).toMatchObject(
      isDenied(/not signed with the key SHA256:.*edited, or another key/),
    );
    const envelope = signed(decide(model, 1), pair.privateKey);
    const edited = {
      ...envelope,
      payload: decide(model, 1, { actor: { name: "Eve", source: "", verified: true } }).payload,
    };
    expect(await promote(name, { version: "1", envelope: edited })).toMatchObject(isDenied("edited"));
    expect((await promote(name, { version: "1", envelope })).status).toBe(200);
  });

  it("takes only the files that were decided on", async () => {
    const model = await newModel("files", 2);
    const { name, root } = model;
    const { privateKey, publicKey } = keys.ed25519;
    await protect(name, { stage: "Production", public_key: pemOf(publicKey) });
    const attempt = (version = 1, subject = SUBJECT) =>
      promote(name, {
        version: String(version),
        envelope: signed(decide(model, version, {}, subject), privateKey),
      });
    await put(`${root}/m1/data/weights.bin`, "\u0000\u0002");
    expect(await attempt()).toMatchObject(
      isDenied(/file 'data\/weights.bin' with the digest '\w{64}', not '\w{64}'/),
    );
    await put(`${root}/m1/data/weights.bin`, FILES["data/weights.bin"]);
    await put(`${root}/m1/code/extra.py`, "import os");
    expect(await attempt()).toMatchObject(
      isDenied("has a file 'code/extra.py' that the decision does not know"),
    );
    const gone = [...SUBJECT, { name: "gone", digest: { sha256: sha256("") } }];
    expect(await attempt(2, gone)).toMatchObject(isDenied("file 'gone' is gone since the decision"));
    expect((await attempt(2)).status).toBe(200);
  });

  it("says when the server cannot read the files", async () => {
    const source = "dbfs:/models/m";
    const { name } = await newModel("unreadable", 0);
    await server.call("POST", "model-versions/create", { name, source });
    const { privateKey, publicKey } = keys.ed25519;
    await protect(name, { stage: "Production", public_key: pemOf(publicKey) });
    const envelope = signed(decide({ name, run_id: "", root: "", sources: [source] }, 1), privateKey);
    expect(await promote(name, { version: "1", envelope })).toMatchObject(
      isDenied(/cannot read the model's files at 'dbfs:\/models\/m' to compare them/),
    );
  });

  it("takes a version that its promotion registers", async () => {
    const model = await newModel("registers", 1);
    const { name, run_id, sources } = model;
    await protect(name, { stage: "Production", public_key: pemOf(keys.p256.publicKey) });
    const create = { source: sources[0] ?? "", run_id };
    const envelope = signed(decide(model, 1, { version: undefined }), keys.p256.privateKey);
    expect(await promote(name, { create, envelope })).toMatchObject({
      status: 200,
      body: { promotion: { version: "2" } },
    });
  });
});

describe("what is no decision", () => {
  it.each<[string, (envelope: Envelope) => Envelope, RegExp]>([
    ["is cut off", (e) => ({ ...e, payload: e.payload.slice(0, -3) }), /not whole base64.*cut off/],
    ["is cut off at a byte", (e) => ({ ...e, payload: e.payload.slice(0, 400) }), /not whole JSON.*cut off/],
    ["is of another type", (e) => ({ ...e, payloadType: "text/plain" }), /holds 'text\/plain'/],
    [
      "has other files than its digest says",
      (e) => {
        const text = Buffer.from(e.payload, "base64").toString().replace('"MLmodel"', '"MLmodal"');
        return { ...e, payload: Buffer.from(text).toString("base64") };
      },
      /contradicts itself/,
    ],
  ])("%s: is refused even where nothing is protected", async (what, change, message) => {
    const model = await newModel(`broken: ${what}`.replaceAll(":", ""), 1);
    const answer = await promote(model.name, { version: "1", envelope: change(decide(model, 1)) });
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toMatch(message);
    expect(await bearer(model.name)).toBeUndefined();
  });
});

it.each<[string, object, RegExp]>([
  ["no place", {}, /name one of them/],
  ["two places", PLACE, /name one of them/],
  ["a stage of none", { stage: "Archived" }, /'Archived'/],
  [
    "a private key",
    { alias: "a", public_key: keys.rsa.privateKey.export({ type: "pkcs8", format: "pem" }) },
    /is a private key/,
  ],
  ["no key", { alias: "a", public_key: "ssh-ed25519 AAAA" }, /not a public key in PEM/],
  [
    "another curve",
    { alias: "a", public_key: pemOf(generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey) },
    /on the curve secp384r1/,
  ],
  [
    "a short key",
    { alias: "a", public_key: pemOf(generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey) },
    /has 1024 bits/,
  ],
])("a rule with %s is refused", async (_, rule, message) => {
  await server.call("POST", "registered-models/create", { name: "ruled" });
  const answer = await protect("ruled", rule);
  expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
  expect(answer.body.message).toMatch(message);
});
