/** Without an answer for so long, in milliseconds, a page has what it asked for; not waited for longer than the limit. */
const QUIET = 1500;
const LIMIT = 30_000;

/** Counts what a page loads from now on: bytes as they came over the network, and answers. */
export async function watchTraffic(page) {
  const session = await page.context().newCDPSession(page);
  const seen = { bytes: 0, requests: 0 };
  let last = performance.now();
  await session.send("Network.enable");
  session.on("Network.responseReceived", ({ response }) => {
    // What a page carries in itself is not asked for.
    if (response.url.startsWith("http")) seen.requests += 1;
    last = performance.now();
  });
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    seen.bytes += encodedDataLength;
    last = performance.now();
  });
  return {
    /** What was loaded until the page became quiet. */
    quiet: async () => {
      const begin = performance.now();
      while (performance.now() - last < QUIET && performance.now() - begin < LIMIT)
        await new Promise((resolve) => setTimeout(resolve, 100));
      return seen;
    },
  };
}
