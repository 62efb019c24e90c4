import { Agent, request as open } from "node:http";

/** Calls the API and fails loudly on any answer but 200. */
export async function call(url, path, body, agent) {
  const { status, text } = await exchange(`${url}/api/2.0/mlflow/${path}`, body, agent);
  if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`);
  return text;
}

/** As {@link call}, for a query string. */
export async function get(url, path, agent) {
  const { status, text } = await exchange(`${url}/api/2.0/mlflow/${path}`, undefined, agent);
  if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`);
  return text;
}

function exchange(address, body, agent) {
  return new Promise((resolve, reject) => {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = payload && {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(payload),
    };
    const request = open(address, { method: payload ? "POST" : "GET", agent, headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode, text: Buffer.concat(parts).toString() }),
      );
    });
    request.on("error", reject);
    request.end(payload);
  });
}

/**
 * A closed loop: each client sends its next request when the one before is answered.
 * @param work called with a counter that is unique over all clients, an agent with kept-alive connections, and the
 *   number of the client from 0
 * @returns requests done a second, how many failed, and the latencies of those that did not in milliseconds
 * @throws Error when all of them failed
 */
export async function closedLoop({ clients, seconds, warmUp = true }, work) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const latencies = [];
  let counter = 0;
  let failed = 0;
  let reason;
  const client = async (number, until, record) => {
    while (performance.now() < until) {
      counter += 1;
      const begin = performance.now();
      try {
        await work(counter, agent, number);
        if (record) latencies.push(performance.now() - begin);
      } catch (error) {
        // A server that is overrun refuses some requests: they count as not done.
        reason ??= error.message;
        failed += 1;
      }
    }
  };
  const round = (length, record) =>
    Promise.all(
      Array.from({ length: clients }, (_, number) =>
        client(number, performance.now() + length * 1000, record),
      ),
    );
  if (warmUp) await round(Math.min(1, seconds / 4), false);
  const begin = performance.now();
  await round(seconds, true);
  const elapsed = (performance.now() - begin) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const quantile = (q) => latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))];
  if (latencies.length === 0 && reason) throw new Error(reason);
  if (reason) process.stderr.write(`${failed} requests failed, the first with: ${reason}\n`);
  return {
    failed,
    perSecond: latencies.length / elapsed,
    median: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
  };
}
