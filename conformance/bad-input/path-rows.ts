import type { Row } from "./rows.js";

const ROOT = "/api/2.0/mlflow-artifacts/artifacts";

/** Addresses below the artifact proxy as they go over the wire: nothing here is encoded once more. */
const RAW_PATHS: readonly string[] = [
  "../../../../etc/passwd",
  "%2e%2e/%2e%2e/etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "%252e%252e%252fetc%252fpasswd",
  "%25252e%25252e/x",
  "..%5c..%5cx",
  "a%5cb",
  "%2fetc%2fpasswd",
  "/etc/passwd",
  "C:%2fx",
  "a%00.txt",
  "a%0d%0aSet-Cookie:%20x",
  "%c0%ae%c0%ae/x",
  "%zz",
  "%ed%a0%80",
  ".",
  "%2e",
  "./.",
  "file:%2f%2f%2fetc/passwd",
  `${"x".repeat(256)}`,
  "a/".repeat(2100),
];

/** Every bad address, with every method of the proxy; and the multipart calls, which local folders do not have. */
export function pathRows(): Row[] {
  const rows = RAW_PATHS.flatMap((path) => ["GET", "PUT", "DELETE"].map((method) => rawRow(method, path)));
  return [...rows, ...["create", "complete", "abort"].map(multipartRow)];
}

function rawRow(method: string, path: string): Row {
  const shown = path.length > 60 ? `${path.slice(0, 60)}… (${path.length})` : path;
  return {
    title: `${method} ${shown}`,
    fault: "path",
    method,
    path: `${ROOT}/${path}`,
    query: "",
    body: method === "PUT" ? "content" : undefined,
  };
}

function multipartRow(call: string): Row {
  return {
    title: `mpu/${call} out of the root`,
    fault: "path",
    method: "POST",
    path: `/api/2.0/mlflow-artifacts/mpu/${call}/%2e%2e/x`,
    query: "",
    body: '{"path": "../x", "num_parts": 1, "upload_id": "u", "parts": []}',
    contentType: "application/json",
  };
}
