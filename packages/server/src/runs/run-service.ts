import { randomUUID } from "node:crypto";
import {
  ApiError,
  type endpoints,
  type KeyValue,
  LIMITS,
  type LifecycleStage,
  type RequestOf,
  type ResponseOf,
  type Run,
  type RunInfo,
} from "@slipway/contract";
import { type Comparison, type Filter, runGrammar } from "@slipway/search";
import type { Database, Db } from "../database/database.js";
import { parseExperimentIds } from "../experiments/experiment-id.js";
import type { ExperimentService } from "../experiments/experiment-service.js";
import { joinLocation } from "../experiments/join-location.js";
import type { MetricService } from "../metrics/metric-service.js";
import { randomName } from "../naming/random-name.js";
import { cutPage, offsetOf, type Page, readLimit } from "../searching/page.js";
import { parseConjuncts, parseOrder } from "../searching/parse-search.js";
import { invalidValue, missingValue } from "../validation/invalid-value.js";
import { truncate, validateLength } from "../validation/length.js";
import { requireActive } from "../validation/lifecycle.js";
import { refuseRepeatedKeys } from "../validation/repeated-keys.js";
import type { RunEvents } from "../webhooks/run-events.js";
import { readRuns, toRunInfo } from "./run-entity.js";
import { ALL_FIELDS, type RunFields, readFields } from "./run-fields.js";
import { RUN_NAME_TAG, renameRun } from "./run-name.js";
import { countRuns, type RunQuery, selectRuns } from "./run-search.js";
import * as store from "./run-store.js";

type Calls = typeof endpoints.runs;
type SearchRequest = RequestOf<Calls["search"]>;

export interface RunDependencies {
  database: Database;
  experiments: Pick<ExperimentService, "requireActive">;
  metrics: Pick<MetricService, "newest">;
  events: Pick<RunEvents, "changed">;
}

/** Runs as MLflow 3.18's SQL store keeps them: their making, naming, ending and finding. */
export class RunService {
  private readonly database: Database;

  constructor(private readonly dependencies: RunDependencies) {
    this.database = dependencies.database;
  }

  async create(request: RequestOf<Calls["create"]>): Promise<Run> {
    const { experiment_id, user_id = "", start_time = 0 } = request;
    if (!experiment_id) throw missingValue("experiment_id");
    return this.database.write(async (tx) => {
      const experiment = await this.dependencies.experiments.requireActive(tx, experiment_id);
      const { name, tags } = nameAndTags(request);
      const run_uuid = randomUUID().replaceAll("-", "");
      const row: store.RunRow = {
        run_uuid,
        name,
        experiment_id: experiment.experiment_id,
        user_id,
        status: "RUNNING",
        start_time,
        end_time: null,
        lifecycle_stage: "active",
        artifact_uri: joinLocation(experiment.artifact_location ?? "", run_uuid, "artifacts"),
        deleted_time: null,
        source_type: "UNKNOWN",
        source_name: "",
        source_version: "",
        entry_point_name: "",
      };
      await store.insertRun(tx, row);
      await store.upsertTags(tx, this.database.dialect, run_uuid, tags);
      return {
        info: toRunInfo(row),
        data: { metrics: [], params: [], tags },
        inputs: { dataset_inputs: [], model_inputs: [] },
      };
    });
  }

  async get(id: string): Promise<Run> {
    const row = await getRow(this.database.read, id);
    const [run] = await this.read([row], ALL_FIELDS);
    return run as Run;
  }

  async update(request: RequestOf<Calls["update"]>): Promise<RunInfo> {
    const { run_id, status, end_time, run_name } = request;
    return this.database.write(async (tx) => {
      const row = await getRow(tx, run_id);
      requireActive("run", run_id, row.lifecycle_stage);
      await store.updateRun(tx, run_id, { status, end_time });
      if (run_name) await renameRun(tx, this.database.dialect, run_id, run_name);
      const changed = toRunInfo(await getRow(tx, run_id));
      await this.dependencies.events.changed(tx, row.status, changed);
      return changed;
    });
  }

  /** Deletes a run; everything stays in the database. */
  delete(id: string): Promise<void> {
    return this.move(id, "deleted");
  }

  restore(id: string): Promise<void> {
    return this.move(id, "active");
  }

  search(request: SearchRequest): Promise<ResponseOf<Calls["search"]>> {
    return this.find(request, () => parseExperimentIds(request.experiment_ids));
  }

