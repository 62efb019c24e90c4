import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { borrowDatabase } from "../database/testing/borrowed-database.js";
import { startServer } from "../main.js";
import type { ServerOptions } from "../server-options.js";
import { afterFile } from "./after-file.js";

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

export interface TestServer {
  url: string;
  /** Its database. */
  backendStoreUri: string;
  /** Where its artifacts lie. */
  directory: string;
  /** Calls with JSON; a path that begins with no slash is one of `/api/2.0/mlflow/`. */
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Sends bytes as they are, and reads the answer up to the end of the connection, which they should ask for. */
  raw(request: string | Buffer): Promise<{ status: number; head: string; body: string }>;
  close(): Promise<void>;
}

/** A real server over a new database, stopped when the tests of the file have ended. */
export async function temporaryServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), "slipway-"));
  const { uri, giveBack } = await borrowDatabase();
  const server = await startServer({
    port: 0,
    backendStoreUri: uri,
    artifactsDestination: join(directory, "artifacts"),
    ...options,
  });
  const close = () => server.close();
  afterFile(async () => {
    await close();
    await giveBack();
    await rm(directory, { recursive: true, force: true });
  });
  const call: TestServer["call"] = async (method, path, body) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const address = path.startsWith("/") ? path : `/api/2.0/mlflow/${path}`;
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${server.url}${address}`, { method, headers, ...init });
    const { status } = response;
    return { status, headers: response.headers, body: await response.json() };
  };
  const raw: TestServer["raw"] = async (request) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(request);
    const answer = await text(socket);
    const end = answer.indexOf("\r\n\r\n");
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
    return { status, head: answer.slice(0, end), body: answer.slice(end + 4) };
  };
  return { url: server.url, backendStoreUri: uri, directory, call, raw, close };
}
