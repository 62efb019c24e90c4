import { afterAll, beforeAll, describe } from "vitest";
import { type Servers, testBadInput } from "./bad-input/test-bad-input.js";
import { prepareClients, reportLeftOut } from "./clients/prepare-clients.js";
import { testSequences } from "./differential/test-sequences.js";
import { type Pair, startInMemory, startPair } from "./servers/start-pair.js";
import { serverUnderTest } from "./servers/start-server.js";

const MINUTES = 60_000;
const clients = await prepareClients();
let servers: Servers;

beforeAll(async () => {
  servers = clients.available ? await startPair() : { ours: await startInMemory(serverUnderTest()) };
}, 5 * MINUTES);

afterAll(async () => {
  for (const server of [servers.ours, servers.theirs]) {
    await server?.stop();
    await server?.removeFolder();
  }
}, MINUTES);

if (!clients.available) reportLeftOut("the comparison with the real server", clients.reason);

describe("bad input", () => testBadInput(() => servers));
if (clients.available) testSequences(() => servers as Pair);
