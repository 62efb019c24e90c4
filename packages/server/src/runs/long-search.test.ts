import { expect, it } from "vitest";
import { temporaryTracking } from "../testing/tracking-api.js";

const RUNS = 1201;
const LIMIT = 1200;

it("puts long pages of runs together in their order, each run with its own values", async () => {
  const { database, runs } = await temporaryTracking();
  const numbers = Array.from({ length: RUNS }, (_, i) => i);
  const idOf = (i: number) => String(i).padStart(32, "0");
  await database.write(async (tx) => {
    await tx
      .insertInto("runs")
      .values(
        numbers.map((i) => ({
          run_uuid: idOf(i),
          experiment_id: 0,
          lifecycle_stage: "active",
          start_time: i,
          status: "FINISHED",
        })),
      )
      .execute();
    await tx
      .insertInto("params")
      .values(numbers.map((i) => ({ run_uuid: idOf(i), key: "number", value: String(i) })))
      .execute();
  });
  const first = await runs.search({ experiment_ids: ["0"], max_results: LIMIT });
  const { next_page_token: page_token } = first;
  const second = await runs.search({ experiment_ids: ["0"], max_results: LIMIT, page_token });
  const found = [...(first.runs ?? []), ...(second.runs ?? [])];
  expect(found.map(({ info }) => info.run_id)).toEqual(numbers.toReversed().map(idOf));
  expect(found.map(({ data }) => data?.params)).toEqual(
    numbers.toReversed().map((i) => [{ key: "number", value: String(i) }]),
  );
  expect(second.next_page_token).toBeUndefined();
});
