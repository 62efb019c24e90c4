import type { Decision } from "@slipway/contract";
import { printFilter } from "@slipway/search";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../../app/client.js";
import { promotionQueries } from "../promotion-queries.js";
import { championOf, placeOf, type Standing } from "./decision-standing.js";

/** What is so now with the model of a decision. */
export const standingQuery = (decision: Decision) => {
  const { model, candidate } = decision;
  const runId = candidate?.run_id ?? "";
  return queryOptions({
    queryKey: [...promotionQueries.all(model), "standing", runId, decision.place],
    queryFn: async ({ signal }): Promise<Standing> => {
      const named = await client.registeredModels.search({ filter: isExactly("name", model) }, { signal });
      if (named.registered_models.length === 0) return neverRegistered(decision);
      const history = await client.promotions.list({ name: model, max_results: 1, brief: true }, { signal });
      const [newest] = history.promotions;
      const place = placeOf(decision, newest);
      const [{ model_versions }, { protections }] = await Promise.all([
        client.modelVersions.search({ filter: isExactly("run_id", runId) }, { signal }),
        client.protections.list({ name: model }, { signal }),
      ]);
      return {
        place,
        newest,
        champion: championOf(newest?.standing, place),
        onHold: history.on_hold,
        versions: model_versions.filter(({ name }) => name === model),
        rules: protections.filter(({ stage, alias }) =>
          stage ? stage === place.stage : alias === place.alias,
        ),
      };
    },
  });
};

/** How things are with a model that the registry does not know yet. */
const neverRegistered = (decision: Decision): Standing => ({
  place: placeOf(decision, undefined),
  newest: undefined,
  champion: undefined,
  onHold: false,
  versions: [],
  rules: [],
});

const isExactly = (key: string, value: string): string =>
  printFilter({ type: "comparison", entity: "attribute", key, comparator: "=", value, start: 0, end: 0 });
