import { request as open } from "node:http";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

const MB = 1024 * 1024;
/** How often the memory of the server is looked at, in milliseconds. */
const INTERVAL = 250;

const path = "api/2.0/mlflow-artifacts/artifacts/bench/large.bin";

/** Sends one large file through the server to its artifact root. @returns megabytes a second and the most memory */
export const upload = (url, { megabytes, running }) =>
  measured({ megabytes, running }, async () => {
    const headers = { "content-type": "application/octet-stream", "content-length": megabytes * MB };
    const request = open(`${url}/${path}`, { method: "PUT", headers });
    const answered = new Promise((resolve, reject) => {
      request.on("response", resolve);
      request.on("error", reject);
    });
    await pipeline(Readable.from(blocks(megabytes)), request);
    const response = await answered;
    await read(response);
  });

/** Reads the same file back. */
export const download = (url, { megabytes, running }) =>
  measured({ megabytes, running }, async () => {
    const response = await new Promise((resolve, reject) => {
      open(`${url}/${path}`, resolve).on("error", reject).end();
    });
    const bytes = await read(response);
    if (bytes !== megabytes * MB) throw new Error(`${bytes} of ${megabytes * MB} bytes came back`);
  });

function* blocks(count) {
  const block = Buffer.alloc(MB, "slipway ");
  for (let i = 0; i < count; i += 1) yield block;
}

async function read(response) {
  let bytes = 0;
  const count = new Writable({
    write: (part, _, done) => {
      bytes += part.length;
      done();
    },
  });
  await pipeline(response, count);
  if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}`);
  return bytes;
}

async function measured({ megabytes, running }, work) {
  let mostMemory = running.memory();
  const timer = setInterval(() => {
    mostMemory = Math.max(mostMemory, running.memory());
  }, INTERVAL);
  const begin = performance.now();
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return { perSecond: megabytes / ((performance.now() - begin) / 1000), mostMemory };
}
