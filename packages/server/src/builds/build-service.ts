import { BUILD_TAGS, type Build, type endpoints, type RequestOf, type ResponseOf } from "@slipway/contract";
import type { Comparison } from "@slipway/search";
import type { RunService } from "../runs/run-service.js";

type Calls = typeof endpoints.builds;

export interface BuildDependencies {
  runs: Pick<RunService, "get" | "searchAll" | "countStates">;
}

/** Finds builds and their runs by their tags, whichever experiments they are in. */
export class BuildService {
  constructor(private readonly dependencies: BuildDependencies) {}

  async search(request: RequestOf<Calls["search"]>): Promise<ResponseOf<Calls["search"]>> {
    const { runs: service } = this.dependencies;
    const wanted = { ...request, ...ACTIVE, fields: ["tags.*"], order_by: ["attributes.start_time DESC"] };
    const { runs, next_page_token } = await service.searchAll(wanted, tagIs(BUILD_TAGS.kind, "build"));
    const ids = runs.map(({ info }) => info.run_id);
    const counted = ids.length > 0 ? await service.countStates(BUILD_TAGS.build, ids) : [];
    const builds = runs.map((run): Build => {
      const own = counted.filter(({ value }) => value === run.info.run_id);
      return { run, states: own.map(({ status, count }) => ({ status, count })) };
    });
    return { builds, next_page_token };
  }

  async runs({
    run_id,
    fields,
    max_results,
    page_token,
  }: RequestOf<Calls["runs"]>): Promise<ResponseOf<Calls["runs"]>> {
    const { runs: service } = this.dependencies;
    await service.get(run_id);
    const wanted = { ...ACTIVE, fields, max_results, page_token, order_by: ["attributes.start_time ASC"] };
    const { runs, next_page_token } = await service.searchAll(wanted, tagIs(BUILD_TAGS.build, run_id));
    return { runs, next_page_token };
  }
}

const ACTIVE = { run_view_type: "ACTIVE_ONLY", count: false, top_level: false } as const;

const tagIs = (key: string, value: string): Comparison => ({
  type: "comparison",
  entity: "tag",
  key,
  comparator: "=",
  value,
  start: 0,
  end: 0,
});