  /** As {@link search}, in every experiment. @param condition what must hold besides the request's own filter */
  searchAll(
    request: Omit<SearchRequest, "experiment_ids">,
    condition: Comparison,
  ): Promise<ResponseOf<Calls["search"]>> {
    return this.find(request, () => "all", [condition]);
  }

  /** How many undeleted runs there are of each state that bear a tag, for each of several values of it. */
  countStates(key: string, values: readonly string[]): Promise<store.StateCount[]> {
    return store.countStates(this.database.read, this.database.dialect, key, values);
  }

  private async find(
    request: Omit<SearchRequest, "experiment_ids">,
    readExperiments: () => RunQuery["experimentIds"],
    conditions: readonly Filter[] = [],
  ): Promise<ResponseOf<Calls["search"]>> {
    const { max_results, page_token } = request;
    if (max_results > LIMITS.pages.runs) throw tooMany(max_results);
    const limit = readLimit(max_results, LIMITS.pages.runs);
    const { scan, dialect } = this.database;
    const fields = readFields(request.fields);
    const conjuncts = [...conditions, ...parseConjuncts(request.filter, runGrammar)];
    const order = parseOrder(request.order_by, runGrammar);
    const page = { limit, offset: offsetOf(page_token) };
    const experimentIds = readExperiments();
    const { run_view_type: view, top_level: topLevel } = request;
    const query = { experimentIds, conjuncts, order, view, topLevel, page };
    const found = await selectRuns(this.readerOf(request, page), dialect, query);
    const { rows, next_page_token } = cutPage(found, page);
    const total_count = request.count ? await countRuns(scan, dialect, query) : undefined;
    return { runs: await this.read(rows, fields), next_page_token, total_count };
  }

  private move(id: string, stage: LifecycleStage): Promise<void> {
    return this.database.write(async (tx) => {
      await getRow(tx, id);
      await store.setStage(tx, id, stage);
    });
  }

  /** The newest runs are found along an index; other searches may have to look at all of them. */
  private readerOf({ filter, order_by }: Pick<SearchRequest, "filter" | "order_by">, page: Page): Db {
    const isNear = page.limit + page.offset <= NEAR_RUNS;
    return !filter && order_by.length === 0 && isNear ? this.database.read : this.database.scan;
  }

  /** Others get their turn after each slice. */
  private async read(rows: store.RunRow[], fields: RunFields): Promise<Run[]> {
    const { read, scan } = this.database;
    const db = rows.length > FEW_RUNS ? scan : read;
    const runs: Run[] = [];
    for (let at = 0; at < rows.length; at += SLICE) {
      const slice = rows.slice(at, at + SLICE);
      runs.push(...(await readRuns(db, this.database, this.dependencies.metrics, slice, fields)));
    }
    return runs;
  }
}

/** The values of so many runs are read in a few milliseconds. */
const FEW_RUNS = 100;

/** The rows of so many runs are. */
const NEAR_RUNS = 1000;

/** The values of so many runs are put together in a few milliseconds, once they are read. */
const SLICE = 500;

async function getRow(db: Db, id: string): Promise<store.RunRow> {
  const row = await store.findRun(db, id);
  if (row) return row;
  throw runNotFound(id);
}

export const runNotFound = (id: string) =>
  new ApiError("RESOURCE_DOES_NOT_EXIST", `Run with id=${id} not found`);

const tooMany = (maxResults: number) =>
  invalidValue(
    "max_results",
    maxResults,
    " Hint: Value was of type 'int'. See the API docs for more information about request parameters.",
  );

/** A new run's name, which is also its tag; made up when neither is given. MLflow takes any key here. */
function nameAndTags({ run_name, tags }: RequestOf<Calls["create"]>): { name: string; tags: KeyValue[] } {
  for (const [index, { key }] of tags.entries()) validateLength(`tags[${index}].key`, LIMITS.key, key);
  refuseRepeatedKeys("tag", tags);
  const tagged = tags.find(({ key }) => key === RUN_NAME_TAG)?.value;
  if (run_name && tagged && run_name !== tagged)
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values " +
        `(run_name='${run_name}', mlflow.runName='${tagged}').`,
    );
  const name = truncate(LIMITS.runTagValue, run_name || tagged || randomName());
  const others = tags.filter(({ key }) => key !== RUN_NAME_TAG);
  const cut = others.map(({ key, value }) => ({ key, value: truncate(LIMITS.runTagValue, value) }));
  return { name, tags: [...cut, { key: RUN_NAME_TAG, value: name }] };
}
