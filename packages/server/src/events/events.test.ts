import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { temporaryDatabase } from "../database/testing/temporary-database.js";
import { startServer } from "../main.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";
import { EventService } from "./event-service.js";
import { Watcher } from "./watcher.js";

let server: TestServer;
beforeAll(async () => {
  server = await temporaryServer();
});

const EVENTS = "/api/slipway/1.0/events";

/** Opens a stream and reads along. */
async function follow(path: string, headers: Record<string, string> = {}, url = server.url) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const response = await fetch(`${url}${EVENTS}${path}`, { headers, signal: stop.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const read = async () => {
    const piece = await reader?.read();
    text += piece?.value ?? "";
    return piece?.done ?? true;
  };
  /** Reads until the text fits. */
  const until = async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(text)) if (await read()) throw new Error(`The stream ended after '${text}'.`);
    return text;
  };
  const end = async () => {
    while (!(await read()));
  };
  return { response, until, end, stop: () => stop.abort() };
}

const EVENT = /\nid: [\w-]{22}\ndata: changed\n\n/;

describe("a stream of events", () => {
  it("tells of what another server changes", async () => {
    const { response, until } = await follow("/experiments/0");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("cache-control")).toBe("no-store, private");
    expect(await until(/\n\n/)).toMatch(/^retry: 2000\nid: [\w-]{22}\n\n$/);
    const other = await startServer({ port: 0, backendStoreUri: server.backendStoreUri });
    onTestFinished(() => other.close());
    await fetch(`${other.url}/api/2.0/mlflow/runs/create`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"experiment_id":"0"}',
    });
    expect(await until(EVENT)).toMatch(EVENT);
  });

  it("tells who comes back at once what was missed, and only then", async () => {
    const { until, stop } = await follow("/experiments/0");
    const [, id = ""] = /id: (.*)\n/.exec(await until(/\n\n/)) ?? [];
    stop();
    const same = await follow("/experiments/0", { "last-event-id": id });
    expect(await same.until(/\n\n/)).not.toContain("changed");
    await server.call("POST", "runs/create", { experiment_id: "0" });
    // Nothing changes any more: only what was missed can be told.
    await (await follow("/experiments/0", { "last-event-id": id })).until(EVENT);
  });

  it.each([
    ["/runs/nope", 404, "RESOURCE_DOES_NOT_EXIST"],
    ["/experiments/77", 404, "RESOURCE_DOES_NOT_EXIST"],
    ["/experiments/x", 400, "INVALID_PARAMETER_VALUE"],
    ["/registered-models/a%2Fb", 404, "RESOURCE_DOES_NOT_EXIST"],
    ["/nope/1", 404, "ENDPOINT_NOT_FOUND"],
  ])("of %s is refused", async (path, status, code) => {
    const answer = await server.call("GET", EVENTS + path);
    expect([answer.status, answer.body.error_code]).toEqual([status, code]);
  });

  it("is given to no other site", async () => {
    const host = await server.raw(
      `GET ${EVENTS}/experiments/0 HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n`,
    );
    expect(host.status).toBe(403);
    const { response } = await follow("/experiments/0", { origin: "https://evil.test" });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("ends with its server, which does not wait for it", async () => {
    const short = await startServer({ port: 0, backendStoreUri: server.backendStoreUri });
    const { until, end } = await follow("/experiments/0", {}, short.url);
    await until(/\n\n/);
    await short.close();
    await end();
  });
});

describe("the service", () => {
  it("opens so many streams and no more, and forgets those that were left", async () => {
    const database = await temporaryDatabase(server.backendStoreUri);
    const watcher = new Watcher(database);
    const events = new EventService(watcher, 1);
    onTestFinished(() => events.close());
    const open = () => events.open({ kind: "experiment", id: "0" }, { header: () => undefined });
    const [{ content }, refused] = await Promise.allSettled([open(), open()]).then(([first, second]) => {
      if (first.status === "rejected") throw first.reason;
      return [first.value, second] as const;
    });
    expect(refused).toMatchObject({ reason: { code: "REQUEST_LIMIT_EXCEEDED", status: 429 } });
    if (typeof content === "string") throw new Error("The content is no stream.");
    content.destroy();
    await sleep(0);
    expect(watcher.size).toBe(0);
    await open();
  });

  it("keeps the newest state for a reader that takes nothing", async () => {
    const { EventStream } = await import("./event-stream.js");
    const stream = new EventStream("first");
    onTestFinished(() => void stream.destroy());
    await sleep(0);
    for (let n = 0; n < 10_000; n++) stream.tell(`state ${n}`);
    expect(stream.readableLength).toBeLessThan(1000);
    let text = "";
    stream.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
    await sleep(5);
    expect(text).toContain("id: state 9999\ndata: changed\n\n");
  });
});
