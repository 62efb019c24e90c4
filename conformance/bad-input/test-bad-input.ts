import { beforeAll, describe, expect, test } from "vitest";
import type { RunningServer } from "../servers/start-server.js";
import { type Answer, ask, type Names } from "./ask.js";
import { DIFFERENCES, isEqual } from "./differences.js";
import { ENDPOINTS } from "./endpoints.js";
import { makeFixture } from "./fixture.js";
import { pathRows } from "./path-rows.js";
import { type Row, rowsOf } from "./rows.js";
import { isUnchanged, writtenBy } from "./written.js";

/** The server under test, and the real one where it can be had. */
export interface Servers {
  readonly ours: RunningServer;
  readonly theirs?: RunningServer;
}

let ours: RunningServer;
let real: RunningServer | undefined;
let ourNames: Names;
let realNames: Names;
let freshCount = 0;

/** Wrong and hostile calls, refused decently, and as by the real server. */
export function testBadInput(servers: () => Servers): void {
  beforeAll(async () => {
    ours = servers().ours;
    real = servers().theirs;
    ourNames = await makeFixture(ours.uri);
    if (real) realNames = await makeFixture(real.uri);
  });

  for (const endpoint of ENDPOINTS) {
    describe(`${endpoint.method} ${endpoint.path}`, () => {
      for (const row of rowsOf(endpoint)) test(row.title, () => check(row));
    });
  }

  describe("addresses of the artifact proxy", () => {
    for (const row of pathRows()) test(row.title, () => check(row));
  });

  test("the fixture is still there, and the server is well", async () => {
    const answer = await fetch(`${ours.uri}/api/2.0/mlflow/runs/get?run_id=${ourNames.run}`);
    expect(answer.status).toBe(200);
    expect(({} as Record<string, unknown>).name, "no prototype was polluted").toBeUndefined();
  });
}

async function check(row: Row): Promise<void> {
  const fresh = `fresh ${freshCount++}`;
  const before = await writtenBy(ours.folder);
  const answer = await ask(ours.uri, row, { ...ourNames, fresh });
  if (ours.kind === "slipway") {
    expectDecency(answer);
    if (answer.status >= 400)
      expect(isUnchanged(before, await writtenBy(ours.folder)), "nothing is written").toBe(true);
  }
  if (real) expectLikeness(row, answer, await ask(real.uri, row, { ...realNames, fresh }));
}

/** What holds for every answer to a bad request: it is ours to explain, in JSON, and gives nothing away. */
function expectDecency(answer: Answer): void {
  expect(answer.status, answer.text).toSatisfy((status: number) => status < 500 || status === 501);
  if (answer.status < 400) return;
  expect(answer.isJson, answer.text).toBe(true);
  expect(answer.code, answer.text).toMatch(/^[A-Z_]+$/);
  expect(answer.message, answer.text).toMatch(/\S/);
  expect(answer.text).not.toMatch(/node_modules|SQLITE|SqliteError|constraint failed|\n\s+at /);
  expect(answer.text).not.toContain(ours.folder);
}

function expectLikeness(row: Row, answer: Answer, theirs: Answer): void {
  const named = anonymous(answer, ourNames);
  const expected = anonymous(theirs, realNames);
  const difference = DIFFERENCES.find((candidate) => candidate.applies(row, theirs));
  const alike = isEqual(named, expected) || difference?.allows(named, expected, row);
  const shown = JSON.stringify(
    { ours: brief(named), theirs: brief(expected), row, rule: difference?.why },
    null,
    2,
  );
  expect(alike, shown).toBe(true);
}

/** The answer with the server's own ids replaced by what they stand for. */
function anonymous(answer: Answer, names: Names): Answer {
  let message = answer.message;
  for (const [name, id] of Object.entries(names)) {
    if (id.length > 8) message = message?.replaceAll(id, `<${name}>`);
  }
  return { ...answer, message };
}

function brief(answer: Answer) {
  const { status, code, message, text } = answer;
  return { status, code, message: (message ?? text).slice(0, 400) };
}
