import { setTimeout as sleep } from "node:timers/promises";
import type { Promotion } from "@slipway/contract";
import { verifyHistory } from "@slipway/pipeline";
import { type RunningServer, startServer } from "../servers/start-server.js";

export interface StressOptions {
  /** Backend store URI of an empty database. */
  database: string;
  /** Releases that run at the same time. */
  releases: number;
  /** Each release tries again, against the champion that it was told of, for so long. */
  milliseconds: number;
  /** How often one of the two servers is killed and started again. */
  kills: number;
}

export interface StressResult {
  /** Promotions that a server acknowledged. */
  acknowledged: number;
  /** Releases that were told that another one had won. */
  lost: number;
  /** Calls that a kill cut off, made again with the same key. */
  cutOff: number;
  kills: number;
  entries: number;
  /** What must never be; empty when all is well. */
  faults: string[];
}

const NAME = "contested";
const PLACE = { stage: "Production", alias: "champion" };
const API = "/api/slipway/1.0/promotions";

/** Many releases of one model at once against two servers on one database, which are killed now and then. */
export async function stress({
  database,
  releases,
  milliseconds,
  kills,
}: StressOptions): Promise<StressResult> {
  const environment = { MLFLOW_BACKEND_STORE_URI: database };
  const servers = [await startServer("slipway", undefined, environment)];
  servers.push(await startServer("slipway", servers[0]?.folder, environment));
  try {
    const result = { acknowledged: 0, lost: 0, cutOff: 0, kills: 0, entries: 0, faults: [] as string[] };
    const deadline = Date.now() + milliseconds;
    const won: Promotion[] = [];
    const named: string[] = [];
    const ending = new AbortController();
    const killing = killNowAndThen(servers, kills, milliseconds, environment, ending.signal);
    await Promise.all(
      Array.from({ length: releases }, async (_, release) => {
        let champion = "";
        for (let attempt = 0; attempt === 0 || Date.now() < deadline; attempt++) {
          const answer = await promote(
            servers,
            `${release}-${attempt}`,
            champion,
            release,
            () => result.cutOff++,
          );
          if (answer.won) won.push(answer.won);
          else named.push(answer.champion);
          champion = answer.champion;
        }
      }),
    );
    ending.abort();
    result.kills = await killing;
    result.acknowledged = won.length;
    result.lost = named.length;
    const entries = await historyOf(servers);
    result.entries = entries.length;
    result.faults = [...faultsOf(entries, won, named), ...(await faultsOfState(servers, entries))];
    return result;
  } finally {
    for (const server of servers) await server.stop();
    await servers[0]?.removeFolder();
  }
}

/** One release, made again with the same key until a server answers it. */
async function promote(
  servers: RunningServer[],
  key: string,
  expected_champion: string,
  release: number,
  cutOff: () => void,
): Promise<{ won?: Promotion; champion: string }> {
  const body = JSON.stringify({
    name: NAME,
    create: { source: `s3://bucket/${key}` },
    ...PLACE,
    expected_champion,
    idempotency_key: key,
    actor: `release ${release}`,
  });
  for (let call = release; ; call++) {
    const answer = await send(servers[call % servers.length], API, body);
    if (answer?.status === 200) {
      const won = answer.body.promotion as Promotion;
      return { won, champion: won.version ?? "" };
    }
    if (answer?.status === 409 && typeof answer.body.champion === "string")
      return { champion: answer.body.champion };
    // A killed server answers nothing, and one that starts or waits for its database says so.
    if (answer && answer.status < 500) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    cutOff();
    await sleep(50);
  }
}

async function send(server: RunningServer | undefined, path: string, body?: string) {
  try {
    const headers = { "content-type": "application/json" };
    const init = body === undefined ? {} : { method: "POST", body, headers };
    const response = await fetch(`${server?.uri}${path}`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  } catch {
    return undefined;
  }
}

/** @returns how often a server was killed */
async function killNowAndThen(
  servers: RunningServer[],
  kills: number,
  milliseconds: number,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<number> {
  let done = 0;
  while (done < kills && !signal.aborted) {
    await sleep((milliseconds / (kills + 1)) * (0.5 + Math.random()), undefined, { signal }).catch(
      () => undefined,
    );
    if (signal.aborted && done > 0) break;
    const index = done++ % servers.length;
    await servers[index]?.kill();
    servers[index] = await startServer("slipway", servers[index]?.folder, environment);
  }
  return done;
}

/** All entries, oldest first. */
async function historyOf(servers: RunningServer[]): Promise<Promotion[]> {
  const entries: Promotion[] = [];
  for (let token = ""; ; ) {
    const query = new URLSearchParams({
      name: NAME,
      max_results: "1000",
      ...(token && { page_token: token }),
    });
    const answer = await send(servers[0], `${API}?${query}`);
    entries.push(...((answer?.body.promotions ?? []) as Promotion[]));
    token = (answer?.body.next_page_token as string) ?? "";
    if (!token) return entries.reverse();
  }
}

function faultsOf(entries: Promotion[], won: Promotion[], named: string[]): string[] {
  const faults: string[] = [];
  const { problem } = verifyHistory(entries.toReversed());
  if (problem) faults.push(`entry ${problem.entry.sequence} does not fit: ${problem.what}`);
  for (const [index, entry] of entries.entries()) {
    const { version = "" } = entry;
    if (entry.previous_version !== entries[index - 1]?.version)
      faults.push(`entry ${index + 1} follows version ${entry.previous_version}, which was not the champion`);
    const holders = entry.standing?.stages.flatMap(({ versions }) => versions) ?? [];
    const bearers = entry.standing?.aliases.map((alias) => alias.version) ?? [];
    if (holders.join() !== version || bearers.join() !== version)
      faults.push(
        `after entry ${index + 1} Production was ${holders.join(", ")} and the alias ${bearers.join(", ")}`,
      );
  }
  const hashes = new Set(entries.map(({ hash }) => hash));
  for (const { hash, version } of won)
    if (!hashes.has(hash)) faults.push(`version ${version} was acknowledged and is lost`);
  if (entries.length !== won.length) faults.push(`${entries.length} entries, ${won.length} acknowledged`);
  const versions = new Set(entries.map(({ version }) => version));
  for (const champion of named)
    if (!versions.has(champion)) faults.push(`a loser was told of version '${champion}'`);
  return faults;
}

async function faultsOfState(servers: RunningServer[], entries: Promotion[]): Promise<string[]> {
  const champion = entries.at(-1)?.version;
  const faults: string[] = [];
  for (const server of servers) {
    const filter = new URLSearchParams({ filter: `name = '${NAME}'`, max_results: "10000" });
    const found = await send(server, `/api/2.0/mlflow/model-versions/search?${filter}`);
    const versions = (found?.body.model_versions ?? []) as { version: string; current_stage: string }[];
    const holders = versions.filter((one) => one.current_stage === "Production").map((one) => one.version);
    if (holders.join() !== champion)
      faults.push(`${holders.join(", ") || "nothing"} is in Production, not ${champion}`);
  }
  return faults;
}
