import { sql } from "kysely";
import { expect, it } from "vitest";
import { temporaryTracking } from "../testing/tracking-api.js";
import { countUntouched, nameUntouched } from "./count-untouched.js";

it("counts what no call touches, each kind by its name", async () => {
  const { database } = await temporaryTracking();
  expect(nameUntouched(await countUntouched(database.read))).toBe("");
  await database.write(async (tx) => {
    for (const id of ["tr-1", "tr-2"])
      await sql`insert into trace_info (request_id, experiment_id, timestamp_ms, status) values (${id}, 0, 1, 'OK')`.execute(
        tx,
      );
    await tx.insertInto("registered_models").values({ name: "greeting", workspace: "default" }).execute();
    await tx
      .insertInto("registered_model_tags")
      .values({ name: "greeting", key: "mlflow.prompt.is_prompt", value: "true", workspace: "default" })
      .execute();
  });
  expect(nameUntouched(await countUntouched(database.read))).toBe("1 prompt, 2 traces");
});
