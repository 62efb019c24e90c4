import fc from "fast-check";
import type { Call } from "../call.js";
import { runId } from "./ids.js";
import { call } from "./make-call.js";
import { maybe, mostly } from "./values.js";

const PROXY = "/api/2.0/mlflow-artifacts/artifacts";
const ROOT = `${PROXY}/<experiment0>/<run0>/artifacts`;
/** Names as they stand in an address; none leads out of the root, which `conformance/bad-input` is about. */
const NAMES = ["a.txt", "b.json", "d/a.txt", "d/e/c.txt"];
const ODD_NAMES = [
  "d",
  "%C3%BC%F0%9F%98%80.txt",
  "a%20b.txt",
  "a+b.txt",
  "a%25b.txt",
  "a%26b=c",
  "d%2Fa.txt",
  ".hidden",
  "a.",
  "a'b",
  "a%22b",
  "d//x",
  "d/",
  "nowhere.txt",
  "%7Ea",
  "a%3Ab",
  "a%3Fb",
  "a%23b",
];
const name = mostly(NAMES, ODD_NAMES, 2);
const path = mostly(
  ["", "d", "a.txt", "d/e", "d/a.txt"],
  ["nowhere", "d/", "/d", "ü😀.txt", "a b.txt", ".", "a%20b.txt", "..", "d/../d", "%2e%2e"],
  3,
);

const upload = fc
  .tuple(name, fc.constantFrom("hello", "", '{"a": 1}', "ünï"))
  .map(([at, content]): Call => ({ method: "PUT", path: `${ROOT}/${at}`, fields: {}, content }));
const to = (method: "GET" | "DELETE") =>
  name.map((at): Call => ({ method, path: `${ROOT}/${at}`, fields: {} }));

export const uploadArtifact = upload;

/** Calls on artifacts, by the run and through the proxy. */
export const artifactCalls = fc.oneof(
  { arbitrary: upload, weight: 3 },
  { arbitrary: call("GET", "artifacts/list", { run_id: runId, path: maybe(path) }), weight: 3 },
  call("GET", "/get-artifact", { run_id: runId, path }),
  to("GET"),
  to("DELETE"),
  path.map((below): Call => {
    const fields = { path: `<experiment0>/<run0>/artifacts${below && "/"}${below}` };
    return { method: "GET", path: PROXY, fields };
  }),
);
