import { type Answer, ask } from "../bad-input/ask.js";
import { writeCall } from "../bad-input/write-call.js";
import type { Pair } from "../servers/start-pair.js";
import type { RunningServer } from "../servers/start-server.js";
import type { Call, Sequence } from "./call.js";
import { INTENDED, type Intended } from "./intended.js";
import { KnownIds } from "./known-ids.js";
import { normalise, type Plain } from "./normalise.js";

/** A call that the two servers answered in two ways. */
export interface Difference {
  readonly call: Call;
  readonly ours: Plain;
  readonly theirs: Plain;
}

/** What came of a sequence. It ends early where one server took what the other refused: the rest is another story. */
export interface Outcome {
  readonly calls: number;
  readonly intended: readonly { intended: Intended; difference: Difference }[];
  readonly differences: readonly Difference[];
}

/** Sends the calls to both servers, each with its own ids, and compares answer by answer. */
export async function play(pair: Pair, sequence: Sequence, prefix: string): Promise<Outcome> {
  const ours = new KnownIds(prefix, pair.ours.folder);
  const theirs = new KnownIds(prefix, pair.theirs.folder);
  const intended: Outcome["intended"][number][] = [];
  const differences: Difference[] = [];
  let calls = 0;
  for (const call of sequence) {
    calls++;
    const [own, real] = await Promise.all([send(pair.ours, call, ours), send(pair.theirs, call, theirs)]);
    if (isSame(own, real)) continue;
    const difference = { call, ours: own, theirs: real };
    const found = INTENDED.find((candidate) => isAt(candidate, call) && candidate.matches(call, own, real));
    if (found) intended.push({ intended: found, difference });
    else differences.push(difference);
    if (found?.parts || own.status < 300 !== real.status < 300) break;
  }
  return { calls, intended, differences };
}

const isAt = ({ at }: Intended, { method, path }: Call) => at === undefined || at.test(`${method} ${path}`);

function isSame(a: Plain, b: Plain): boolean {
  return a.status === b.status && a.code === b.code && a.message === b.message && a.body === b.body;
}

async function send(server: RunningServer, call: Call, ids: KnownIds): Promise<Plain> {
  const answer: Answer = await ask(server.uri, writtenCall(call), ids.names);
  if (answer.isJson && answer.status < 300)
    ids.learn(call.path, JSON.parse(answer.text.replace(/\bNaN\b|-?\bInfinity\b/g, "0")));
  return normalise(answer, ids);
}

function writtenCall(call: Call) {
  const { method, path, fields, content } = call;
  if (content !== undefined) return { method, path, query: "", body: content };
  return writeCall(method, path, fields);
}
