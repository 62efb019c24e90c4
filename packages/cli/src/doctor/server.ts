import { isSlipwayServer } from "@slipway/pipeline";
import { type Connection, connect } from "@slipway/sdk";
import { createClient } from "@slipway/sdk/client";
import { shown } from "./environment.js";
import { doubtful, fine, type Observation, wrong } from "./observation.js";

/** Clocks further apart than this give runs odd times; in milliseconds. */
const SKEW = 5000;
/** One try, soon over: the doctor is asked because something is wrong. */
const ONCE = { max: 0, backoff: 1, jitter: 0, timeout: 10 };

/** The tracking server of an address: whether it answers, what it is, and how late its clock is. */
export async function observeServer(uri: string): Promise<Observation[]> {
  const what = "Tracking server";
  let connection: Connection;
  try {
    connection = connect(uri);
  } catch (error) {
    return [
      wrong(what, reasonOf(error), "Set MLFLOW_TRACKING_URI to its address, e.g. http://127.0.0.1:5000."),
    ];
  }
  const { baseUrl, headers } = connection;
  const sent = Date.now();
  try {
    const answer = await fetch(`${baseUrl}/version`, { headers, signal: AbortSignal.timeout(10_000) });
    const received = Date.now();
    const version = (await answer.text()).trim();
    if (!answer.ok)
      return [
        wrong(
          what,
          `${shown(uri)} answers ${answer.status}`,
          "Is it a tracking server, and are the credentials right?",
        ),
      ];
    return [
      fine(what, await describe(connection, version)),
      ...clock(answer.headers.get("date"), sent, received),
    ];
  } catch (error) {
    const hint = "MLFLOW_TRACKING_URI names it. Is it running, and can it be reached from here?";
    return [wrong(what, `${shown(uri)} does not answer: ${reasonOf(error)}`, hint)];
  }
}

async function describe({ baseUrl, headers }: Connection, version: string): Promise<string> {
  const client = createClient({ baseUrl, headers, retries: ONCE });
  if (!(await isSlipwayServer(client))) return `${baseUrl} answers: MLflow ${version}`;
  const slipway = await client.server.slipway();
  return `${baseUrl} answers: Slipway ${slipway.version}, as MLflow ${version}`;
}

/** The header tells whole seconds, and was written some time between question and answer. */
function clock(date: string | null, sent: number, received: number): Observation[] {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return [];
  const skew = theirs > received ? theirs - received : Math.min(0, theirs + 1000 - sent);
  if (Math.abs(skew) <= SKEW) return [fine("Clock", "that of the server is the same")];
  const seconds = Math.round(Math.abs(skew) / 1000);
  const value = `the server's is ${seconds} s ${skew > 0 ? "ahead" : "behind"}`;
  return [
    doubtful("Clock", value, "Let both machines keep time by NTP: times of runs and metrics come from both."),
  ];
}

/** The innermost message: `fetch failed` alone says nothing. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message || error.name : reasonOf(error.cause);
}
