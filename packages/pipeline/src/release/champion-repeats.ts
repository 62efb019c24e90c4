import type { Run } from "@slipway/contract";
import type { Client } from "@slipway/sdk";
import { findBuildRuns } from "../build/build-runs.js";
import { cellOfTags, TAGS, tagsOf } from "../build/tags.js";
import type { Repeats } from "../gates/gate.js";
import { candidatesOf } from "./build-candidates.js";
import { repeatName } from "./repeat-name.js";
import { groupPool } from "./selection-pool.js";

/**
 * The repeats of a champion's configuration, from the build that trained it.
 * @param metric a logged one; repeats that did not log it, or did not finish, are left out
 * @returns undefined when no build is known to have trained it
 */
export async function readChampionRepeats(
  client: Client,
  run: Run,
  metric: string,
): Promise<Repeats | undefined> {
  const tags = tagsOf(run);
  const build = tags.get(TAGS.build);
  if (!build || !cellOfTags(tags)) return undefined;
  const repeatOver: string[] = JSON.parse(tags.get(TAGS.repeatOver) ?? "[]");
  const groups = groupPool(candidatesOf(await findBuildRuns(client, build)), repeatOver);
  const own = groups.find(({ repeats }) => repeats.some((one) => one?.info.run_id === run.info.run_id));
  const finished = (own?.repeats ?? []).flatMap((one) => {
    const value = one?.data.metrics.find(({ key }) => key === metric)?.value;
    const counts = one?.info.status === "FINISHED" && value !== undefined && Number.isFinite(value);
    return counts ? [{ name: repeatName(one, repeatOver), value }] : [];
  });
  return {
    metric,
    values: finished.map(({ value }) => value),
    names: finished.map(({ name }) => name),
  };
}
