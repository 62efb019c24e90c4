import { request } from "node:http";
import type { WrittenCall } from "./write-call.js";

/** What a server answered to a call. */
export interface Answer {
  readonly status: number;
  readonly isJson: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly text: string;
}

/** What the fixture made on a server: the text that stands for `<name>` in calls. */
export type Names = Readonly<Record<string, string>>;

/** Sends a call to a server, byte by byte as it says, with the server's own ids in it. */
export function ask(uri: string, call: WrittenCall, names: Names): Promise<Answer> {
  const { hostname, port } = new URL(uri);
  const prefix = call.path.startsWith("/") ? "" : "/api/2.0/mlflow/";
  const query = call.query ? `?${fill(call.query, names, encodeURIComponent)}` : "";
  const path = prefix + fill(call.path, names, encodeURIComponent) + query;
  const body =
    typeof call.body === "string" ? Buffer.from(fill(call.body, names, (text) => text)) : call.body;
  const headers: Record<string, string> = { connection: "close" };
  if (body) headers["content-length"] = String(body.length);
  if (call.contentType !== undefined) headers["content-type"] = call.contentType;
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method: call.method, path, headers }, (received) => {
      const chunks: Buffer[] = [];
      received.on("data", (chunk: Buffer) => chunks.push(chunk));
      received.on("error", reject);
      received.on("end", () =>
        resolve(read(received.statusCode ?? 0, received.headers["content-type"], chunks)),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function fill(text: string, names: Names, encode: (text: string) => string): string {
  return text.replace(/(?:<|%3C)(\w+)(?:>|%3E)/g, (whole, name: string) => {
    const found = names[name];
    return found === undefined ? whole : encode(found);
  });
}

function read(status: number, contentType: string | undefined, chunks: Buffer[]): Answer {
  const text = Buffer.concat(chunks).toString();
  const isJson = (contentType ?? "").startsWith("application/json");
  try {
    const body = JSON.parse(text) as { error_code?: string; message?: string };
    return { status, isJson, code: body.error_code, message: body.message, text };
  } catch {
    return { status, isJson: false, text };
  }
}
